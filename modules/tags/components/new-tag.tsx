'use client'
import { useRef, useState } from 'react'
import { createTagHereAction } from '../actions'
import type { PickerTag } from '../match'
import { TagStep } from './tag-step'

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

/** Makes a tag of a name that no tag has. */
export function NewTag({ label, onMade, ...rest }: NewTagProps) {
  const { create, problem } = useCreating(label, onMade)
  return (
    <TagStep
      id="new-tag"
      title={`New tag “${label}”`}
      label={label}
      types={TYPES}
      problem={problem}
      submit="Create tag"
      onSubmit={(form) => void create(form)}
      {...rest}
    />
  )
}

/** Makes the tag, once; `problem` is why it was not made. */
function useCreating(label: string, onMade: NewTagProps['onMade']) {
  const [problem, setProblem] = useState('')
  const busy = useRef(false)
  const create = async (form: FormData) => {
    const type = TYPES.find((one) => one === form.get('type')) ?? 'theme'
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
