'use client'
import { useRef, useState } from 'react'
import { TagStep } from '@/modules/tags/components/tag-step'
import type { PickerTag } from '@/modules/tags/match'
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
  const [problem, setProblem] = useState('')
  const busy = useRef(false)
  const send = async (form: FormData) => {
    const type = PROPOSED_TYPES.find((one) => one === form.get('type')) ?? 'theme'
    if (busy.current) return
    busy.current = true
    setProblem('')
    const answer = await proposeTagAction({ label, type, reason: String(form.get('reason') ?? ''), articleId }).catch(() => null)
    busy.current = false
    if (answer === null) return setProblem('The newsroom did not answer. Check the connection and try again.')
    if (!answer.ok) return setProblem(answer.kind === 'problems' ? answer.problems.map((one) => one.message).join('. ') : answer.message)
    announce(`Proposed “${label}”. The tag editors decide; your desk tells you.`)
    onLeave(true)
  }
  return (
    <TagStep
      id="propose-tag"
      title={`Propose the tag “${label}”`}
      label={label}
      tags={tags}
      types={PROPOSED_TYPES}
      problem={problem}
      submit="Propose tag"
      onSubmit={(form) => void send(form)}
      onUse={onUse}
      onCancel={() => onLeave(false)}
    >
      <label htmlFor="propose-tag-reason">Why it is needed (optional)</label>
      <input id="propose-tag-reason" name="reason" maxLength={PROPOSAL_REASON_MAX_CHARACTERS} autoComplete="off" />
    </TagStep>
  )
}
