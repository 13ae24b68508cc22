/**
 * Stored in UTC, shown and counted in London. One place for both.
 */
const LONDON = 'Europe/London'

const dayFormat = new Intl.DateTimeFormat('en-GB', { timeZone: LONDON, day: 'numeric', month: 'long', year: 'numeric' })
const weekdayFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: LONDON,
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})
const timeFormat = new Intl.DateTimeFormat('en-GB', { timeZone: LONDON, hour: 'numeric', minute: '2-digit', hourCycle: 'h12' })
const isoDayFormat = new Intl.DateTimeFormat('en-CA', { timeZone: LONDON, year: 'numeric', month: '2-digit', day: '2-digit' })

/** "26 June 2026", in London. */
export const londonDay = (at: Date): string => dayFormat.format(at)

/** "Friday 26 June 2026", in London. */
export const londonWeekday = (at: Date): string => weekdayFormat.format(at).replace(',', '')

/** "3.40pm", in London. */
export const londonTime = (at: Date): string =>
  timeFormat
    .format(at)
    .replace(':', '.')
    .replace(/[\s\u202f]/g, '')
    .toLowerCase()

/** "2026-06-26", the London calendar day. */
export const londonIsoDay = (at: Date): string => isoDayFormat.format(at)

/** Whole London calendar days from `from` to `to`; negative when `to` is earlier. */
export function londonDaysBetween(from: Date, to: Date): number {
  return Math.round((Date.parse(londonIsoDay(to)) - Date.parse(londonIsoDay(from))) / 86_400_000)
}

/** The next London midnight after `at`: related lists count age in days, so cached pages end there. */
export function nextLondonMidnight(at: Date): Date {
  const today = londonIsoDay(at)
  // At most 25 hours on (the autumn change): walk in quarter hours, which every London offset divides.
  let t = Math.floor(at.getTime() / 900_000) * 900_000 + 900_000
  while (londonIsoDay(new Date(t)) === today) t += 900_000
  return new Date(t)
}
