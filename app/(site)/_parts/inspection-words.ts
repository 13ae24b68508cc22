import { londonDay } from '@/lib/dates'

const dayAndMonth = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', day: 'numeric', month: 'long' })

/** "26 to 30 January 2026", "28 April to 2 May 2025"; null where the record has no dates. */
export function onSite(inspection: { onsiteStart: Date | null; onsiteEnd: Date | null }): string | null {
  const { onsiteStart: from, onsiteEnd: to } = inspection
  if (!from || !to) return from ? `From ${londonDay(from)}` : null
  const sameYear = londonDay(from).slice(-4) === londonDay(to).slice(-4)
  const sameMonth = sameYear && dayAndMonth.format(from).replace(/\d+ /, '') === dayAndMonth.format(to).replace(/\d+ /, '')
  const start = sameMonth ? (dayAndMonth.format(from).match(/\d+/)?.[0] ?? '') : sameYear ? dayAndMonth.format(from) : londonDay(from)
  return `${start} to ${londonDay(to)}`
}

const dueMonth = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', month: 'long', year: 'numeric' })
const FULL_AFTER = /next full inspection within approximately (\d+) years/
const MONITORING_AFTER = /monitoring inspection within approximately (\d+) months/

/** What the record says is to follow, worked out from the day of the report. Nobody has announced these months. */
export function expectedNext(inspection: {
  reportPublished: Date | null
  whatFollows: string
}): { what: string; about: string; at: Date }[] {
  const from = inspection.reportPublished
  if (!from) return []
  const after = (months: number): Date => new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 15))
  const expected: { what: string; at: Date }[] = []
  const monitoring = MONITORING_AFTER.exec(inspection.whatFollows)?.[1]
  if (monitoring) expected.push({ what: 'Monitoring inspection', at: after(Number(monitoring)) })
  const full = FULL_AFTER.exec(inspection.whatFollows)?.[1]
  if (full) expected.push({ what: 'Full inspection', at: after(Number(full) * 12) })
  return expected.map((next) => ({ ...next, about: `About ${dueMonth.format(next.at)}` }))
}
