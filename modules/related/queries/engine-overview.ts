import 'server-only'
import { db } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'

const WEEK_MILLISECONDS = 7 * 86_400_000

export type EngineOverview = {
  /** The newest nightly count; null before the first. `day` is a London day. */
  daily: { day: Date; stories: number; full: number; deadEnds: number; orphans: number } | null
  changesThisWeek: number
  openReports: number
  /** Tags of type storyline. */
  storylines: number
  brokenLinks: number
  settingsVersion: number
}

/** What waits in each part of the pages on related news. Cheap at any size: nothing is counted that a night did not count. */
export async function readEngineOverview(actor: Actor, now: Date): Promise<EngineOverview> {
  permit(actor, 'article.read')
  const [daily, changesThisWeek, openReports, storylines, brokenLinks, settings] = await Promise.all([
    db.relatedDaily.findFirst({
      orderBy: { day: 'desc' },
      select: { day: true, stories: true, full: true, deadEnds: true, orphans: true },
    }),
    db.relatedChange.count({ where: { at: { gt: new Date(now.getTime() - WEEK_MILLISECONDS) } } }),
    db.notRelatedReport.count({ where: { state: 'open' } }),
    db.tag.count({ where: { type: 'storyline' } }),
    db.linkCheck.count({ where: { state: 'broken', leftAt: null } }),
    db.relatedSettings.findUnique({ where: { id: 1 }, select: { version: true } }),
  ])
  return { daily, changesThisWeek, openReports, storylines, brokenLinks, settingsVersion: settings?.version ?? 1 }
}
