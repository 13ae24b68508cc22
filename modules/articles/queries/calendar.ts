import 'server-only'
import { londonIsoDay } from '@/lib/dates'
import { db, type Prisma } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { can, permit } from '@/modules/access/permissions'
import { openStories } from '@/modules/access/queries/open-stories'
import { readLondonTime } from '@/modules/workflow/london-time'
import { inOrder, type Planned, placeOf, shiftDay } from '../calendar'
import { MISSED_AFTER_SECONDS } from '../schedule-health'

/** More than a newsroom plans in a month; a list that is longer is cut there. */
const SHOWN_MAX = 1_000

/** London days, both included. */
export type Days = { from: string; to: string }

const story = { select: { id: true, headline: true, version: true } } as const

/**
 * Everything planned on these days in the stories this person may open: times set, ends of embargoes, reminders; in order.
 */
export async function readCalendar(actor: Actor, days: Days, now: Date): Promise<Planned[]> {
  permit(actor, 'article.read')
  const span = { gte: midnight(days.from), lt: midnight(shiftDay(days.to, 1)) }
  const open = openStories(actor, now)
  const [times, articles] = await Promise.all([
    readTimes(actor, { state: 'waiting', dueAt: span, article: open }, now),
    db.article.findMany({
      where: { AND: [open, { OR: [{ embargoUntil: span }, { remindOn: { gte: asDate(days.from), lte: asDate(days.to) } }] }] },
      select: { ...story.select, embargoUntil: true, embargoNote: true, remindOn: true, remindNote: true, remindByName: true },
      take: SHOWN_MAX,
    }),
  ])
  const inDays = ({ day }: Planned) => day >= days.from && day <= days.to
  return [...times, ...articles.flatMap(plannedOf).filter(inDays)].sort(inOrder)
}

/** Times that failed or that nobody kept, and that nobody has seen to: the oldest first. */
export async function readTroubles(actor: Actor, now: Date): Promise<Planned[]> {
  permit(actor, 'article.read')
  const missed = new Date(now.getTime() - MISSED_AFTER_SECONDS * 1_000)
  const which = { OR: [{ state: 'failed' }, { state: 'waiting', dueAt: { lt: missed } }] }
  return (await readTimes(actor, { ...which, article: openStories(actor, now) }, now)).sort(inOrder)
}

/** The last day anything is planned on; null when nothing is. */
export async function lastPlannedDay(actor: Actor, now: Date): Promise<string | null> {
  permit(actor, 'article.read')
  const open = openStories(actor, now)
  const [time, embargo, reminder] = await Promise.all([
    db.schedule.findFirst({ where: { state: 'waiting', article: open }, select: { dueAt: true }, orderBy: { dueAt: 'desc' } }),
    db.article.aggregate({ where: { AND: [open, { embargoUntil: { not: null } }] }, _max: { embargoUntil: true } }),
    db.article.aggregate({ where: { AND: [open, { remindOn: { not: null } }] }, _max: { remindOn: true } }),
  ])
  const days = [time?.dueAt, embargo._max.embargoUntil].flatMap((at) => (at ? londonIsoDay(at) : []))
  const remind = reminder._max.remindOn?.toISOString().slice(0, 10)
  return [...days, ...(remind ? [remind] : [])].sort().at(-1) ?? null
}

async function readTimes(actor: Actor, where: Prisma.ScheduleWhereInput, now: Date): Promise<Planned[]> {
  const rows = await db.schedule.findMany({
    where,
    select: { id: true, act: true, dueAt: true, state: true, failure: true, createdById: true, createdByName: true, article: story },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    take: SHOWN_MAX,
  })
  const setters = rows.flatMap((row) => row.createdById ?? [])
  const gone = await db.user.findMany({ where: { id: { in: setters }, active: false }, select: { id: true } })
  const hasLeft = (id: string | null) => gone.some((user) => user.id === id)
  const late = now.getTime() - MISSED_AFTER_SECONDS * 1_000
  return rows.map(({ id, act, dueAt, state, failure, createdById, createdByName, article }) => ({
    ...named(article),
    ...placeOf(dueAt),
    kind: act === 'publish' ? 'publish' : 'withdraw',
    scheduleId: id,
    byName: hasLeft(createdById) ? `${createdByName}, who has left` : createdByName,
    note: '',
    state: state === 'failed' ? 'failed' : dueAt.getTime() < late ? 'late' : 'planned',
    failure,
    mayMove: can(actor, act === 'publish' ? 'article.publish' : 'article.withdraw'),
  }))
}

type Row = {
  id: string
  headline: string
  version: number
  embargoUntil: Date | null
  embargoNote: string | null
  remindOn: Date | null
  remindNote: string | null
  remindByName: string | null
}

const named = ({ id, headline, version }: { id: string; headline: string; version: number }) => ({ articleId: id, headline, version })
const still = { scheduleId: null, state: 'planned', failure: null, mayMove: false } as const

function plannedOf(row: Row): Planned[] {
  const { embargoUntil, embargoNote, remindOn, remindNote, remindByName } = row
  return [
    ...(embargoUntil
      ? [{ ...named(row), ...still, ...placeOf(embargoUntil), kind: 'embargo' as const, byName: '', note: embargoNote ?? '' }]
      : []),
    ...(remindOn
      ? [
          {
            ...named(row),
            ...still,
            kind: 'reminder' as const,
            day: remindOn.toISOString().slice(0, 10),
            time: null,
            which: null,
            byName: remindByName ?? '',
            note: remindNote ?? '',
          },
        ]
      : []),
  ]
}

const asDate = (day: string): Date => new Date(`${day}T00:00:00Z`)

/** A London midnight: the clocks change after it. */
function midnight(day: string): Date {
  const read = readLondonTime({ day, time: '00:00' })
  return 'at' in read ? read.at : asDate(day)
}
