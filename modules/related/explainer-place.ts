/**
 * Where an explainer is related well enough, a list holds one: it takes the place of the weakest link that may go. Pure.
 */
import { brokenCap, byScore, type Contender, leastScore, type Step, worthBeside } from './contender'
import { isNearDuplicate, type Telling } from './near-duplicate'
import { reasonKind } from './reason-kind'
import type { EngineSettings } from './settings'

/** `in` stands last in the list, `out` in it no longer. */
export type Exchange = { out: Step; in: Step }

type Filled = {
  /** Stories chosen by hand. */
  pinned: readonly Contender[]
  steps: readonly Step[]
  /** Best first: those that were not chosen. */
  waiting: readonly Contender[]
  isFull: boolean
  /** What the story itself tells. */
  about: Telling
  settings: EngineSettings
}

const kindOf = ({ candidate: { reasons } }: Contender) => reasonKind({ pinned: false, reasons })
const isPart = ({ candidate }: Contender): boolean => candidate.reasons.some(({ type }) => type === 'storyline')

/**
 * The exchange, null where there is none, and the score from which on another explainer would bring one about: null where
 * none could. In a list with room every explainer that is strong enough stands already.
 */
export function explainerPlace(filled: Filled): { exchange: Exchange | null; explainerNeeds: number | null } {
  const { pinned, steps, waiting, isFull, settings } = filled
  const chosen = [...pinned, ...steps.map((step) => step.contender)]
  if (settings.explainersAtLeast === 0 || !isFull || steps.length < 2 || chosen.some(({ candidate }) => candidate.explainer))
    return { exchange: null, explainerNeeds: null }
  for (const one of waiting) {
    if (!one.candidate.explainer || one.candidate.score < leastScore(steps, settings, one.candidate.thin)) continue
    const exchange = exchangeFor(one, filled)
    if (exchange) return { exchange, explainerNeeds: one.candidate.score }
  }
  return { exchange: null, explainerNeeds: Math.max(settings.minimumPoints * 1_000, leastScore(steps, settings)) }
}

/** The weakest link that may go for it: no part of a storyline, and not the last one of its kind of reason. */
function exchangeFor(one: Contender, { pinned, steps, about, settings }: Filled): Exchange | null {
  const chosen = [...pinned, ...steps.map((step) => step.contender)]
  const weakestFirst = [...steps].sort((a, b) => byScore(b.contender.candidate, a.contender.candidate))
  const out = weakestFirst.find(({ contender }) => {
    const left = [one, ...steps.flatMap((step) => (step.contender === contender ? [] : step.contender))]
    return !isPart(contender) && left.some((other) => kindOf(other) === kindOf(contender))
  })
  if (!out) return null
  const rest = chosen.filter((other) => other !== out.contender)
  const caps = steps.at(-1)?.caps ?? out.caps
  const told = [about, ...rest.map(({ telling }) => telling)]
  if (brokenCap(one, rest, caps) || told.some((telling) => isNearDuplicate(one.telling, telling, settings.nearDuplicateShare))) return null
  return { out, in: { contender: one, worth: worthBeside(one, rest, settings), caps } }
}
