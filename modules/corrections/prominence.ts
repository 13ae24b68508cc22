/**
 * How prominent a correction ought to be: advice, which an editor may overrule. Pure.
 *
 * The rule is clause 1(ii) of the Editors' Code of Practice: a significant inaccuracy is corrected promptly and with due
 * prominence, with an apology where that is appropriate (https://www.ipso.co.uk/editors-code-of-practice/). What is due
 * online stands in IPSO's “Prominence in digital media guidance” of 24 January 2024
 * (https://www.ipso.co.uk/resources/prominence-guidance-digital/, read on 22 November 2026): it names a corrections page, the
 * home page, the place under the headline and a footnote, and weighs how serious it was, where it sat and how long it could
 * be read. The hours are ours: the guidance gives none.
 */
import type { CorrectionKind, CorrectionPlace } from '@/modules/articles/correction-words'

export const SERIOUSNESS = ['minor', 'significant', 'serious'] as const
export type Seriousness = (typeof SERIOUSNESS)[number]
/** Where the fault sat. */
export const SATS = ['headline', 'opening', 'body', 'picture', 'related'] as const
export type Sat = (typeof SATS)[number]

export const SERIOUSNESS_WORDS: Record<Seriousness, string> = {
  minor: 'Minor: nobody was misled about anything that matters',
  significant: 'Significant: a reader could take away something wrong',
  serious: 'Serious: it can harm somebody, or the point of the story was wrong',
}
export const SAT_WORDS: Record<Sat, string> = {
  headline: 'the headline',
  opening: 'the opening or the standfirst',
  body: 'the body',
  picture: 'a picture or its words',
  related: 'the related list',
}

/** As many hours as most readers of a story come in. */
const LONG_LIVE_HOURS = 24
const VERY_LONG_LIVE_HOURS = 72

export type Judged = {
  kind: CorrectionKind
  seriousness: Seriousness
  sat: Sat
  /** Hours for which readers could see it. */
  liveHours: number
}

export type Prominence = {
  place: CorrectionPlace
  /** Also as a piece of its own, on the front page's list and in the feeds: the story alone would not reach who read it. */
  ownStory: boolean
  /** Why, as the rest of "It stands above the text because …". */
  because: string[]
  /** What the wording should do, a sentence each. */
  wording: string[]
}

/** Where a correction should stand, whether it should be news of its own, and how to word it. */
export function adviseProminence(judged: Judged): Prominence {
  const because = reasonsForTop(judged)
  return { place: because.length > 0 ? 'top' : 'foot', ownStory: needsOwnStory(judged), because, wording: wordingAdvice(judged) }
}

const isProminent = (sat: Sat): boolean => sat === 'headline' || sat === 'opening'

function reasonsForTop({ kind, seriousness, sat, liveHours }: Judged): string[] {
  if (kind === 'update') return []
  const reasons: string[] = []
  if (kind === 'apology') reasons.push('it is an apology')
  if (seriousness === 'serious') reasons.push('it was serious')
  if (seriousness === 'significant' && isProminent(sat)) reasons.push(`it was significant and sat in ${SAT_WORDS[sat]}`)
  if (seriousness === 'significant' && liveHours >= LONG_LIVE_HOURS) reasons.push('it was significant and stood for a day or more')
  return reasons
}

const needsOwnStory = ({ kind, seriousness, sat, liveHours }: Judged): boolean =>
  kind !== 'update' && seriousness === 'serious' && (kind === 'apology' || isProminent(sat) || liveHours >= VERY_LONG_LIVE_HOURS)

const OPENINGS: Record<CorrectionKind, string> = {
  apology: 'Say what was wrong, what is right, and whom you apologise to.',
  correction: 'Say what was wrong and what is right, in one or two plain sentences.',
  clarification: 'Say what could be misunderstood, and what is meant.',
  update: 'Say what is new in the story.',
}

function wordingAdvice({ kind, seriousness, sat, liveHours }: Judged): string[] {
  const advice = [OPENINGS[kind]]
  if (kind === 'update') return advice
  if (sat !== 'body') advice.push(`Say that it stood in ${SAT_WORDS[sat]}.`)
  if (liveHours >= LONG_LIVE_HOURS) advice.push('Say since when it stood there.')
  if (seriousness !== 'minor') advice.push('Do not explain it away, and repeat no more of the fault than readers need.')
  return advice
}
