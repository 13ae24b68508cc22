'use client'
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef } from 'react'
import buttons from '@/components/button.module.css'
import type { PickerTag } from '../match'
import { nearDuplicates } from '../rules'
import { type TagType, tagTypeLabel } from '../tag-types'
import field from './tag-field.module.css'
import styles from './tag-step.module.css'

type TagStepProps = {
  /** Of the form's parts: "new-tag". */
  id: string
  title: string
  /** The name that no tag has. */
  label: string
  tags: readonly PickerTag[]
  types: readonly TagType[]
  problem: string
  submit: string
  onSubmit: (form: FormData) => void
  /** A tag that is there already is meant. */
  onUse: (tag: PickerTag) => void
  onCancel: () => void
  /** Further fields. */
  children?: ReactNode
}

/** The one step between a name that no tag has and a tag, made or asked for: what is alike already, and which kind it is to be. */
export function TagStep({ id, title, label, tags, types, problem, submit, onSubmit, onUse, onCancel, children }: TagStepProps) {
  const alike = useMemo(() => nearDuplicates(label, tags), [label, tags])
  const step = useRef<HTMLFormElement>(null)
  // What comes first is what is alike; without that, the kind.
  useEffect(() => step.current?.querySelector<HTMLElement>('button, select')?.focus(), [])
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSubmit(new FormData(event.currentTarget))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    onCancel()
  }
  return (
    <form ref={step} className={styles.step} aria-labelledby={id} onSubmit={send} onKeyDown={onKeyDown}>
      <h3 id={id}>{title}</h3>
      {alike.length > 0 ? (
        <div className={styles.alike}>
          <p id={`${id}-alike`}>Is it one of these?</p>
          {alike.map((tag) => (
            <button key={tag.slug} type="button" className={field.offer} aria-describedby={`${id}-alike`} onClick={() => onUse(tag)}>
              Use {tag.label} <span>{tagTypeLabel[tag.type].one.toLowerCase()}</span>
            </button>
          ))}
        </div>
      ) : null}
      {problem ? (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      ) : null}
      <label htmlFor={`${id}-type`}>Type</label>
      <select id={`${id}-type`} name="type" defaultValue="theme">
        {types.map((type) => (
          <option key={type} value={type}>
            {tagTypeLabel[type].one}
          </option>
        ))}
      </select>
      {children}
      <p className={styles.verbs}>
        <button type="submit" className={buttons.solid}>
          {submit}
        </button>
        <button type="button" className={`${buttons.text} ${styles.cancel}`} onClick={onCancel}>
          Cancel
        </button>
      </p>
    </form>
  )
}
