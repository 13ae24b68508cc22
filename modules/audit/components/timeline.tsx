import type { ReactNode } from 'react'
import { londonDay, londonIsoDay, londonTime } from '@/lib/dates'
import styles from './timeline.module.css'

export type TimelineEvent = {
  id: string
  at: Date
  actorName: string
  /** What follows the name: "published version 3". */
  sentence: string
  /** What it was done to, where the page is not about that alone. */
  about?: ReactNode
}

function groupByDay(events: readonly TimelineEvent[]): { day: string; events: TimelineEvent[] }[] {
  const days: { day: string; events: TimelineEvent[] }[] = []
  for (const event of events) {
    const day = londonIsoDay(event.at)
    const last = days.at(-1)
    if (last?.day === day) last.events.push(event)
    else days.push({ day, events: [event] })
  }
  return days
}

/** What was done, in the order given, under the days of London. `level` is the level of the days' headings. */
export function Timeline({ events, level = 2 }: { events: readonly TimelineEvent[]; level?: 2 | 3 }) {
  const Heading = level === 2 ? 'h2' : 'h3'
  if (events.length === 0) return <p className={styles.none}>Nothing here yet.</p>
  return (
    <div className={styles.timeline}>
      {groupByDay(events).map(({ day, events: ofDay }) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <Heading id={`day-${day}`} className={styles.day}>
            {ofDay[0] ? londonDay(ofDay[0].at) : day}
          </Heading>
          <ol className={styles.events}>
            {ofDay.map((event) => (
              <li key={event.id}>
                <time dateTime={event.at.toISOString()}>{londonTime(event.at)}</time>
                <p>
                  <strong>{event.actorName}</strong> {event.sentence}
                  {event.about ? <span className={styles.about}>{event.about}</span> : null}
                </p>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}
