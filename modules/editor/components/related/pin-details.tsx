'use client'
import { useId } from 'react'
import { londonDay } from '@/lib/dates'
import { HAND_NOTE_MAX_CHARACTERS, readStoryDate } from '@/modules/articles/schema'
import type { FormPin } from '../../story-form'
import styles from './related-panel.module.css'
import type { Hand } from './use-hand'

/** For those who want them: why a link was chosen, and how long it is shown. */
export function PinDetails({ pin, index, hand }: { pin: FormPin | undefined; index: number; hand: Hand }) {
  const id = useId()
  if (!pin) return null
  const lastDay = pin.lastDay && readStoryDate(pin.lastDay)
  return (
    <details className={styles.details}>
      <summary>
        {pin.note || lastDay
          ? [pin.note, lastDay ? `until ${londonDay(new Date(lastDay))}` : ''].filter(Boolean).join(' · ')
          : 'Note, last day'}
        <span className="visually-hidden"> of {pin.headline}</span>
      </summary>
      <label htmlFor={`${id}n`}>Note, for the newsroom only</label>
      <input
        id={`${id}n`}
        value={pin.note ?? ''}
        maxLength={HAND_NOTE_MAX_CHARACTERS}
        autoComplete="off"
        onChange={(event) => hand.change(index, { note: event.target.value })}
      />
      <label htmlFor={`${id}d`}>Last day it is shown</label>
      <input
        id={`${id}d`}
        type="date"
        value={pin.lastDay ?? ''}
        onChange={(event) => hand.change(index, { lastDay: event.target.value })}
      />
    </details>
  )
}
