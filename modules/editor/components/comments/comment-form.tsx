'use client'
import { type FormEvent, type KeyboardEvent, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import buttons from '@/components/button.module.css'
import { type Mentionable, matchPeople, namingAt } from '@/modules/comments/mentions'
import styles from './comments-panel.module.css'
import type { Written } from './use-comments'

const OPTIONS_MAX = 6

type CommentFormProps = {
  id: string
  label: string
  submit: string
  written: Written
  onWrite: (written: Written) => void
  people: readonly Mentionable[]
  busy: boolean
  announce: (message: string) => void
  /** Says that @ names a colleague. */
  naming: boolean
  onSubmit: () => void
  onCancel: () => void
}

/** What is said, in a field where @ offers colleagues. Ctrl Enter sends it, Escape leaves it. */
export function CommentForm({
  id,
  label,
  submit,
  written,
  onWrite,
  people,
  busy,
  announce,
  naming: hinted,
  onSubmit,
  onCancel,
}: CommentFormProps) {
  const hint = useId()
  const naming = useNaming({ written, onWrite, people, announce })
  const send = (event?: FormEvent) => {
    event?.preventDefault()
    if (!busy) onSubmit()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (naming.onKey(event)) return
    if (event.key === 'Escape') {
      event.preventDefault()
      onCancel()
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send(event)
  }
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <label htmlFor={id}>{label}</label>
      <textarea
        ref={naming.field}
        id={id}
        rows={3}
        value={written.text}
        aria-autocomplete="list"
        aria-controls={naming.offered.length > 0 ? `${id}-people` : undefined}
        aria-activedescendant={naming.offered.length > 0 ? `${id}-person-${naming.chosen}` : undefined}
        aria-describedby={hinted && people.length > 0 ? hint : undefined}
        onChange={(event) => naming.onType(event.target.value, event.target.selectionStart)}
        onBlur={naming.close}
        onKeyDown={onKeyDown}
      />
      {naming.offered.length > 0 ? (
        <div id={`${id}-people`} className={styles.people} role="listbox" aria-label="Colleagues">
          {naming.offered.map((person, index) => (
            <div
              key={person.id}
              id={`${id}-person-${index}`}
              className={styles.person}
              role="option"
              tabIndex={-1}
              aria-selected={index === naming.chosen}
              // The field keeps the focus: a press must not take it.
              onMouseDown={(event) => {
                event.preventDefault()
                naming.pick(person)
              }}
            >
              {person.name}
            </div>
          ))}
        </div>
      ) : null}
      {hinted && people.length > 0 ? (
        <p id={hint} className={styles.soft}>
          Type @ and a name to tell a colleague.
        </p>
      ) : null}
      <div className={styles.acts}>
        <button type="submit" className={buttons.quiet} aria-disabled={busy || undefined}>
          {submit}
        </button>
        <button type="button" className={buttons.text} onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  )
}

type NamingOptions = Pick<CommentFormProps, 'written' | 'onWrite' | 'people' | 'announce'>

/** The list of colleagues while a name is typed after @. */
function useNaming({ written, onWrite, people, announce }: NamingOptions) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [offered, setOffered] = useState<Mentionable[]>([])
  const [chosen, setChosen] = useState(0)
  const close = () => setOffered([])
  const offer = (text: string, caret: number) => {
    const naming = namingAt(text, caret)
    const found = naming ? matchPeople(people, naming.typed).slice(0, OPTIONS_MAX) : []
    // The whole name is there: nothing is left to choose.
    const next = found.length === 1 && found[0]?.name === naming?.typed ? [] : found
    setOffered(next)
    setChosen(0)
    if (next.length > 0 && next.length !== offered.length)
      announce(`${next.length} ${next.length === 1 ? 'colleague' : 'colleagues'}: ${next[0]?.name}. Arrow keys to choose, Enter to name.`)
  }
  const pick = (person: Mentionable) => {
    const caret = field.current?.selectionStart ?? written.text.length
    const at = namingAt(written.text, caret)?.at ?? caret
    const before = `${written.text.slice(0, at)}@${person.name} `
    const after = written.text.slice(caret).replace(/^ /, '')
    // At once: who types on would otherwise have the caret taken back behind their first letter.
    flushSync(() => onWrite({ text: before + after, mentions: [...new Set([...written.mentions, person.id])] }))
    field.current?.setSelectionRange(before.length, before.length)
    close()
    announce(`Named ${person.name}.`)
  }
  const onKey = (event: KeyboardEvent): boolean => {
    const person = offered[chosen]
    if (!person || event.nativeEvent.isComposing) return false
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const picks = (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || event.key === 'Tab'
    if (step === 0 && !picks && event.key !== 'Escape') return false
    event.preventDefault()
    if (step !== 0) setChosen((chosen + step + offered.length) % offered.length)
    else if (picks) pick(person)
    else close()
    return true
  }
  const onType = (text: string, caret: number) => {
    onWrite({ ...written, text })
    offer(text, caret)
  }
  return { field, offered, chosen, close, pick, onKey, onType }
}
