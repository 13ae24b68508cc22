'use client'
import { dayWords, monthWords, type Planned } from '../../calendar'
import styles from './calendar.module.css'
import { PlannedItem } from './planned-item'
import type { Place } from './use-calendar'

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

export type ItemProps = {
  openId: string | null
  onOpen: (entry: Planned) => void
  onMove: (entry: Planned, to: Place) => void
}

type Props = ItemProps & { weeks: readonly string[][]; month: string; today: string; entries: readonly Planned[] }

/** A month as a table; on a narrow screen only the days that hold something, one under another. */
export function MonthGrid({ weeks, month, today, entries, ...item }: Props) {
  return (
    <table className={styles.month}>
      <caption className="visually-hidden">{monthWords(month)}</caption>
      <thead>
        <tr>
          {WEEKDAYS.map((name) => (
            <th key={name} scope="col">
              <abbr title={name}>{name.slice(0, 3)}</abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <Day key={day} day={day} month={month} today={today} entries={entries.filter((entry) => entry.day === day)} {...item} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type DayProps = ItemProps & { day: string; month: string; today: string; entries: readonly Planned[] }

function Day({ day, month, today, entries, openId, onOpen, onMove }: DayProps) {
  const isOther = day.slice(0, 7) !== month
  return (
    <td
      className={isOther ? styles.other : undefined}
      data-empty={entries.length === 0 || undefined}
      aria-current={day === today ? 'date' : undefined}
    >
      <p className={styles.day}>
        <time dateTime={day}>
          <span className={styles.short}>{Number(day.slice(8))}</span>
          <span className={styles.long}>{dayWords(day)}</span>
        </time>
      </p>
      {entries.length > 0 ? (
        <ul>
          {entries.map((entry) => (
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
      ) : null}
    </td>
  )
}
