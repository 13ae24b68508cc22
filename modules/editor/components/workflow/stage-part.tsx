'use client'
import buttons from '@/components/button.module.css'
import forms from '@/components/panel-form.module.css'
import { londonDay, londonTime } from '@/lib/dates'
import { badgeWords } from '@/modules/articles/components/status-badge'
import { WORKFLOW_NOTE_MAX_CHARACTERS } from '@/modules/articles/workflow-input'
import type { StoryWorkflow } from '@/modules/articles/workflow-views'
import { listed } from '@/modules/workflow/second-reader'
import { approveStoryAction, markReviewedAction, retractStoryAction, returnStoryAction, submitStoryAction } from '../../workflow-actions'
import { Ask } from './form-parts'
import { SubmitForm } from './submit-form'
import type { Workflow } from './use-workflow'
import styles from './workflow.module.css'

/** "3.40pm on 22 November 2026". */
export const moment = (at: Date | string): string => `${londonTime(new Date(at))} on ${londonDay(new Date(at))}`

/** Where the story stands, who did what, and the steps that can follow. */
export function StagePart({ now, workflow }: { now: StoryWorkflow; workflow: Workflow }) {
  return (
    <section className={styles.part} aria-label="Where it stands">
      <p id="workflow-stage" tabIndex={-1} className={styles.stage}>
        {badgeWords({ ...now, unread: now.unreviewed !== null })}
      </p>
      <Facts now={now} />
      {workflow.failure ? <p className={forms.problem}>{workflow.failure}</p> : null}
      <Steps now={now} workflow={workflow} />
    </section>
  )
}

function Facts({ now }: { now: StoryWorkflow }) {
  const { submitted, approved, returnedNote, unreviewed, review, mayApproveNames, secondReader, may } = now
  const who = mayApproveNames.length > 0 ? `${listed(mayApproveNames)} can approve it.` : 'Nobody else here can approve it yet.'
  return (
    <ul className={styles.facts}>
      {returnedNote && review === 'none' ? (
        <li className={styles.waits}>
          <b>Sent back:</b> {returnedNote}
        </li>
      ) : null}
      {submitted ? (
        <li>
          Submitted by {submitted.byName} at {moment(submitted.at)}.
          {submitted.to.length > 0 ? ` ${listed(submitted.to, 'and')} ${submitted.to.length === 1 ? 'is' : 'are'} asked to read it.` : ''}
          {submitted.note ? ` “${submitted.note}”` : ''}
        </li>
      ) : null}
      {review === 'submitted' || (review === 'none' && secondReader === 'required' && may.submit) ? <li>{who}</li> : null}
      {approved ? (
        <li>
          Approved by {approved.byName} at {moment(approved.at)}. Saving other words lapses the approval.
        </li>
      ) : null}
      {unreviewed ? (
        <li className={styles.waits}>
          Published by {unreviewed.byName} and not yet read by a second person, since {moment(unreviewed.since)}.
          {unreviewed.reason ? ` Why it could not wait: ${unreviewed.reason}` : ''}
        </li>
      ) : null}
    </ul>
  )
}

const submit = (act: Workflow['act'], note: string, to: readonly string[]) =>
  act(
    'Submitted for review.',
    (at) => submitStoryAction({ ...at, note, to: [...to] }),
    'saved',
    ({ unreached }) => (unreached.length === 0 ? '' : `The mail did not reach ${listed(unreached, 'and')}; the story is on their desk.`),
  )

function Steps({ now, workflow }: { now: StoryWorkflow; workflow: Workflow }) {
  const { may } = now
  const { busy, act } = workflow
  const toStage = <T,>(done: T): T => {
    // What was pressed is gone: the focus goes to what it changed.
    if (done === null) requestAnimationFrame(() => document.getElementById('workflow-stage')?.focus())
    return done
  }
  const step = (name: string, press: () => Promise<unknown>) => (
    <button type="button" className={buttons.quiet} aria-disabled={busy || undefined} onClick={() => !busy && void press()}>
      {name}
    </button>
  )
  return (
    <div className={forms.acts}>
      {may.submit ? (
        <SubmitForm readers={now.mayApprove} busy={busy} onSubmit={async (note, to) => toStage(await submit(act, note, to))} />
      ) : null}
      {may.approve ? step('Approve', async () => toStage(await act('Approved.', approveStoryAction, 'saved'))) : null}
      {may.return ? (
        <Ask
          button="Send back"
          label="What has to change"
          field="note"
          submit="Send it back"
          busy={busy}
          max={WORKFLOW_NOTE_MAX_CHARACTERS}
          onSubmit={async (note) => toStage(await act('Sent back.', (at) => returnStoryAction({ ...at, note })))}
        />
      ) : null}
      {may.retract ? step('Take back', async () => toStage(await act('Taken back from review.', retractStoryAction))) : null}
      {may.markReviewed ? step('Mark as read', async () => toStage(await act('Marked as read.', markReviewedAction))) : null}
    </div>
  )
}
