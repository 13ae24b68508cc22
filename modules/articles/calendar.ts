/** The newsroom's calendar: what is planned, by London days. Pure. */
import { londonFields, type Which } from '@/modules/workflow/london-time'

/** A time set, an embargo's end, a reminder. */
export type PlannedKind = 'publish' | 'withdraw' | 'embargo' | 'reminder'

export type Planned = {
  kind: PlannedKind
  articleId: string
  headline: string
  /** The story's version, to be handed back with a change. */
  version: number
  /** London's day, "2026-12-01". */
  day: string
  /** London's time, "09:00"; null: the whole day. */
  time: string | null
  /** Which of the two, in the hour that comes twice. */
  which: Which | null
  /** Of a time set; null of the others. */
  scheduleId: string | null
  byName: string
  note: string
  /** late: its time has gone by without it. */
  state: 'planned' | 'late' | 'failed'
  failure: string | null
  /** Whether this person may move or cancel it. */
  mayMove: boolean
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/
const DAY_MS = 86_400_000

/** "2026-12" of what an address says, else the month `today` lies in. Years 2000 to 2199. */
export function readMonth(asked: string | undefined, today: string): string {
  return asked && MONTH.test(asked) && asked >= '2000-01' && asked < '2200-01' ? asked : today.slice(0, 7)
}

/** `day` moved by whole days, whatever the clocks do. */
export const shiftDay = (day: string, by: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY_MS).toISOString().slice(0, 10)

/** The month `by` months after this one. */
export function shiftMonth(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7)
}

/** The weeks a month's page shows, Monday first, whole. */
export function weeksOf(month: string): string[][] {
  const first = new Date(`${month}-01T00:00:00Z`)
  const monday = shiftDay(`${month}-01`, -((first.getUTCDay() + 6) % 7))
  const weeks: string[][] = []
  for (let day = monday; day.slice(0, 7) <= month; day = shiftDay(day, 7))
    weeks.push(Array.from({ length: 7 }, (_, at) => shiftDay(day, at)))
  return weeks
}

const monthName = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' })
const dayName = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })

/** "December 2026". */
export const monthWords = (month: string): string => monthName.format(new Date(`${month}-01T00:00:00Z`))
/** "Tuesday 1 December 2026". */
export const dayWords = (day: string): string => dayName.format(new Date(`${day}T00:00:00Z`)).replace(',', '')

/** "9.00am", as lib/dates.ts says times. */
export function timeWords(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return `${hour % 12 || 12}.${String(minute).padStart(2, '0')}${hour < 12 ? 'am' : 'pm'}`
}

export const kindWords: Record<PlannedKind, string> = {
  publish: 'Published',
  withdraw: 'Withdrawn',
  embargo: 'Embargo ends',
  reminder: 'Look again',
}

/** "Tuesday 1 December 2026 at 9.00am". */
export const momentWords = ({ day, time }: { day: string; time: string | null }): string =>
  time === null ? dayWords(day) : `${dayWords(day)} at ${timeWords(time)}`

/** The day and time an instant has on the calendar. */
export function placeOf(at: Date): { day: string; time: string; which: Which | null } {
  const { day, time, which = null } = londonFields(at)
  return { day, time, which }
}

/** By day, then time, a whole day's first, then headline. */
export const inOrder = (a: Planned, b: Planned): number =>
  compare(a.day, b.day) ||
  compare(a.time ?? '', b.time ?? '') ||
  compare(a.which ?? '', b.which ?? '') ||
  a.headline.localeCompare(b.headline, 'en-GB')

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
