/**
 * From the pool to the list readers see. Pure: the same list for the same arguments, on the page, in JSON, on the
 * command line and in the editor's preview.
 */
import { londonIsoDay } from '@/lib/dates'
import { isNearDuplicate, type Telling, tellingOf } from './near-duplicate'
import { CHOSEN_BY_THE_EDITOR, CHOSEN_ON_ANOTHER_SITE, reasonSentence } from './reason'
import { DEFAULT_SETTINGS, type EngineSettings } from './settings'
import type { ExternalLink, ExternalPin, ListedStory, RelatedCandidate, RelatedLink, StoryLink } from './views'

/** The most that can be asked for: half the pool, so that caps and diversity still have a choice. */
export const RELATED_LIMIT_MAX = 20
/** Pins shown, links to other sites among them; further ones stand by in case one of these is gone. */
export const PINS_SHOWN_MAX = 3
/** Where pins fill the whole list, no story can come in: more than any is worth. */
const NO_ROOM = 2_147_483_647

/** The story the list stands under. `areaIds` are the area tags it carries itself. */
export type ReadStory = { number: number; headline: string; areaIds: number[]; firstPublishedAt: Date }

/** `limit`: links asked for, else as many as the settings say. `externals`: those that are neither dead nor past. */
export type ChoiceOptions = { limit?: number | undefined; settings?: EngineSettings; externals?: readonly ExternalPin[] }

/** How many of one kind the list takes; no number: as many as come. */
export type Caps = { day: number; area: number; storyline: number }

/** Of five: two of one day, three of one area, three of one storyline. */
function capsFor(limit: number, { dayShare, areaShare, storylineShare }: EngineSettings): Caps {
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
function dayOf(at: Date): string {
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
 * What a further link has to score beside those chosen; `placeAlone`: one that shares a place alone, because most of what
 * happens in one place has another subject. The best is in the list: so lists change for what is seen in them.
 */
export function leastScore(steps: readonly Step[], { leastShare, placeShare }: EngineSettings, placeAlone = false): number {
  if (steps.length < LINKS_KEPT) return 0
  const share = placeAlone ? Math.max(leastShare, placeShare) : leastShare
  return share * Math.max(...steps.map(({ contender: { candidate } }) => scoreWithoutStoryline(candidate)))
}

/** One link that was chosen by what it is worth, and by which caps. */
export type Step = { contender: Contender; worth: number; caps: Caps }

type Beside = { shown: readonly Contender[]; steps: readonly Step[]; caps: Caps; settings: EngineSettings }

/** The contender worth most beside those chosen; `waiting` is in score order, so the first of equals wins. */
function bestOf(waiting: readonly Contender[], { shown, steps, caps, settings }: Beside): Step | null {
  const chosen = [...shown, ...steps.map((step) => step.contender)]
  const [least, leastOfPlace] = [leastScore(steps, settings), leastScore(steps, settings, true)]
  let best: Step | null = null
  for (const one of waiting) {
    const { score, placeAlone } = one.candidate
    // Likeness only takes away: nothing further on can be worth more.
    if (best && score <= best.worth) break
    if (score < (placeAlone ? leastOfPlace : least) || brokenCap(one, chosen, caps)) continue
    const worth = worthBeside(one, chosen, settings)
    if (!best || worth > best.worth) best = { contender: one, worth, caps }
  }
  return best
}

/** How a list came about: the editor's links in their order, then each link in the order in which it was chosen. */
export type Choice = {
  pinned: (Contender | ExternalPin)[]
  steps: Step[]
  /** What a further link had to score when no more of them kept the caps. */
  leastWithCaps: number
  limit: number
  caps: Caps
  settings: EngineSettings
}

export const isContender = (one: Contender | ExternalPin): one is Contender => 'candidate' in one

/** The editor's links that are shown, in the editor's order. */
function shownByHand(pool: readonly RelatedCandidate[], externals: readonly ExternalPin[], limit: number): Choice['pinned'] {
  const stories = pool.flatMap((one) => (one.pin === null ? [] : [{ position: one.pin, entry: one }]))
  const others = externals.map((one) => ({ position: one.position, entry: one }))
  return [...stories, ...others]
    .sort((a, b) => a.position - b.position)
    .slice(0, Math.min(PINS_SHOWN_MAX, limit))
    .map(({ entry }) => ('url' in entry ? entry : contender(entry)))
}

/** As `chooseRelated`, with how it came about: what explains an absence. */
export function choose(pool: readonly RelatedCandidate[], story: ReadStory, options: ChoiceOptions = {}): Choice {
  const settings = options.settings ?? DEFAULT_SETTINGS
  const limit = options.limit ?? settings.listLength
  const others = pool.filter((one) => one.number !== story.number)
  const pinned = shownByHand(others, options.externals ?? [], limit)
  const shown = pinned.filter(isContender)
  const told = [tellingOf(story.headline, story.areaIds), ...shown.map((one) => one.telling)]
  const waiting = others
    .filter(
      (one) => one.reasons.length > 0 && one.score >= settings.minimumPoints * 1_000 && !shown.some(({ candidate }) => candidate === one),
    )
    .sort(byScore)
    .map(contender)
  // A shorter list is the beginning of the usual one.
  const caps = capsFor(Math.max(limit, settings.listLength), settings)
  const noCap = Number.POSITIVE_INFINITY
  const steps: Step[] = []
  let leastWithCaps = 0
  for (const relaxed of [caps, { ...caps, day: noCap }, { ...caps, day: noCap, area: noCap }]) {
    while (pinned.length + steps.length < limit) {
      const best = bestOf(waiting, { shown, steps, caps: relaxed, settings })
      if (!best) break
      const { contender: one } = best
      waiting.splice(waiting.indexOf(one), 1)
      // Only of what would be chosen: taking forty headlines apart is most of the work.
      if (told.some((telling) => isNearDuplicate(one.telling, telling, settings.nearDuplicateShare))) continue
      steps.push(best)
      told.push(one.telling)
    }
    if (relaxed === caps) leastWithCaps = leastScore(steps, settings)
  }
  return { pinned, steps, leastWithCaps, limit, caps, settings }
}

function toLink(one: RelatedCandidate, story: ReadStory, pinned: boolean): StoryLink {
  const { number, slug, headline, standfirst, firstPublishedAt, score, points } = one
  const reasons = one.reasons.map(({ tag, type, label }) => ({ tag, type, label }))
  const isEarlier = dayOf(firstPublishedAt) < dayOf(story.firstPublishedAt)
  return {
    kind: 'story',
    number,
    slug,
    headline,
    standfirst,
    firstPublishedAt,
    score,
    points,
    pinned,
    reasons,
    reason: pinned ? CHOSEN_BY_THE_EDITOR : reasonSentence(reasons, isEarlier),
    areas: one.areas.map((area) => area.label),
    correction: one.correction ?? null,
  }
}

const toExternal = ({ url, headline, datedOn }: ExternalPin): ExternalLink => ({
  kind: 'external',
  url,
  site: new URL(url).hostname.replace(/^www\./, ''),
  headline,
  standfirst: '',
  firstPublishedAt: new Date(`${datedOn}T12:00:00Z`),
  score: 0,
  points: 0,
  pinned: true,
  reasons: [],
  reason: CHOSEN_ON_ANOTHER_SITE,
  areas: [],
})

/** The list that a choice comes to. */
export function listOf({ pinned, steps, leastWithCaps, limit, caps, settings }: Choice, story: ReadStory): ListedStory {
  const list: RelatedLink[] = [
    ...pinned.map((one) => (isContender(one) ? toLink(one.candidate, story, true) : toExternal(one))),
    ...steps.map((step) => toLink(step.contender.candidate, story, false)),
  ]
  const links = list.flatMap((link) => (link.kind === 'story' ? link.number : []))
  // Where a cap gave way, a story that keeps it comes first, if it is strong enough to stand beside those before it.
  const capGaveWay = steps.some((step) => step.caps !== caps)
  // A list that is short for want of strong links has room for strong ones only.
  const room = list.length < limit ? leastScore(steps, settings) : NO_ROOM
  const least = Math.min(room, capGaveWay ? leastWithCaps : NO_ROOM, ...steps.map((step) => step.worth))
  return { links, leastWorth: least === 0 ? null : Math.floor(least), list }
}

/**
 * The list under `story`: the editor's links in their order, then by score, each next link less like those before it.
 * Near-duplicates and weak links are left out; the caps on one day and then on one area give way before a slot stays
 * empty. Fewer links rather than weak ones.
 */
export const chooseRelated = (pool: readonly RelatedCandidate[], story: ReadStory, options: ChoiceOptions = {}): RelatedLink[] =>
  listOf(choose(pool, story, options), story).list
