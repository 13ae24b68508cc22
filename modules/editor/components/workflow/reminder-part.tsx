'use client'
import { useState } from 'react'
import buttons from '@/components/button.module.css'
import { PanelForm } from '@/components/panel-form'
import forms from '@/components/panel-form.module.css'
import { londonDay } from '@/lib/dates'
import { problemOf } from '@/lib/errors'
import { WORKFLOW_NOTE_MAX_CHARACTERS } from '@/modules/articles/workflow-input'
import type { StoryWorkflow } from '@/modules/articles/workflow-views'
import { setReminderAction } from '../../workflow-actions'
import { TextField } from './form-parts'
import type { Workflow } from './use-workflow'
import styles from './workflow.module.css'

/** "Look at this again on …". */
export function ReminderPart({ now, workflow }: { now: StoryWorkflow; workflow: Workflow }) {
  const { reminder, may } = now
  const takeAway = () => workflow.act('The reminder is taken away.', (at) => setReminderAction({ ...at, on: null, note: '' }))
  return (
    <section className={styles.part} aria-labelledby="workflow-reminder">
      <h3 id="workflow-reminder">Reminder</h3>
      {reminder ? (
        <p className={styles.waits}>
          Look at this again on <b>{londonDay(new Date(`${reminder.on}T12:00:00Z`))}</b>, says {reminder.byName}.
          {reminder.note ? ` ${reminder.note}` : ''}
        </p>
      ) : null}
      {may.remind ? <ReminderForm key={reminder?.on ?? ''} now={now} workflow={workflow} /> : null}
      {reminder && may.remind ? (
        <div className={forms.acts}>
          <button type="button" className={buttons.text} onClick={() => void takeAway()}>
            Take the reminder away
          </button>
        </div>
      ) : null}
    </section>
  )
}

function ReminderForm({ now: { reminder }, workflow }: { now: StoryWorkflow; workflow: Workflow }) {
  const [on, setOn] = useState(reminder?.on ?? '')
  const [note, setNote] = useState(reminder?.note ?? '')
  const send = async () => {
    if (on === '') return [{ field: 'on', message: 'Enter a day' }]
    return workflow.act('The reminder is set.', (at) => setReminderAction({ ...at, on, note }))
  }
  return (
    <PanelForm submit={reminder ? 'Change the reminder' : 'Set the reminder'} busy={workflow.busy} shown={['on', 'note']} onSubmit={send}>
      {(problems) => (
        <>
          <TextField label="Look at this again on" type="date" value={on} problem={problemOf(problems, 'on')} onChange={setOn} />
          <TextField
            label="What to look at"
            value={note}
            max={WORKFLOW_NOTE_MAX_CHARACTERS}
            problem={problemOf(problems, 'note')}
            onChange={setNote}
          />
        </>
      )}
    </PanelForm>
  )
}
