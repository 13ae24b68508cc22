/** A candidate beside others: how alike they are, what it is worth, what keeps it out. Pure. */
import { londonIsoDay } from '@/lib/dates'
import { type Telling, tellingOf } from './near-duplicate'
import type { EngineSettings } from './settings'
import type { RelatedCandidate } from './views'

/** How many of one kind the list takes; no number: as many as come. */
export type Caps = { day: number; area: number; storyline: number }

/** Of five: two of one day, three of one area, three of one storyline. */
export function capsFor(limit: number, { dayShare, areaShare, storylineShare }: EngineSettings): Caps {
  const of = (share: number) => Math.ceil(limit * share - 1e-9)
  return { day: of(dayShare), area: of(areaShare), storyline: of(storylineShare) }
}

/** Score, then newer, then higher number: two different stories are never equal. */
export function byScore(a: RelatedCandidate, b: RelatedCandidate): number {
  return b.score - a.score || b.firstPublishedAt.getTime() - a.firstPublishedAt.getTime() || b.number - a.number
}

/** Points of the tags two candidates share, as a part of the points of all their tags: 0 to 1. */
function likeness(a: Contender, b: Contender): number {
  let shared = 0
  for (let at = 0; at < a.candidate.ownTags.length; at += 1) {
    if (b.candidate.ownTags.includes(a.candidate.ownTags[at] ?? 0)) shared += a.candidate.ownPoints[at] ?? 0
  }
  const all = a.allPoints + b.allPoints - shared
  return all === 0 ? 0 : shared / all
}

const HOUR_MS = 3_600_000
const DAYS_KEPT = 20_000
const days = new Map<number, string>()

/** The London day, which ends on a whole hour: asked of forty stories for each list, and a calendar is slow to ask. */
export function dayOf(at: Date): string {
  const hour = Math.floor(at.getTime() / HOUR_MS)
  const known = days.get(hour)
  if (known !== undefined) return known
  if (days.size >= DAYS_KEPT) days.clear()
  const day = londonIsoDay(at)
  days.set(hour, day)
  return day
}

/** A candidate with what the choice asks of it again and again. */
export type Contender = { candidate: RelatedCandidate; day: string; areaIds: number[]; telling: Telling; allPoints: number }

export function contender(candidate: RelatedCandidate): Contender {
  const areaIds = candidate.areas.map((area) => area.id)
  const allPoints = candidate.ownPoints.reduce((sum, points) => sum + points, 0)
  return { candidate, areaIds, allPoints, day: dayOf(candidate.firstPublishedAt), telling: tellingOf(candidate.headline, areaIds) }
}

/** The cap that keeps `one` out beside those chosen; null when none does. */
export function brokenCap(one: Contender, chosen: readonly Contender[], caps: Caps): keyof Caps | null {
  const many = (alike: (other: Contender) => boolean) => chosen.filter(alike).length
  if (many((other) => other.day === one.day) >= caps.day) return 'day'
  if (one.areaIds.some((id) => many((other) => other.areaIds.includes(id)) >= caps.area)) return 'area'
  return one.candidate.storylines.some((id) => many((other) => other.candidate.storylines.includes(id)) >= caps.storyline)
    ? 'storyline'
    : null
}

/** What a contender is worth beside those chosen: its score, less what it has in common with the most alike of them. */
export function worthBeside(one: Contender, chosen: readonly Contender[], { likenessPenalty }: EngineSettings): number {
  let most = 0
  for (const other of chosen) most = Math.max(most, likeness(one, other))
  return one.candidate.score * (1 - likenessPenalty * most)
}

/** So many are chosen however weak the second is beside the first: one link alone leads nowhere else. */
const LINKS_KEPT = 2

/** Its score without what a storyline gives: that is so much that every other link would look weak beside it. */
export function scoreWithoutStoryline({ score, points, reasons }: RelatedCandidate): number {
  if (points === 0) return 0
  const fixed = reasons.reduce((sum, reason) => sum + (reason.type === 'storyline' ? reason.points : 0), 0)
  return score * (1 - fixed / points)
}

/**
 * What a further link has to score beside those chosen, a `thin` one more: most of what happens in one place has another
 * subject, and one theme is in many places. The best is in the list: so lists change for what is seen in them.
 */
export function leastScore(
  steps: readonly Step[],
  { leastShare, thinShare }: EngineSettings,
  thin: RelatedCandidate['thin'] = null,
): number {
  if (steps.length < LINKS_KEPT) return 0
  const share = thin ? Math.max(leastShare, thinShare) : leastShare
  return share * Math.max(...steps.map(({ contender: { candidate } }) => scoreWithoutStoryline(candidate)))
}

/** One link that was chosen by what it is worth, and by which caps. */
export type Step = { contender: Contender; worth: number; caps: Caps }
