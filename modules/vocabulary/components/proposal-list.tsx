'use client'
import { useMemo, useState } from 'react'
import buttons from '@/components/button.module.css'
import { LabelledField } from '@/components/labelled-field'
import type { Problem } from '@/lib/errors'
import { problemOf } from '@/lib/errors'
import { adminArticlePath } from '@/modules/articles/paths'
import { nearDuplicates } from '@/modules/tags/rules'
import { EDITABLE_TAG_TYPES, TAG_LABEL_MAX_CHARACTERS } from '@/modules/tags/schema'
import { isTagType, tagTypeLabel } from '@/modules/tags/tag-types'
import { decideProposalAction } from '../actions'
import { PROPOSAL_REASON_MAX_CHARACTERS } from '../proposals'
import type { OpenProposal } from '../views'
import styles from './proposal-list.module.css'

type Named = { id: number; slug: string; label: string; type: string; aliases: string[] }
type ListProps = { proposals: readonly OpenProposal[]; tags: readonly Named[] }

/** Tags that people would like to have, each with what is alike already and the three answers. */
export function ProposalList({ proposals, tags }: ListProps) {
  return (
    <ul className={styles.list}>
      {proposals.map((proposal) => (
        <li key={proposal.id}>
          <ProposalItem proposal={proposal} tags={tags} />
        </li>
      ))}
    </ul>
  )
}

type Answer = 'made' | 'already' | 'declined'

function ProposalItem({ proposal, tags }: { proposal: OpenProposal; tags: readonly Named[] }) {
  const { id, label, type, reason, by, story } = proposal
  const alike = useMemo(() => nearDuplicates(label, tags), [label, tags])
  const [answer, setAnswer] = useState<Answer | null>(null)
  const press = (one: Answer, words: string) => (
    <button type="button" className={buttons.quiet} aria-expanded={answer === one} onClick={() => setAnswer(answer === one ? null : one)}>
      {words}
      <span className="visually-hidden">: {label}</span>
    </button>
  )
  return (
    <>
      <h3>{label}</h3>
      <p>
        {isTagType(type) ? tagTypeLabel[type].one : type}, proposed by {by}
        {story ? (
          <>
            {' '}
            for <a href={adminArticlePath(story.id)}>{story.headline || 'a story without a headline'}</a>
          </>
        ) : null}
        {reason ? `: ${reason}` : '.'}
      </p>
      {alike.length > 0 ? <p>Alike: {alike.map((tag) => tag.label).join(', ')}.</p> : null}
      <div className={styles.presses}>
        {press('made', 'Make it')}
        {press('already', 'That is …')}
        {press('declined', 'Decline')}
      </div>
      {answer ? <AnswerForm key={answer} id={id} answer={answer} proposal={proposal} tags={tags} meant={alike[0]?.slug ?? ''} /> : null}
    </>
  )
}

const SAYS: Record<Answer, string> = { made: 'Make the tag', already: 'Tell them', declined: 'Decline it' }
type FormProps = { id: string; answer: Answer; proposal: OpenProposal; tags: readonly Named[]; meant: string }

function AnswerForm({ id, answer, proposal, tags, meant }: FormProps) {
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const [busy, setBusy] = useState(false)
  const send = async (form: HTMLFormElement) => {
    if (busy) return
    setBusy(true)
    const fields = { id, decision: answer, ...Object.fromEntries(new FormData(form)) } as unknown as Parameters<
      typeof decideProposalAction
    >[0]
    const result = await decideProposalAction(fields).catch(() => null)
    if (result?.ok) return window.location.reload()
    setBusy(false)
    setProblems(
      result?.kind === 'problems'
        ? result.problems
        : [{ field: '', message: result?.message ?? 'The newsroom did not answer. Try again.' }],
    )
  }
  const field = (name: string) => ({ name, id: `${name}-${id}`, problem: problemOf(problems, name) })
  const loose = problems.filter((problem) => !['label', 'type', 'tagSlug', 'note'].includes(problem.field))
  return (
    <form
      className={styles.answer}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send(event.currentTarget)
      }}
    >
      {loose.length > 0 ? <p role="alert">{loose.map(({ message }) => message).join('. ')}</p> : null}
      {answer === 'made' ? (
        <>
          <LabelledField {...field('label')} label="Label" compact>
            {(control) => <input {...control} defaultValue={proposal.label} maxLength={TAG_LABEL_MAX_CHARACTERS} autoComplete="off" />}
          </LabelledField>
          <LabelledField {...field('type')} label="Type" compact>
            {(control) => (
              <select {...control} defaultValue={proposal.type}>
                {EDITABLE_TAG_TYPES.map((type) => (
                  <option key={type} value={type}>
                    {tagTypeLabel[type].one}
                  </option>
                ))}
              </select>
            )}
          </LabelledField>
        </>
      ) : null}
      {answer === 'already' ? (
        <LabelledField {...field('tagSlug')} label="Tag that is meant" compact>
          {(control) => (
            <select {...control} defaultValue={meant}>
              <option value="">Choose a tag</option>
              {tags.map((tag) => (
                <option key={tag.slug} value={tag.slug}>
                  {tag.label}
                </option>
              ))}
            </select>
          )}
        </LabelledField>
      ) : null}
      {answer === 'declined' ? (
        <LabelledField {...field('note')} label={`Why, for ${proposal.by}`} compact>
          {(control) => <input {...control} maxLength={PROPOSAL_REASON_MAX_CHARACTERS} autoComplete="off" />}
        </LabelledField>
      ) : null}
      <button type="submit" className={buttons.solid} aria-disabled={busy || undefined}>
        {SAYS[answer]}
      </button>
    </form>
  )
}
