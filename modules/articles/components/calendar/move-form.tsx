'use client'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import buttons from '@/components/button.module.css'
import { LabelledField } from '@/components/labelled-field'
import { type Problem, problemOf } from '@/lib/errors'
import type { Which } from '@/modules/workflow/london-time'
import { momentWords, type Planned, shiftDay } from '../../calendar'
import styles from './calendar.module.css'
import type { Place } from './use-calendar'

type Props = {
  entry: Planned
  problems: readonly Problem[]
  pending: boolean
  onMove: (to: Place) => void
  onCancel: () => void
  onClose: () => void
}

const FIELDS: readonly string[] = ['day', 'time', 'which']

/** Another day and time for what is set, a day more or less by one press, or none at all. */
export function MoveForm({ entry, problems, pending, onMove, onCancel, onClose }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  const id = useId()
  const [day, setDay] = useState(entry.day)
  const [time, setTime] = useState(entry.time ?? '')
  const [which, setWhich] = useState<Which | ''>(entry.which ?? '')
  useEffect(() => heading.current?.focus(), [])
  useEffect(() => {
    const wrong = FIELDS.find((field) => problemOf(problems, field))
    if (wrong) document.getElementById(`${id}-${wrong}`)?.focus()
  }, [problems, id])
  // Moved by key or put back meanwhile.
  useEffect(() => {
    setDay(entry.day)
    setTime(entry.time ?? '')
    setWhich(entry.which ?? '')
  }, [entry])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!pending) onMove({ day, time, which: which || null })
  }
  const step = (by: number) => {
    const to = shiftDay(day, by)
    setDay(to)
    onMove({ day: to, time, which: which || null })
  }
  const twice = problemOf(problems, 'which')
  return (
    <form className={styles.move} onSubmit={submit} aria-labelledby={`${id}-title`} noValidate>
      <h2 id={`${id}-title`} ref={heading} tabIndex={-1}>
        Move “{entry.headline}”
      </h2>
      <p>Now {momentWords(entry)}, London time. The arrow keys on its Move button do the same: left and right a day, up and down a week.</p>
      <div className={styles.fields}>
        <LabelledField name={`${id}-day`} label="Day" problem={problemOf(problems, 'day')}>
          {(control) => <input {...control} type="date" value={day} onChange={(event) => setDay(event.target.value)} />}
        </LabelledField>
        <LabelledField name={`${id}-time`} label="Time" problem={problemOf(problems, 'time')}>
          {(control) => <input {...control} type="time" value={time} onChange={(event) => setTime(event.target.value)} />}
        </LabelledField>
        {twice || which ? (
          <LabelledField name={`${id}-which`} label="Which of the two" problem={twice}>
            {(control) => (
              <select {...control} value={which} onChange={(event) => setWhich(event.target.value as Which | '')}>
                <option value="">Choose</option>
                <option value="first">The first, summer time</option>
                <option value="second">The second, winter time</option>
              </select>
            )}
          </LabelledField>
        ) : null}
      </div>
      <div role="alert">
        {problems
          .filter(({ field }) => !FIELDS.includes(field))
          .map(({ message }) => (
            <p key={message} className={styles.fault}>
              {message}
            </p>
          ))}
      </div>
      <div className={styles.presses}>
        <button type="submit" className={buttons.solid} aria-disabled={pending || undefined}>
          Move
        </button>
        <button type="button" className={buttons.quiet} onClick={() => step(-1)}>
          A day earlier
        </button>
        <button type="button" className={buttons.quiet} onClick={() => step(1)}>
          A day later
        </button>
        <button type="button" className={buttons.quiet} onClick={onCancel}>
          Cancel this time
        </button>
        <button type="button" className={buttons.quiet} onClick={onClose}>
          Close
        </button>
      </div>
    </form>
  )
}
