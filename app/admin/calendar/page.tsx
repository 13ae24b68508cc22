import type { Metadata } from 'next'
import { londonIsoDay } from '@/lib/dates'
import { monthWords, readMonth, shiftMonth, weeksOf } from '@/modules/articles/calendar'
import { CalendarBoard } from '@/modules/articles/components/calendar/calendar-board'
import { lastPlannedDay, readCalendar, readTroubles } from '@/modules/articles/queries/calendar'
import { requireActor } from '@/modules/auth/session'
import { AdminPage } from '../_parts/admin-page'
import { Refused } from '../_parts/refused'
import styles from './calendar-page.module.css'

export const metadata: Metadata = { title: 'Calendar' }

type Search = Promise<Record<string, string | string[] | undefined>>

/** Everything planned: by month, or as a list from today on. */
export default async function CalendarPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  const search = await searchParams
  const now = new Date()
  const today = londonIsoDay(now)
  const asList = search.view === 'list'
  const month = readMonth(typeof search.month === 'string' ? search.month : undefined, today)
  const weeks = asList ? null : weeksOf(month)
  const found = await read(weeks).catch((error: unknown) => ({ error }))
  if ('error' in found) return <Refused error={found.error} />
  return (
    <AdminPage
      title="Calendar"
      lead="Times set, embargoes that end, and reminders. All times are London’s."
      aside={<Views asList={asList} />}
    >
      {asList ? null : <Months month={month} />}
      <CalendarBoard key={`${asList} ${month}`} planned={found.planned} weeks={weeks} month={month} today={today} />
    </AdminPage>
  )

  async function read(shown: string[][] | null) {
    const days = shown
      ? { from: shown[0]?.[0] ?? today, to: shown.at(-1)?.[6] ?? today }
      : { from: today, to: (await lastPlannedDay(actor, now)) ?? today }
    const [troubles, planned] = await Promise.all([readTroubles(actor, now), readCalendar(actor, days, now)])
    return { planned: [...troubles, ...planned.filter((entry) => entry.state === 'planned')] }
  }
}

function Views({ asList }: { asList: boolean }) {
  return (
    <nav className={styles.bar} aria-label="View">
      <a href="/admin/calendar" aria-current={asList ? undefined : 'page'}>
        Month
      </a>
      <a href="/admin/calendar?view=list" aria-current={asList ? 'page' : undefined}>
        List
      </a>
    </nav>
  )
}

function Months({ month }: { month: string }) {
  const [before, after] = [shiftMonth(month, -1), shiftMonth(month, 1)]
  return (
    <nav className={styles.bar} aria-label="Month">
      <a href={`/admin/calendar?month=${before}`} rel="prev">
        {monthWords(before)}
      </a>
      <h2>{monthWords(month)}</h2>
      <a href={`/admin/calendar?month=${after}`} rel="next">
        {monthWords(after)}
      </a>
    </nav>
  )
}
