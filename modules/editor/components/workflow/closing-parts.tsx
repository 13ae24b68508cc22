'use client'
import { useState } from 'react'
import buttons from '@/components/button.module.css'
import { PanelForm } from '@/components/panel-form'
import forms from '@/components/panel-form.module.css'
import { problemOf } from '@/lib/errors'
import { WORKFLOW_NOTE_MAX_CHARACTERS } from '@/modules/articles/workflow-input'
import type { StoryWorkflow } from '@/modules/articles/workflow-views'
import { londonFields } from '@/modules/workflow/london-time'
import { setEmbargoAction, setPeopleAction } from '../../workflow-actions'
import { type Clock, ClockFields, noClock, sentClock, TextField } from './form-parts'
import { moment } from './stage-part'
import type { Workflow } from './use-workflow'
import styles from './workflow.module.css'

type PartProps = { now: StoryWorkflow; workflow: Workflow }

/** Until when the story is held back, and who has opened it. */
export function EmbargoPart({ now, workflow }: PartProps) {
  const { embargo, may } = now
  const holds = embargo !== null && !embargo.ended
  if (embargo === null && !may.embargo) return null
  const lift = () => workflow.act('The embargo is lifted.', (at) => setEmbargoAction({ ...at, day: null }))
  return (
    <section className={styles.part} aria-labelledby="workflow-embargo">
      <h3 id="workflow-embargo">Embargo</h3>
      {embargo ? (
        <div className={styles.waits}>
          <p>
            {embargo.ended ? 'Ended at' : 'Until'} <b>{moment(embargo.until)}</b>.{embargo.note ? ` ${embargo.note}` : ''}
          </p>
          {holds ? <p>It cannot be published before, and only the people named below may open it.</p> : null}
        </div>
      ) : null}
      {may.embargo ? <EmbargoForm key={String(embargo?.until ?? '')} now={now} workflow={workflow} /> : null}
      {holds && may.people ? (
        <div className={forms.acts}>
          <button type="button" className={buttons.text} onClick={() => void lift()}>
            Lift the embargo
          </button>
        </div>
      ) : null}
      {embargo && embargo.openings.length > 0 ? (
        <details>
          <summary>Who has opened it ({embargo.openings.length})</summary>
          <ul className={styles.facts}>
            {embargo.openings.map((one) => (
              <li key={`${one.name} ${String(one.at)}`}>
                {one.name}, {moment(one.at)}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}

function EmbargoForm({ now: { embargo }, workflow }: PartProps) {
  const [clock, setClock] = useState<Clock>(() => (embargo && !embargo.ended ? londonFields(new Date(embargo.until)) : noClock))
  const [note, setNote] = useState(embargo?.note ?? '')
  const send = () => workflow.act('The embargo is set.', (at) => setEmbargoAction({ ...at, ...sentClock(clock), note }))
  return (
    <PanelForm
      submit={embargo ? 'Change the embargo' : 'Set the embargo'}
      busy={workflow.busy}
      shown={['day', 'time', 'which', 'note']}
      onSubmit={send}
    >
      {(problems) => (
        <>
          <ClockFields legend="Nothing of it before" clock={clock} problems={problems} onChange={setClock} />
          <TextField
            label="Whose embargo it is, and why"
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

/** Whether the story is open only to the people named, and who they are. */
export function PeoplePart({ now, workflow }: PartProps) {
  const { may, people, sensitive } = now
  return (
    <section className={styles.part} aria-labelledby="workflow-people">
      <h3 id="workflow-people">Who may open it</h3>
      {now.closed ? (
        <p className={styles.waits}>
          Only {people.map((one) => one.name).join(', ') || 'the people named'}: it is {sensitive ? 'sensitive' : 'under embargo'}.
        </p>
      ) : (
        <p className={styles.soft}>Everybody with an account.</p>
      )}
      {may.people ? <PeopleForm key={`${sensitive} ${people.map((one) => one.id).join()}`} now={now} workflow={workflow} /> : null}
    </section>
  )
}

function PeopleForm({ now, workflow }: PartProps) {
  const [sensitive, setSensitive] = useState(now.sensitive)
  const [chosen, setChosen] = useState(() => now.people.map((one) => one.id))
  const send = () => workflow.act('Who may open it is changed.', (at) => setPeopleAction({ ...at, sensitive, people: chosen }))
  const turn = (id: string) => setChosen((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]))
  return (
    <PanelForm submit="Save who may open it" busy={workflow.busy} shown={['people']} onSubmit={send}>
      {(problems) => (
        <>
          <label className={forms.choice}>
            <input type="checkbox" checked={sensitive} onChange={() => setSensitive(!sensitive)} />
            <span>
              <b>Sensitive</b>: open only to the people named here, you among them, and to nobody else, whatever their role
            </span>
          </label>
          <fieldset>
            <legend>People named</legend>
            {problemOf(problems, 'people') ? <p className={forms.problem}>{problemOf(problems, 'people')}</p> : null}
            <div className={styles.people}>
              {now.everybody.map((one) => (
                <label key={one.id} className={forms.choice}>
                  <input type="checkbox" checked={chosen.includes(one.id)} onChange={() => turn(one.id)} />
                  <span>
                    {one.name}, {one.role}
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
        </>
      )}
    </PanelForm>
  )
}
