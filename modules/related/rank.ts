/**
 * From the pool to the list readers see. Pure: the same list for the same arguments, on the page, in JSON, on the
 * command line and in the editor's preview.
 */
import { londonIsoDay } from '@/lib/dates'
import { isNearDuplicate, type Telling, tellingOf } from './near-duplicate'
import { CHOSEN_BY_THE_EDITOR, reasonSentence } from './reason'
import type { RelatedCandidate, RelatedLink } from './views'

/** Links under a story. */
export const RELATED_LIMIT = 5
/** The most that can be asked for: half the pool, so that caps and diversity still have a choice. */
export const RELATED_LIMIT_MAX = 20
/** Pins shown; further ones stand by in case one of these is withdrawn. */
export const PINS_SHOWN_MAX = 3
/** How much a link loses for being like one already chosen: up to three tenths. */
const LIKENESS_PENALTY = 0.3
/** Ten points after age. Weaker links are left out; one shared area, body, person or theme is always above it. */
export const MINIMUM_SCORE = 10_000

/** The story the list stands under. `areaIds` are the area tags it carries itself. */
export type ReadStory = { number: number; headline: string; areaIds: number[] }

type Caps = { day: number; area: number; storyline: number }

/** Of five: two of one day, three of one area, three of one storyline. */
const capsFor = (limit: number): Caps => ({ day: Math.ceil(limit * 0.4), area: Math.ceil(limit * 0.6), storyline: Math.ceil(limit * 0.6) })

/** Score, then newer, then higher number: two different stories are never equal. */
function byScore(a: RelatedCandidate, b: RelatedCandidate): number {
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

/** A candidate with what the choice asks of it again and again. */
type Contender = { candidate: RelatedCandidate; day: string; areaIds: number[]; telling: Telling; allPoints: number }

function contender(candidate: RelatedCandidate): Contender {
  const areaIds = candidate.areas.map((area) => area.id)
  const allPoints = candidate.ownPoints.reduce((sum, points) => sum + points, 0)
  return { candidate, areaIds, allPoints, day: londonIsoDay(candidate.firstPublishedAt), telling: tellingOf(candidate.headline, areaIds) }
}

function keepsCaps(one: Contender, chosen: readonly Contender[], caps: Caps): boolean {
  const many = (alike: (other: Contender) => boolean) => chosen.filter(alike).length
  return (
    many((other) => other.day === one.day) < caps.day &&
    one.areaIds.every((id) => many((other) => other.areaIds.includes(id)) < caps.area) &&
    one.candidate.storylines.every((id) => many((other) => other.candidate.storylines.includes(id)) < caps.storyline)
  )
}

/** The contender worth most beside those chosen; `waiting` is in score order, so the first of equals wins. */
function bestOf(waiting: readonly Contender[], chosen: readonly Contender[], caps: Caps): Contender | null {
  let best: Contender | null = null
  let bestWorth = Number.NEGATIVE_INFINITY
  for (const one of waiting) {
    // Likeness only takes away: nothing further on can be worth more.
    if (one.candidate.score <= bestWorth) break
    if (!keepsCaps(one, chosen, caps)) continue
    let most = 0
    for (const other of chosen) most = Math.max(most, likeness(one, other))
    const worth = one.candidate.score * (1 - LIKENESS_PENALTY * most)
    if (worth > bestWorth) [best, bestWorth] = [one, worth]
  }
  return best
}

/** Adds to `chosen` while there is room and something fits; what is chosen, and what repeats it, stops waiting. */
function fill(chosen: Contender[], waiting: Contender[], limit: number, caps: Caps): Contender[] {
  let left = waiting
  while (chosen.length < limit) {
    const best = bestOf(left, chosen, caps)
    if (!best) break
    chosen.push(best)
    left = left.filter((one) => one !== best && !isNearDuplicate(one.telling, best.telling))
  }
  return left
}

function toLink(one: RelatedCandidate, pinned: boolean): RelatedLink {
  const { number, slug, headline, standfirst, firstPublishedAt, score, points } = one
  const reasons = one.reasons.map(({ tag, type, label }) => ({ tag, type, label }))
  const reason = pinned ? CHOSEN_BY_THE_EDITOR : reasonSentence(reasons)
  return {
    number,
    slug,
    headline,
    standfirst,
    firstPublishedAt,
    score,
    points,
    pinned,
    reasons,
    reason,
    areas: one.areas.map((area) => area.label),
  }
}

/**
 * The list under `story`, at most `limit` links: the editor's pins in their order, then by score, each next link
 * less like those before it. Near-duplicates and weak links are left out; the caps on one day and then on one area
 * give way before a slot stays empty. Fewer links rather than weak ones.
 */
export function chooseRelated(pool: readonly RelatedCandidate[], story: ReadStory, limit: number = RELATED_LIMIT): RelatedLink[] {
  const others = pool.filter((one) => one.number !== story.number)
  const pinned = others.filter((one) => one.pin !== null).sort((a, b) => (a.pin ?? 0) - (b.pin ?? 0))
  const shown = pinned.slice(0, Math.min(PINS_SHOWN_MAX, limit))
  const chosen = shown.map(contender)
  const told = [tellingOf(story.headline, story.areaIds), ...chosen.map((one) => one.telling)]
  let waiting = others
    .filter((one) => one.reasons.length > 0 && one.score >= MINIMUM_SCORE && !shown.includes(one))
    .sort(byScore)
    .map(contender)
    .filter((one) => !told.some((other) => isNearDuplicate(one.telling, other)))
  // A shorter list is the beginning of the usual one.
  const caps = capsFor(Math.max(limit, RELATED_LIMIT))
  const noCap = Number.POSITIVE_INFINITY
  for (const relaxed of [caps, { ...caps, day: noCap }, { ...caps, day: noCap, area: noCap }]) {
    waiting = fill(chosen, waiting, limit, relaxed)
  }
  return chosen.map(({ candidate }) => toLink(candidate, shown.includes(candidate)))
}
