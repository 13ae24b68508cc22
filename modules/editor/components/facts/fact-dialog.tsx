'use client'
import type { Editor } from '@tiptap/react'
import { type FormEvent, useEffect, useId, useState } from 'react'
import buttons from '@/components/button.module.css'
import { londonDay } from '@/lib/dates'
import type { FactPick } from '@/modules/articles/fact-views'
import { Dialog } from '../dialogs/dialog'
import dialog from '../dialogs/dialog.module.css'
import styles from './facts.module.css'
import { askForFacts, askForFactsAgain, useKnownFacts } from './known-facts'

/** Finds a fact by what it is or says; Enter takes the first. */
export function FactDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const id = useId()
  const { facts, loaded, mayCreate, problem } = useKnownFacts()
  const [q, setQ] = useState('')
  useEffect(() => void askForFacts(), [])
  const found = matching(facts, q)
  const use = ({ slug }: FactPick) => {
    onClose()
    // After the dialog has given the focus back.
    requestAnimationFrame(() => editor.chain().focus().insertContent({ type: 'fact', attrs: { slug } }).run())
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // React hands the submit event on to forms around the dialog.
    event.stopPropagation()
    if (found[0]) use(found[0])
  }
  return (
    <Dialog title="Insert a fact" onClose={onClose}>
      <form onSubmit={submit} className={styles.choose} noValidate>
        <div>
          <label htmlFor={id} className={styles.label}>
            Find a fact
          </label>
          <input
            id={id}
            type="search"
            className={styles.search}
            value={q}
            maxLength={120}
            autoComplete="off"
            aria-describedby={`${id}-found`}
            onChange={(event) => setQ(event.target.value)}
          />
        </div>
        <p id={`${id}-found`} role="status" className={styles.hint}>
          {problem || foundWords(loaded, facts.length, found)}
        </p>
        {problem ? (
          <button type="button" onClick={askForFactsAgain}>
            Look again
          </button>
        ) : null}
        <ul className={styles.list} aria-label="Facts">
          {found.map((fact) => (
            <li key={fact.slug}>
              <button type="button" onClick={() => use(fact)}>
                <b>{fact.value}</b>
                {fact.label}
                {fact.checkedOn ? `, checked ${londonDay(new Date(`${fact.checkedOn}T12:00:00Z`))}` : ''}
              </button>
            </li>
          ))}
        </ul>
        <p className={styles.hint}>
          <a href={mayCreate ? '/admin/facts/new' : '/admin/facts'} target="_blank" rel="noreferrer">
            {mayCreate ? 'Enter a new fact' : 'All facts'} (opens in a new tab)
          </a>
        </p>
        <div className={dialog.acts}>
          <button type="submit" className={buttons.solid} aria-disabled={found.length === 0 || undefined}>
            {found[0] && q.trim() !== '' ? `Insert “${found[0].value}”` : 'Insert the first'}
          </button>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  )
}

/** Those in whose label or value each typed word stands. */
function matching(facts: readonly FactPick[], q: string): FactPick[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  return facts.filter(({ label, value }) => words.every((word) => `${label} ${value}`.toLowerCase().includes(word)))
}

function foundWords(loaded: boolean, all: number, found: readonly FactPick[]): string {
  if (!loaded) return 'Looking for facts'
  if (all === 0) return 'There is no fact yet.'
  if (found.length === 0) return 'No fact matches.'
  return found.length === 1 ? '1 fact. Enter inserts it.' : `${found.length} facts. Enter inserts the first.`
}
