import 'server-only'
import { londonIsoDay } from '@/lib/dates'
import { db } from '@/lib/db'

/** Counts are kept for two years, so that a year can be compared with the one before. */
const KEPT_YEARS = 2

/** Drops counts of London days more than two years ago. Answers how many rows went. Repeating it does no harm. */
export async function dropOldCounts(now: Date): Promise<{ clicks: number; seen: number }> {
  const [year = 0, month = 1, day = 1] = londonIsoDay(now).split('-').map(Number)
  const where = { day: { lt: new Date(Date.UTC(year - KEPT_YEARS, month - 1, day)) } }
  const clicks = await db.relatedClicks.deleteMany({ where })
  const seen = await db.relatedSeen.deleteMany({ where })
  return { clicks: clicks.count, seen: seen.count }
}
