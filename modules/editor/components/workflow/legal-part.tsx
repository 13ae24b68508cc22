'use client'
import { useState } from 'react'
import { PanelForm } from '@/components/panel-form'
import { problemOf } from '@/lib/errors'
import { LEGAL_REASON_MAX_CHARACTERS } from '@/modules/articles/schema'
import type { StoryWorkflow } from '@/modules/articles/workflow-views'
import { setLegallySensitiveAction } from '../../workflow-actions'
import { TextField } from './form-parts'
import type { Workflow } from './use-workflow'
import styles from './workflow.module.css'

/** "Legally sensitive": the story stands alone. */
export function LegalPart({ now, workflow }: { now: StoryWorkflow; workflow: Workflow }) {
  const { legallySensitive, may } = now
  return (
    <section className={styles.part} aria-labelledby="workflow-legal">
      <h3 id="workflow-legal">Legally sensitive</h3>
      <p className={legallySensitive ? styles.waits : styles.soft}>
        {legallySensitive ? 'It is: nothing relates to it' : 'Then nothing relates to it'}, it relates to nothing, and it is in no feed,
        search or mail. It stays at its address and in the lists.
      </p>
      {may.markLegal ? <LegalForm key={String(legallySensitive)} on={!legallySensitive} workflow={workflow} /> : null}
    </section>
  )
}

function LegalForm({ on, workflow }: { on: boolean; workflow: Workflow }) {
  const [reason, setReason] = useState('')
  const said = on ? 'Marked as legally sensitive.' : 'No longer legally sensitive.'
  const send = () => workflow.act(said, (at) => setLegallySensitiveAction({ ...at, on, reason }))
  return (
    <PanelForm submit={on ? 'Mark as legally sensitive' : 'Take the mark away'} busy={workflow.busy} shown={['reason']} onSubmit={send}>
      {(problems) => (
        <TextField
          label="Why, for the newsroom only"
          value={reason}
          max={LEGAL_REASON_MAX_CHARACTERS}
          problem={problemOf(problems, 'reason')}
          onChange={setReason}
        />
      )}
    </PanelForm>
  )
}
