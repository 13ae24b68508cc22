'use client'
import { useState } from 'react'
import forms from '@/components/panel-form.module.css'
import { type Problem, problemOf } from '@/lib/errors'
import { WORKFLOW_NOTE_MAX_CHARACTERS } from '@/modules/articles/workflow-input'
import { Ask } from './form-parts'

type Props = {
  /** Who may approve it, by name. */
  readers: readonly { id: string; name: string }[]
  busy: boolean
  onSubmit: (note: string, to: readonly string[]) => Promise<Problem[] | null>
}

/** A note for whoever reads it, and who is asked to. */
export function SubmitForm({ readers, busy, onSubmit }: Props) {
  const [to, setTo] = useState<readonly string[]>([])
  const turn = (id: string) => setTo((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]))
  return (
    <Ask
      button="Submit with a note"
      label="Note for whoever reads it"
      field="note"
      submit="Submit with this note"
      busy={busy}
      max={WORKFLOW_NOTE_MAX_CHARACTERS}
      also={['to']}
      onSubmit={(note) => onSubmit(note, to)}
    >
      {(problems) =>
        readers.length === 0 ? null : (
          <fieldset>
            <legend>Who is asked to read it</legend>
            <p>They find it on their desk, and get a mail. Nobody ticked: whoever comes first.</p>
            {problemOf(problems, 'to') ? <p className={forms.problem}>{problemOf(problems, 'to')}</p> : null}
            {readers.map(({ id, name }) => (
              <label key={id} className={forms.choice}>
                <input type="checkbox" checked={to.includes(id)} onChange={() => turn(id)} />
                <span>{name}</span>
              </label>
            ))}
          </fieldset>
        )
      }
    </Ask>
  )
}
