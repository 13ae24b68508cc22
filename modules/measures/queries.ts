import 'server-only'
import { londonIsoDay } from '@/lib/dates'
import { db } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { openStories } from '@/modules/access/queries/open-stories'
import { listsOf } from '@/modules/related/lists'
import { REASON_KINDS, type ReasonKind } from '@/modules/related/reason-kind'
import { type Period, per100 } from './rates'
import type { ClickMeasures, DayOfLists, NamedStory, OpenReport, ReportedStory } from './views'

const REPORTS_SHOWN = 50
const PAIRS_MAX = 20

/** Pairs that wait for a decision. */
export async function countOpenReports(actor: Actor): Promise<number> {
  permit(actor, 'article.read')
  return db.notRelatedReport.count({ where: { state: 'open' } })
}

/** The tray: what the newsroom reported first, then what most readers did; the first 50 of `total`. */
export async function listReports(actor: Actor, now: Date): Promise<{ total: number; reports: OpenReport[] }> {
  permit(actor, 'article.read')
  const [total, rows] = await Promise.all([
    countOpenReports(actor),
    db.notRelatedReport.findMany({
      where: { state: 'open' },
      orderBy: [{ newsroom: 'desc' }, { readers: 'desc' }, { lastDay: 'desc' }, { articleNumber: 'asc' }, { targetNumber: 'asc' }],
      take: REPORTS_SHOWN,
    }),
  ])
  const stories = await reportedStories(
    actor,
    rows.flatMap((row) => [row.articleNumber, row.targetNumber]),
  )
  const lists = await listsOf(db, [...new Set(rows.map((row) => row.articleNumber))], now)
  const reports = rows.flatMap((row): OpenReport[] => {
    const [article, target] = [stories.get(row.articleNumber), stories.get(row.targetNumber)]
    if (!article || !target) return []
    const link = lists.get(row.articleNumber)?.list.find((one) => one.kind === 'story' && one.number === row.targetNumber)
    const { readers, newsroom, firstDay, lastDay } = row
    return [{ article, target, reason: link?.reason ?? null, readers, newsroom, firstDay, lastDay }]
  })
  return { total, reports }
}

async function reportedStories(actor: Actor, numbers: readonly number[]): Promise<Map<number, ReportedStory>> {
  const rows = await db.article.findMany({
    where: { number: { in: [...new Set(numbers)] }, AND: [openStories(actor)] },
    select: { id: true, number: true, slug: true, state: true, headRevision: { select: { headline: true } } },
  })
  return new Map(
    rows.map(({ headRevision, state, ...row }) => [row.number, { ...row, headline: headRevision?.headline ?? '', live: state === 'live' }]),
  )
}

/** London midnight `days` days before today, as the date columns hold it: `days` whole days and today. */
function firstDayOf(days: number, now: Date): Date {
  const day = new Date(`${londonIsoDay(now)}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() - days)
  return day
}

/** What readers saw and followed in the last `days` London days and today. */
export async function readClicks(actor: Actor, days: Period, now: Date): Promise<ClickMeasures> {
  permit(actor, 'article.read')
  const where = { day: { gte: firstDayOf(days, now) } }
  const [seenSum, slots, reasons, pairs] = await Promise.all([
    db.relatedSeen.aggregate({ where, _sum: { seen: true } }),
    db.relatedClicks.groupBy({ by: ['slot'], where, _sum: { clicks: true }, orderBy: { slot: 'asc' } }),
    db.relatedClicks.groupBy({ by: ['reason'], where, _sum: { clicks: true }, orderBy: { _sum: { clicks: 'desc' } } }),
    db.relatedClicks.groupBy({
      by: ['articleNumber', 'targetNumber'],
      where,
      _sum: { clicks: true },
      orderBy: [{ _sum: { clicks: 'desc' } }, { articleNumber: 'asc' }, { targetNumber: 'asc' }],
      take: PAIRS_MAX,
    }),
  ])
  const seen = seenSum._sum.seen ?? 0
  const counted = (sum: { clicks: number | null }, base: number) => ({ clicks: sum.clicks ?? 0, per100: per100(sum.clicks ?? 0, base) })
  const numbers = pairs.map((pair) => pair.articleNumber)
  const named = await namedStories(
    actor,
    pairs.flatMap((pair) => [pair.articleNumber, pair.targetNumber]),
  )
  const bases = await db.relatedSeen.groupBy({
    by: ['articleNumber'],
    where: { ...where, articleNumber: { in: numbers } },
    _sum: { seen: true },
  })
  const base = new Map(bases.map((row) => [row.articleNumber, row._sum.seen ?? 0]))
  return {
    seen,
    clicks: slots.reduce((sum, slot) => sum + (slot._sum.clicks ?? 0), 0),
    slots: slots.map(({ slot, _sum }) => ({ slot, ...counted(_sum, seen) })),
    reasons: reasons.flatMap(({ reason, _sum }) => (isReason(reason) ? [{ reason, ...counted(_sum, seen) }] : [])),
    pairs: pairs.flatMap(({ articleNumber, targetNumber, _sum }) => {
      const article = named.get(articleNumber)
      const own = base.get(articleNumber) ?? 0
      return article ? [{ article, target: named.get(targetNumber) ?? null, seen: own, ...counted(_sum, own) }] : []
    }),
  }
}

const isReason = (reason: string): reason is ReasonKind => (REASON_KINDS as readonly string[]).includes(reason)

async function namedStories(actor: Actor, numbers: readonly number[]): Promise<Map<number, NamedStory>> {
  const stories = await reportedStories(actor, numbers)
  return new Map([...stories].map(([number, { id, headline }]) => [number, { id, number, headline }]))
}

/** How the lists were on each of the last `days` London days, oldest first; days on which nobody counted are not there. */
export async function readDaysOfLists(actor: Actor, days: Period, now: Date): Promise<DayOfLists[]> {
  permit(actor, 'article.read')
  const rows = await db.relatedDaily.findMany({ where: { day: { gte: firstDayOf(days, now) } }, orderBy: { day: 'asc' } })
  const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
  return rows.map(({ day, stories, full, deadEnds, orphans, links, pins, exclusions, diversity, meanAgeDays }) => ({
    day,
    stories,
    fillRate: share(full, stories),
    deadEndRate: share(deadEnds, stories),
    orphanRate: share(orphans, stories),
    diversity,
    meanAgeDays,
    pinRate: share(pins, links),
    exclusionRate: share(exclusions, stories),
  }))
}
