'use client'
import { useRef } from 'react'
import { useKeptFocus } from '../related/use-kept-focus'
import { EmbargoPart, PeoplePart } from './closing-parts'
import { LegalPart } from './legal-part'
import { CorrectionsPart, SharingPart } from './outside-parts'
import { ReminderPart } from './reminder-part'
import { SchedulePart } from './schedule-part'
import { StagePart } from './stage-part'
import type { Workflow } from './use-workflow'
import styles from './workflow.module.css'

/** Where the story stands and what can follow. What this newsroom has never used is folded away under “More”. */
export function WorkflowPanel({ workflow }: { workflow: Workflow }) {
  const { now, features } = workflow
  const panel = useRef<HTMLElement>(null)
  const onFocus = useKeptFocus(panel)
  if (!now) return <p>Save the story first: then it can be submitted, scheduled and shared.</p>
  const { may, schedules } = now
  const parts = [
    { name: 'embargo', used: now.embargo !== null || features.includes('embargoes'), can: may.embargo, Part: EmbargoPart },
    { name: 'people', used: now.closed !== null, can: may.people, Part: PeoplePart },
    { name: 'legal', used: now.legallySensitive, can: may.markLegal, Part: LegalPart },
    { name: 'reminder', used: now.reminder !== null || features.includes('reminders'), can: may.remind, Part: ReminderPart },
  ]
  const inUse = parts.filter(({ used }) => used)
  const folded = parts.filter(({ used, can }) => !used && can)
  return (
    <section ref={panel} className={styles.panel} aria-label="What may follow" onFocus={onFocus}>
      <StagePart now={now} workflow={workflow} />
      {schedules.length > 0 || may.schedulePublish || may.scheduleWithdraw ? <SchedulePart now={now} workflow={workflow} /> : null}
      {inUse.map(({ name, Part }) => (
        <Part key={name} now={now} workflow={workflow} />
      ))}
      <SharingPart now={now} workflow={workflow} />
      <CorrectionsPart now={now} workflow={workflow} />
      {folded.length > 0 ? (
        <details>
          <summary>More</summary>
          <div className={styles.more}>
            {folded.map(({ name, Part }) => (
              <Part key={name} now={now} workflow={workflow} />
            ))}
          </div>
        </details>
      ) : null}
    </section>
  )
}
