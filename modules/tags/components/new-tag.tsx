'use client'
import { type FormEvent, type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import buttons from '@/components/button.module.css'
import { createTagHereAction } from '../actions'
import type { PickerTag } from '../match'
import { nearDuplicates } from '../rules'
import { tagTypeLabel } from '../tag-types'
import styles from './new-tag.module.css'

/** The kinds a story's writer may need at once; areas and regions are reference data, the others are made under Tags. */
const TYPES = ['theme', 'organisation', 'person', 'storyline'] as const

type NewTagProps = {
  label: string
  tags: readonly PickerTag[]
  /** A tag that was there already is meant. */
  onUse: (tag: PickerTag) => void
  onMade: (tag: PickerTag) => void
  onCancel: () => void
}

/** The one step between a name that no tag has and a tag: what is alike already, and which kind it is to be. */
export function NewTag({ label, tags, onUse, onMade, onCancel }: NewTagProps) {
  const alike = useMemo(() => nearDuplicates(label, tags), [label, tags])
  const { create, problem } = useCreating(label, onMade)
  const step = useRef<HTMLFormElement>(null)
  // What comes first is what is alike; without that, the kind.
  useEffect(() => step.current?.querySelector<HTMLElement>('button, select')?.focus(), [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    onCancel()
  }
  return (
    <form ref={step} className={styles.step} aria-labelledby="new-tag" onSubmit={create} onKeyDown={onKeyDown}>
      <h3 id="new-tag">New tag “{label}”</h3>
      {alike.length > 0 ? (
        <div className={styles.alike}>
          <p id="new-tag-alike">Is it one of these?</p>
          {alike.map((tag) => (
            <button key={tag.slug} type="button" aria-describedby="new-tag-alike" onClick={() => onUse(tag)}>
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
      <label htmlFor="new-tag-type">Type</label>
      <select id="new-tag-type" name="type" defaultValue="theme">
        {TYPES.map((type) => (
          <option key={type} value={type}>
            {tagTypeLabel[type].one}
          </option>
        ))}
      </select>
      <p className={styles.verbs}>
        <button type="submit" className={buttons.solid}>
          Create tag
        </button>
        <button type="button" className={styles.cancel} onClick={onCancel}>
          Cancel
        </button>
      </p>
    </form>
  )
}

/** Makes the tag, once; `problem` is why it was not made. */
function useCreating(label: string, onMade: NewTagProps['onMade']) {
  const [problem, setProblem] = useState('')
  const busy = useRef(false)
  const create = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const asked = new FormData(event.currentTarget).get('type')
    const type = TYPES.find((one) => one === asked) ?? 'theme'
    if (busy.current) return
    busy.current = true
    setProblem('')
    const answer = await createTagHereAction({ label, type }).catch(() => null)
    busy.current = false
    if (answer === null) return setProblem('The newsroom did not answer. Check the connection and try again.')
    if (!answer.ok) return setProblem(answer.kind === 'problems' ? answer.problems.map((one) => one.message).join('. ') : answer.message)
    const { id, slug } = answer.value
    onMade({ id, slug, label: answer.value.label, type, aliases: [], description: '', doNotRelate: false, companions: [], uses: 0 })
  }
  return { create, problem }
}
