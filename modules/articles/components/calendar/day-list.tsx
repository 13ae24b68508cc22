'use client'
import { dayWords, type Planned } from '../../calendar'
import styles from './calendar.module.css'
import type { ItemProps } from './month-grid'
import { PlannedItem } from './planned-item'

/** Everything planned, day under day. */
export function DayList({ entries, openId, onOpen, onMove }: ItemProps & { entries: readonly Planned[] }) {
  const days = [...new Set(entries.map((entry) => entry.day))]
  if (days.length === 0) return <p className={styles.none}>Nothing is planned. A story’s time is set in the editor, under “Workflow”.</p>
  return (
    <div className={styles.list}>
      {days.map((day) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`}>
            <time dateTime={day}>{dayWords(day)}</time>
          </h2>
          <ul>
            {entries
              .filter((entry) => entry.day === day)
              .map((entry) => (
                <li key={`${entry.kind}-${entry.scheduleId ?? entry.articleId}`}>
                  <PlannedItem
                    entry={entry}
                    isOpen={entry.scheduleId !== null && entry.scheduleId === openId}
                    onOpen={onOpen}
                    onMove={onMove}
                  />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
