'use client'
import { useState } from 'react'
import buttons from '@/components/button.module.css'
import { LabelledField } from '@/components/labelled-field'
import type { Problem } from '@/lib/errors'
import { momentWords, type Planned } from '../../calendar'
import { adminArticlePath } from '../../paths'
import styles from './calendar.module.css'

type Props = {
  entries: readonly Planned[]
  problems: readonly Problem[]
  onNow: (entry: Planned, urgent: string) => void
  onOpen: (entry: Planned) => void
  onCancel: (entry: Planned) => void
}

const act = { publish: 'Publish', withdraw: 'Withdraw' } as Record<Planned['kind'], string>

/** What was not done at its time: why, and the presses that put it right. */
export function TroubleList({ entries, ...rest }: Props) {
  if (entries.length === 0) return null
  return (
    <section className={styles.troubles} aria-labelledby="troubles">
      <h2 id="troubles">Not done at its time</h2>
      <ul>
        {entries.map((entry) => (
          <li key={entry.scheduleId}>
            <Trouble entry={entry} {...rest} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Trouble({ entry, problems, onNow, onOpen, onCancel }: Omit<Props, 'entries'> & { entry: Planned }) {
  const [asked, setAsked] = useState(false)
  const [urgent, setUrgent] = useState('')
  const reason = asked ? problems.find((one) => one.field === 'urgent')?.message : undefined
  const now = () => {
    setAsked(true)
    onNow(entry, urgent)
  }
  const named = <span className="visually-hidden"> “{entry.headline}”</span>
  return (
    <>
      <p>
        <a href={adminArticlePath(entry.articleId)}>{entry.headline || 'A story without a headline'}</a>: to be{' '}
        {entry.kind === 'publish' ? 'published' : 'withdrawn'} on {momentWords(entry)}, set by {entry.byName}.
      </p>
      <p className={styles.why}>
        {entry.failure ?? 'Nobody has done it yet: it is tried again and again. See whether a server is at work.'}
      </p>
      {reason ? (
        <LabelledField name={`urgent-${entry.scheduleId}`} label="Why it cannot wait" problem={reason}>
          {(control) => <input {...control} type="text" value={urgent} onChange={(event) => setUrgent(event.target.value)} />}
        </LabelledField>
      ) : null}
      {entry.mayMove ? (
        <div className={styles.presses}>
          <button type="button" className={buttons.solid} onClick={now}>
            {act[entry.kind]} it now{named}
          </button>
          <button type="button" className={buttons.quiet} id={`move-${entry.scheduleId}`} onClick={() => onOpen(entry)}>
            Set another time{named}
          </button>
          <button type="button" className={buttons.quiet} onClick={() => onCancel(entry)}>
            Cancel this time{named}
          </button>
        </div>
      ) : null}
    </>
  )
}
