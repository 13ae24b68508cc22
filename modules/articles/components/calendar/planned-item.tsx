'use client'
import type { KeyboardEvent } from 'react'
import buttons from '@/components/button.module.css'
import { kindWords, type Planned, shiftDay, timeWords } from '../../calendar'
import { adminArticlePath } from '../../paths'
import styles from './calendar.module.css'
import type { Place } from './use-calendar'

/** How far each key moves a time, in days. */
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

type Props = {
  entry: Planned
  isOpen: boolean
  onOpen: (entry: Planned) => void
  onMove: (entry: Planned, to: Place) => void
}

/** One thing that is planned: when, what, which story; and where it may be moved, a press and the arrow keys for it. */
export function PlannedItem({ entry, isOpen, onOpen, onMove }: Props) {
  const { headline, articleId, kind, day, time, note, byName } = entry
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    if (step === undefined || time === null || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    onMove(entry, { day: shiftDay(day, step), time, which: null })
  }
  return (
    <div className={styles.item} data-kind={kind}>
      <p className={styles.when}>
        {time === null ? '' : `${timeWords(time)} `}
        <span>{kindWords[kind]}</span>
      </p>
      <a href={adminArticlePath(articleId)}>{headline || 'A story without a headline'}</a>
      {note || byName ? <p className={styles.note}>{[note, byName].filter(Boolean).join(' · ')}</p> : null}
      {entry.mayMove ? (
        <button
          type="button"
          id={`move-${entry.scheduleId}`}
          className={buttons.text}
          aria-expanded={isOpen}
          aria-keyshortcuts="ArrowLeft ArrowRight ArrowUp ArrowDown"
          onClick={() => onOpen(entry)}
          onKeyDown={onKeyDown}
        >
          Move<span className="visually-hidden"> “{headline}”</span>
        </button>
      ) : null}
    </div>
  )
}
