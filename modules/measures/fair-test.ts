/**
 * What a fair test of other numbers says: A is the pages with the newsroom's numbers, B those with the tried ones. Pure.
 *
 * What is compared is links followed for each list seen. Pages were chosen, so pages are what varies: the variance of an
 * arm's rate is that of a ratio of sums over its pages (the ratio estimator: Cochran, Sampling Techniques, 1977, section 6;
 * as the "delta method" in Deng, Knoblich, Lu, KDD 2018), n/(n-1) x sum (clicks - rate x seen)^2 / (sum seen)^2.
 * The interval around the difference holds at every look at once, so that one may look each day and stop: the mixture
 * sequential probability ratio test (Robbins 1970; Johari, Koomen, Pekelis, Walsh, Operations Research 2022). With V the
 * variance of the difference and T the spread of differences one expects, its half width is
 * sqrt(V (V + T^2) / T^2 x ln((V + T^2) / (V x ALPHA^2))).
 */

/** Over the pages of one arm, each with its `seen` and `clicks`: how many there are, and sums. */
export type ArmSums = { pages: number; seen: number; clicks: number; seen2: number; clicks2: number; both: number }

export type TestVerdict = 'better' | 'worse' | 'same' | 'few'

/** Rates and differences for each list seen. `low` and `high`: the difference, B less A, is between them; null where too few. */
export type Comparison = { a: number | null; b: number | null; low: number | null; high: number | null; verdict: TestVerdict }

/** In one of twenty tests at most, looks taken together, the difference is not between the two. */
const ALPHA = 0.05
/** Differences one expects: about a link of a hundred lists. */
const SPREAD = 0.01
/** Half a link of a hundred lists: less is not worth a change. */
export const WORTH_HAVING = 0.005
/** Below these there is nothing to say: of each arm pages and lists, of both together links followed. */
const PAGES_MIN = 30
const SEEN_MIN = 500
const CLICKS_MIN = 30
/**
 * So many pages of one size would weigh as an arm's pages do (Kish 1965: the square of the sum over the sum of squares). Where
 * one page has most of the lists, its own nature is the arm's rate, and the variance says nothing of that.
 */
const EVEN_PAGES_MIN = 10

const evenPages = ({ seen, seen2 }: ArmSums): number => (seen2 === 0 ? 0 : (seen * seen) / seen2)

const rateOf = ({ clicks, seen }: ArmSums): number | null => (seen === 0 ? null : clicks / seen)

function varianceOf({ pages, seen, clicks, seen2, clicks2, both }: ArmSums): number {
  const rate = clicks / seen
  const spread = Math.max(0, clicks2 - 2 * rate * both + rate * rate * seen2)
  return ((pages / (pages - 1)) * spread) / (seen * seen)
}

/** Half the width of the interval around a difference of this variance, whenever one looks. */
export function halfWidth(variance: number): number {
  const mixed = variance + SPREAD ** 2
  return Math.sqrt(((variance * mixed) / SPREAD ** 2) * Math.log(mixed / (variance * ALPHA ** 2)))
}

export function compareArms(armA: ArmSums, armB: ArmSums): Comparison {
  const [a, b] = [rateOf(armA), rateOf(armB)]
  const enough = [armA, armB].every((arm) => arm.pages >= PAGES_MIN && arm.seen >= SEEN_MIN && evenPages(arm) >= EVEN_PAGES_MIN)
  const variance = enough ? varianceOf(armA) + varianceOf(armB) : 0
  if (a === null || b === null || variance === 0 || armA.clicks + armB.clicks < CLICKS_MIN)
    return { a, b, low: null, high: null, verdict: 'few' }
  const half = halfWidth(variance)
  const [low, high] = [b - a - half, b - a + half]
  return { a, b, low, high, verdict: verdictOf(low, high) }
}

function verdictOf(low: number, high: number): TestVerdict {
  if (low > 0) return 'better'
  if (high < 0) return 'worse'
  return low > -WORTH_HAVING && high < WORTH_HAVING ? 'same' : 'few'
}

/** "4.1": of a hundred. */
export const ofHundred = (rate: number): string => (rate * 100).toFixed(1)

/** The comparison in one plain sentence. */
export function verdictSentence({ a, b, verdict }: Comparison): string {
  const rates = a === null || b === null ? '' : `${ofHundred(b)} links for 100 lists seen against ${ofHundred(a)}`
  if (verdict === 'better') return `B was followed more often: ${rates}.`
  if (verdict === 'worse') return `B was followed less often: ${rates}.`
  if (verdict === 'same') return `No difference worth having: ${rates}.`
  return rates ? `Too few to say: so far ${rates}.` : 'Too few to say.'
}

const DAY_MS = 86_400_000
const dayAfter = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/**
 * The whole London days that count, "2026-11-21": from the one after the start, because on that page's lists were of both
 * kinds, to yesterday or the last. `from` is after `to` where there is none yet; `isOver`: all of them are past.
 */
export function countedDays(startedOn: string, days: number, today: string): { from: string; to: string; isOver: boolean; left: number } {
  const [from, last, yesterday] = [dayAfter(startedOn, 1), dayAfter(startedOn, days), dayAfter(today, -1)]
  const left = Math.max(0, Math.round((Date.parse(last) - Date.parse(yesterday)) / DAY_MS))
  const isOver = yesterday >= last
  return { from, to: isOver ? last : yesterday, isOver, left }
}
