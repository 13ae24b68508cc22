'use client'
import { useState } from 'react'
import buttons from '@/components/button.module.css'
import { PanelForm } from '@/components/panel-form'
import forms from '@/components/panel-form.module.css'
import { londonTime, londonWeekday } from '@/lib/dates'
import { type Problem, problemOf } from '@/lib/errors'
import { READERS_NOTE_MAX_CHARACTERS, WITHDRAW_REASON_MAX_CHARACTERS } from '@/modules/articles/schema'
import { WORKFLOW_NOTE_MAX_CHARACTERS } from '@/modules/articles/workflow-input'
import type { ScheduleView, StoryWorkflow } from '@/modules/articles/workflow-views'
import { londonFields } from '@/modules/workflow/london-time'
import { moveScheduleAction, retryScheduleAction, scheduleStoryAction, unscheduleStoryAction } from '../../workflow-actions'
import { Ask, type Clock, ClockFields, noClock, sentClock, TextField } from './form-parts'
import type { Workflow } from './use-workflow'
import styles from './workflow.module.css'

type PartProps = { now: StoryWorkflow; workflow: Workflow }

const done = { publish: 'published', withdraw: 'withdrawn' } as const
const CLOCK_FIELDS = ['day', 'time', 'which']

/** The times that are set, and setting one. */
export function SchedulePart({ now, workflow }: PartProps) {
  const { schedules, may } = now
  const waits = (act: ScheduleView['act']) => schedules.some((one) => one.act === act && one.state === 'waiting')
  return (
    <section className={styles.part} aria-labelledby="workflow-times">
      <h3 id="workflow-times" tabIndex={-1}>
        Times
      </h3>
      {schedules.length > 0 ? (
        <ul className={styles.facts}>
          {schedules.map((one) => (
            <li key={one.id} className={one.state === 'failed' ? styles.failed : styles.waits}>
              <Time
                time={one}
                workflow={workflow}
                mayEdit={may.remind}
                mayChange={one.act === 'publish' ? may.publish : may.scheduleWithdraw}
              />
            </li>
          ))}
        </ul>
      ) : null}
      {may.schedulePublish && !waits('publish') ? <NewTime key="publish" act="publish" now={now} workflow={workflow} /> : null}
      {may.scheduleWithdraw && !waits('withdraw') && (now.state === 'live' || waits('publish')) ? (
        <details>
          <summary>Set a time to withdraw it</summary>
          <NewTime act="withdraw" now={now} workflow={workflow} />
        </details>
      ) : null}
    </section>
  )
}

type TimeProps = { time: ScheduleView; workflow: Workflow; mayEdit: boolean; mayChange: boolean }

/** One time: what happens then, by whom it was set; moving and cancelling it. */
function Time({ time, workflow, mayEdit, mayChange }: TimeProps) {
  const [moving, setMoving] = useState(false)
  const [clock, setClock] = useState<Clock>(() => londonFields(new Date(time.dueAt)))
  const { act, busy } = workflow
  const at = new Date(time.dueAt)
  const move = async () => {
    const problems = await act('Moved.', (story) => moveScheduleAction({ ...story, scheduleId: time.id, ...sentClock(clock) }))
    if (problems === null) setMoving(false)
    return problems
  }
  const takeOver = () =>
    act('The time is yours now.', (story) =>
      moveScheduleAction({ ...story, scheduleId: time.id, ...sentClock(londonFields(new Date(time.dueAt))) }),
    )
  const cancel = () => act('Cancelled.', (story) => unscheduleStoryAction({ ...story, act: time.act }))
  const again = (urgent: string) =>
    act(time.act === 'publish' ? 'Published.' : 'Withdrawn.', (story) =>
      retryScheduleAction({ ...story, scheduleId: time.id, ...(urgent && { urgent }) }),
    )
  return (
    <>
      <p>
        {time.state === 'failed' ? `Could not be ${done[time.act]} on ` : `Will be ${done[time.act]} on `}
        <time dateTime={at.toISOString()}>
          <b>
            {londonWeekday(at)} at {londonTime(at)}
          </b>
        </time>
        {time.state === 'failed'
          ? `: ${time.failure ?? 'the reason is not known'}`
          : `, set by ${time.createdByName}${time.setterLeft ? ', who has left since. It is kept all the same' : ''}.`}
      </p>
      {time.held ? (
        <p className={forms.problem}>It would not go out: {time.held}.</p>
      ) : time.act === 'publish' && time.state === 'waiting' && mayEdit && !mayChange ? (
        <p>If you change the words now, they do not go out at that time until an editor has seen to them.</p>
      ) : null}
      {mayChange && moving ? (
        <PanelForm submit="Move it" busy={busy} shown={CLOCK_FIELDS} onSubmit={move} onCancel={() => setMoving(false)}>
          {(problems) => <ClockFields legend="Move it to" clock={clock} problems={problems} onChange={setClock} />}
        </PanelForm>
      ) : null}
      {mayChange && !moving ? (
        <div className={forms.acts}>
          {time.state === 'failed' ? <Again time={time} busy={busy} onAgain={again} /> : null}
          {time.setterLeft && time.state === 'waiting' ? (
            <button type="button" className={buttons.text} onClick={() => void takeOver()}>
              Take it over
            </button>
          ) : null}
          <button type="button" className={buttons.text} onClick={() => setMoving(true)}>
            Move
          </button>
          <button type="button" className={buttons.text} onClick={() => void cancel()}>
            Cancel this time
          </button>
        </div>
      ) : null}
    </>
  )
}

/** Does at once what a time failed to do; asks why it cannot wait where that is what kept it. */
function Again({ time, busy, onAgain }: { time: ScheduleView; busy: boolean; onAgain: (urgent: string) => Promise<Problem[] | null> }) {
  const [problems, setProblems] = useState<Problem[]>([])
  const press = async () => setProblems((await onAgain('')) ?? [])
  if (problems.some(({ field }) => field === 'urgent'))
    return (
      <>
        <p className={forms.problem}>{problemOf(problems, 'urgent')}</p>
        <Ask
          button="It cannot wait"
          label="Why it cannot wait"
          field="urgent"
          submit="Publish urgently"
          busy={busy}
          max={WORKFLOW_NOTE_MAX_CHARACTERS}
          onSubmit={onAgain}
        />
      </>
    )
  return (
    <>
      {problems.map(({ message }) => (
        <p key={message} className={forms.problem} role="alert">
          {message}
        </p>
      ))}
      <button type="button" className={buttons.quiet} aria-disabled={busy || undefined} onClick={() => !busy && void press()}>
        {time.act === 'publish' ? 'Publish it now' : 'Withdraw it now'}
      </button>
    </>
  )
}

type Typed = { change: 'minor' | 'told' | null; note: string; reason: string; urgent: string }

function NewTime({ act, now, workflow }: PartProps & { act: ScheduleView['act'] }) {
  const [clock, setClock] = useState(noClock)
  const [typed, setTyped] = useState<Typed>({ change: null, note: '', reason: '', urgent: '' })
  const set = (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part }))
  const { change, note, reason, urgent } = typed
  const send = () =>
    workflow.act(
      'The time is set.',
      (at) =>
        scheduleStoryAction({
          ...at,
          act,
          ...sentClock(clock),
          ...(act === 'publish' && change && { change }),
          ...(change === 'told' && { note }),
          ...(act === 'withdraw' && { reason }),
          ...(urgent && { urgent }),
        }),
      'saved',
    )
  const shown = [...CLOCK_FIELDS, ...(act === 'withdraw' ? ['reason'] : ['change', 'note', 'urgent'])]
  return (
    <PanelForm
      submit={act === 'publish' ? 'Set the time' : 'Set the time to withdraw it'}
      busy={workflow.busy}
      shown={shown}
      onSubmit={send}
    >
      {(problems) => (
        <>
          <ClockFields
            id={`schedule-${act}`}
            legend={act === 'publish' ? 'Publish it by itself' : 'Withdraw it by itself'}
            clock={clock}
            problems={problems}
            onChange={setClock}
          />
          {act === 'withdraw' ? (
            <TextField
              label="Reason, which readers will see"
              value={reason}
              max={WITHDRAW_REASON_MAX_CHARACTERS}
              problem={problemOf(problems, 'reason')}
              onChange={(value) => set({ reason: value })}
            />
          ) : null}
          {act === 'publish' && now.state === 'live' ? <KindOfChange typed={typed} problems={problems} onChange={set} /> : null}
          {problemOf(problems, 'urgent') || urgent !== '' ? (
            <TextField
              label="Why it cannot wait"
              value={urgent}
              max={WORKFLOW_NOTE_MAX_CHARACTERS}
              problem={problemOf(problems, 'urgent')}
              onChange={(value) => set({ urgent: value })}
            />
          ) : null}
        </>
      )}
    </PanelForm>
  )
}

type KindProps = { typed: Typed; problems: readonly Problem[]; onChange: (part: Partial<Typed>) => void }

/** For changes of a live story: agreed when the time is set, because nobody can be asked when it comes. */
function KindOfChange({ typed, problems, onChange }: KindProps) {
  const kinds = [
    ['minor', 'Minor change: readers are not told'],
    ['told', 'Tell readers'],
  ] as const
  return (
    <fieldset>
      <legend>What kind of change is it?</legend>
      {problemOf(problems, 'change') ? <p className={forms.problem}>{problemOf(problems, 'change')}</p> : null}
      {kinds.map(([kind, words]) => (
        <label key={kind} className={forms.choice}>
          <input type="radio" name="scheduled-change" checked={typed.change === kind} onChange={() => onChange({ change: kind })} />
          <span>{words}</span>
        </label>
      ))}
      {typed.change === 'told' ? (
        <TextField
          label="What has changed, in one sentence"
          value={typed.note}
          max={READERS_NOTE_MAX_CHARACTERS}
          problem={problemOf(problems, 'note')}
          onChange={(note) => onChange({ note })}
        />
      ) : null}
    </fieldset>
  )
}
