/**
 * From the pool to the list readers see. Pure: the same list for the same arguments, on the page, in JSON, on the
 * command line and in the editor's preview.
 */
import { brokenCap, byScore, type Caps, type Contender, capsFor, contender, dayOf, leastScore, type Step, worthBeside } from './contender'
import { type Exchange, explainerPlace } from './explainer-place'
import { isNearDuplicate, tellingOf } from './near-duplicate'
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

type Beside = { shown: readonly Contender[]; steps: readonly Step[]; caps: Caps; settings: EngineSettings }

/** The contender worth most beside those chosen; `waiting` is in score order, so the first of equals wins. */
function bestOf(waiting: readonly Contender[], { shown, steps, caps, settings }: Beside): Step | null {
  const chosen = [...shown, ...steps.map((step) => step.contender)]
  const [least, leastOfThin] = [leastScore(steps, settings), leastScore(steps, settings, 'place')]
  let best: Step | null = null
  for (const one of waiting) {
    const { score, thin } = one.candidate
    // Likeness only takes away: nothing further on can be worth more.
    if (best && score <= best.worth) break
    if (score < (thin ? leastOfThin : least) || brokenCap(one, chosen, caps)) continue
    const worth = worthBeside(one, chosen, settings)
    if (!best || worth > best.worth) best = { contender: one, worth, caps }
  }
  return best
}

/** How a list came about: the editor's links in their order, then each link in the order in which it was chosen. */
export type Choice = {
  pinned: (Contender | ExternalPin)[]
  steps: Step[]
  /** The explainer that takes a place in the list, and whose. */
  exchange: Exchange | null
  /** What an explainer has to score to take such a place, in thousandths; null where none would be given one. */
  explainerNeeds: number | null
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
  const natural = { pinned, steps, exchange: null, explainerNeeds: null, leastWithCaps, limit, caps, settings }
  if (limit < settings.listLength) {
    if (!others.some((one) => one.explainer)) return natural
    const usual = choose(pool, story, { ...options, settings, limit: settings.listLength })
    return { ...natural, exchange: shorterExchange(natural, usual) }
  }
  const about = tellingOf(story.headline, story.areaIds)
  return {
    ...natural,
    ...explainerPlace({ pinned: shown, isFull: pinned.length + steps.length >= limit, steps, waiting, about, settings }),
  }
}

/** A shorter list is the beginning of the usual one, also where an explainer took a place of that. */
function shorterExchange({ pinned, steps, limit }: Choice, usual: Choice): Exchange | null {
  const out = steps.find((step) => step.contender.candidate === usual.exchange?.out.contender.candidate)
  const next = listedSteps(usual)[limit - pinned.length - 1]
  return out && next ? { out, in: next } : null
}

/** The links chosen by what they are worth, as they are listed. */
export function listedSteps({ steps, exchange }: Pick<Choice, 'steps' | 'exchange'>): Step[] {
  return exchange ? [...steps.filter((step) => step !== exchange.out), exchange.in] : steps
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
export function listOf(choice: Choice, story: ReadStory): ListedStory {
  const { pinned, steps, explainerNeeds, leastWithCaps, limit, caps, settings } = choice
  const list: RelatedLink[] = [
    ...pinned.map((one) => (isContender(one) ? toLink(one.candidate, story, true) : toExternal(one))),
    ...listedSteps(choice).map((step) => toLink(step.contender.candidate, story, false)),
  ]
  const links = list.flatMap((link) => (link.kind === 'story' ? link.number : []))
  // Where a cap gave way, a story that keeps it comes first, if it is strong enough to stand beside those before it.
  const capGaveWay = steps.some((step) => step.caps !== caps)
  // A list that is short for want of strong links has room for strong ones only.
  const room = list.length < limit ? leastScore(steps, settings) : NO_ROOM
  const least = Math.min(room, capGaveWay ? leastWithCaps : NO_ROOM, ...steps.map((step) => step.worth))
  const leastWorth = least === 0 ? null : Math.floor(least)
  const leastExplainer = leastWorth === null || explainerNeeds === null ? leastWorth : Math.min(leastWorth, Math.floor(explainerNeeds))
  return { links, leastWorth, leastExplainer, list }
}

/**
 * The list under `story`: the editor's links in their order, then by score, each next link less like those before it.
 * Near-duplicates and weak links are left out; the caps on one day and then on one area give way before a slot stays
 * empty. Fewer links rather than weak ones.
 */
export const chooseRelated = (pool: readonly RelatedCandidate[], story: ReadStory, options: ChoiceOptions = {}): RelatedLink[] =>
  listOf(choose(pool, story, options), story).list
