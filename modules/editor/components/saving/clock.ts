import { londonDay, londonIsoDay } from '@/lib/dates'

const clockFormat = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit', hour12: false })

/** "14:02", in London. */
export const clock = (at: Date): string => clockFormat.format(at)

/** "14:02", with the day before it unless that is today. */
export const clockOnDay = (at: Date): string =>
  londonIsoDay(at) === londonIsoDay(new Date()) ? clock(at) : `${londonDay(at)}, ${clock(at)}`
