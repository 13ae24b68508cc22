'use client'
import { type FormEvent, type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import buttons from '@/components/button.module.css'
import styles from '@/modules/tags/components/new-tag.module.css'
import type { PickerTag } from '@/modules/tags/match'
import { nearDuplicates } from '@/modules/tags/rules'
import { tagTypeLabel } from '@/modules/tags/tag-types'
import { proposeTagAction } from '../actions'
import { PROPOSAL_REASON_MAX_CHARACTERS, PROPOSED_TYPES } from '../proposals'

type Props = {
  label: string
  tags: readonly PickerTag[]
  articleId: string | null
  announce: (message: string) => void
  /** A tag that is there already is meant. */
  onUse: (tag: PickerTag) => void
  /** `asked`: it was proposed. */
  onLeave: (asked: boolean) => void
}

/** For those who may not make tags: what is alike already, and asking the tag editors for one. */
export function ProposeTag({ label, tags, articleId, announce, onUse, onLeave }: Props) {
  const alike = useMemo(() => nearDuplicates(label, tags), [label, tags])
  const [problem, setProblem] = useState('')
  const busy = useRef(false)
  const step = useRef<HTMLFormElement>(null)
  useEffect(() => step.current?.querySelector<HTMLElement>('button, select')?.focus(), [])
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const type = PROPOSED_TYPES.find((one) => one === data.get('type')) ?? 'theme'
    if (busy.current) return
    busy.current = true
    const answer = await proposeTagAction({ label, type, reason: String(data.get('reason') ?? ''), articleId }).catch(() => null)
    busy.current = false
    if (answer?.ok) {
      announce(`Proposed “${label}”. The tag editors decide; your desk tells you.`)
      onLeave(true)
      return
    }
    setProblem(
      answer?.kind === 'problems'
        ? answer.problems.map((one) => one.message).join('. ')
        : (answer?.message ?? 'The newsroom did not answer. Try again.'),
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    onLeave(false)
  }
  return (
    <form ref={step} className={styles.step} aria-labelledby="propose-tag" onSubmit={(event) => void send(event)} onKeyDown={onKeyDown}>
      <h3 id="propose-tag">Propose the tag “{label}”</h3>
      {alike.length > 0 ? (
        <div className={styles.alike}>
          <p id="propose-tag-alike">Is it one of these?</p>
          {alike.map((tag) => (
            <button key={tag.slug} type="button" aria-describedby="propose-tag-alike" onClick={() => onUse(tag)}>
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
      <label htmlFor="propose-tag-type">Type</label>
      <select id="propose-tag-type" name="type" defaultValue="theme">
        {PROPOSED_TYPES.map((type) => (
          <option key={type} value={type}>
            {tagTypeLabel[type].one}
          </option>
        ))}
      </select>
      <label htmlFor="propose-tag-reason">Why it is needed (optional)</label>
      <input id="propose-tag-reason" name="reason" maxLength={PROPOSAL_REASON_MAX_CHARACTERS} autoComplete="off" />
      <p className={styles.verbs}>
        <button type="submit" className={buttons.solid}>
          Propose tag
        </button>
        <button type="button" className={styles.cancel} onClick={() => onLeave(false)}>
          Cancel
        </button>
      </p>
    </form>
  )
}
