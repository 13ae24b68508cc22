'use client'
import { type FormEvent, useState } from 'react'
import { HREF_MAX_CHARACTERS, safeHref } from '@/modules/articles/safe-href'
import { HEADLINE_MAX_CHARACTERS, readStoryDate } from '@/modules/articles/schema'
import { matchHeadlinesAction } from '../../actions'
import styles from './related-panel.module.css'
import type { Hand } from './use-hand'

const isAddress = (typed: string): boolean => /^https?:\/\//i.test(typed.trim())

type Typed = { line: string; words: string; datedOn: string }
const empty: Typed = { line: '', words: '', datedOn: '' }

/** The field that needs another look, and why; null for a link that can be made. */
function problemOf({ line, words, datedOn }: Typed, url: string | null): { field: string; message: string } | null {
  if (url === null) return { field: 'pin-headline', message: 'Enter a whole address, such as https://www.gov.uk/send' }
  if (new URL(url).origin === window.location.origin)
    return { field: 'pin-headline', message: 'This is one of our own pages: enter the title of the story instead' }
  if (words.trim() === '') return { field: 'pin-words', message: 'Enter the words of the link' }
  if (datedOn !== '' && readStoryDate(datedOn) === null) return { field: 'pin-date', message: 'Enter a day like 21 11 2026, or none' }
  return line === '' ? { field: 'pin-headline', message: 'Enter an address' } : null
}

/** A story by its headline, matched or kept until there is one; or, where an address is typed, a link to another site. */
export function AddLink({ articleId, hand }: { articleId: string | null; hand: Hand }) {
  const [typed, setTyped] = useState(empty)
  const [problem, setProblem] = useState<{ field: string; message: string } | null>(null)
  const outside = isAddress(typed.line)
  const type = (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part }))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const line = typed.line.replace(/\s+/g, ' ').trim()
    if (line === '') return
    const url = outside ? safeHref(line) : null
    const found = outside ? problemOf(typed, url) : null
    setProblem(found)
    document.getElementById(found?.field ?? 'pin-headline')?.focus()
    if (found) return
    setTyped(empty)
    if (url) return hand.add({ headline: typed.words.trim(), target: null, url, datedOn: typed.datedOn })
    const headline = line.slice(0, HEADLINE_MAX_CHARACTERS)
    const answer = await matchHeadlinesAction({ articleId, headlines: [headline] }).catch(() => null)
    const match = answer?.ok ? answer.value[0] : undefined
    hand.add({ headline, target: match?.target ?? null, close: match?.close ?? null })
  }
  const errorOf = (field: string) =>
    problem?.field === field ? (
      <p id={`${field}-problem`} className={styles.problem} role="alert">
        {problem.message}
      </p>
    ) : null
  const describedBy = (field: string) => (problem?.field === field ? `${field}-problem` : undefined)
  return (
    <form className={styles.add} onSubmit={submit} noValidate>
      <label htmlFor="pin-headline">Add a story by its title, or paste an address</label>
      {errorOf('pin-headline')}
      <div>
        <input
          id="pin-headline"
          value={typed.line}
          maxLength={HREF_MAX_CHARACTERS}
          autoComplete="off"
          aria-describedby={describedBy('pin-headline')}
          onChange={(event) => type({ line: event.target.value })}
        />
        {outside ? null : <button type="submit">Add</button>}
      </div>
      {outside ? (
        <>
          <label htmlFor="pin-words">The words of the link</label>
          {errorOf('pin-words')}
          <div>
            <input
              id="pin-words"
              value={typed.words}
              maxLength={HEADLINE_MAX_CHARACTERS}
              autoComplete="off"
              aria-describedby={describedBy('pin-words')}
              onChange={(event) => type({ words: event.target.value })}
            />
          </div>
          <label htmlFor="pin-date">Its date, if it has one</label>
          {errorOf('pin-date')}
          <div>
            <input
              id="pin-date"
              type="date"
              value={typed.datedOn}
              aria-describedby={describedBy('pin-date')}
              onChange={(event) => type({ datedOn: event.target.value })}
            />
            <button type="submit">Add</button>
          </div>
        </>
      ) : null}
    </form>
  )
}
