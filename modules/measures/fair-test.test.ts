import { describe, expect, it } from 'vitest'
import { randomFrom } from '@/prisma/synthetic/story'
import { type ArmSums, compareArms, countedDays, halfWidth, verdictSentence } from './fair-test'

type Page = { seen: number; clicks: number }

const sumsOf = (pages: readonly Page[]): ArmSums =>
  pages.reduce<ArmSums>(
    (sum, { seen, clicks }) => ({
      pages: sum.pages + 1,
      seen: sum.seen + seen,
      clicks: sum.clicks + clicks,
      seen2: sum.seen2 + seen * seen,
      clicks2: sum.clicks2 + clicks * clicks,
      both: sum.both + seen * clicks,
    }),
    { pages: 0, seen: 0, clicks: 0, seen2: 0, clicks2: 0, both: 0 },
  )

const alike = (pages: number, seen: number, clicks: number) =>
  sumsOf(Array.from({ length: pages }, (_, at) => ({ seen: seen + (at % 3), clicks: clicks + (at % 2) })))

/** Pages that differ much in how often they are read and followed, looked at after each of so many days. */
function verdictsOf(seed: number, lift: number, days: number) {
  const random = randomFrom(seed)
  const pages = Array.from({ length: 160 }, (_, at) => ({
    isB: random() < 0.5,
    aDay: 1 + Math.floor(60 * random() ** 4),
    rate: 0.04 * (0.4 + 1.2 * random()),
    seen: 0,
    clicks: 0,
    at,
  }))
  return Array.from({ length: days }, () => {
    for (const page of pages) {
      for (let view = 0; view < page.aDay; view += 1) if (random() < page.rate * (page.isB ? lift : 1)) page.clicks += 1
      page.seen += page.aDay
    }
    return compareArms(sumsOf(pages.filter(({ isB }) => !isB)), sumsOf(pages.filter(({ isB }) => isB))).verdict
  })
}

describe('The verdict of a fair test', () => {
  it('is that there are too few, below thirty pages, five hundred lists or thirty links', () => {
    expect(compareArms(alike(29, 100, 4), alike(40, 100, 9)).verdict).toBe('few')
    expect(compareArms(alike(40, 8, 4), alike(40, 100, 9)).verdict).toBe('few')
    expect(compareArms(alike(40, 100, 0), sumsOf(Array.from({ length: 40 }, () => ({ seen: 100, clicks: 0 })))).verdict).toBe('few')
    expect(compareArms(sumsOf([]), sumsOf([]))).toEqual({ a: null, b: null, low: null, high: null, verdict: 'few' })
  })

  it('says which was followed more often, in plain words', () => {
    const [some, more] = [alike(400, 100, 3), alike(400, 100, 5)]
    expect(verdictSentence(compareArms(some, more))).toBe('B was followed more often: 5.4 links for 100 lists seen against 3.5.')
    expect(verdictSentence(compareArms(more, some))).toBe('B was followed less often: 3.5 links for 100 lists seen against 5.4.')
    expect(verdictSentence(compareArms(some, some))).toBe('No difference worth having: 3.5 links for 100 lists seen against 3.5.')
    expect(verdictSentence(compareArms(sumsOf([]), some))).toBe('Too few to say.')
  })

  it('takes pages for what varies: the same sums on few large pages say less', () => {
    const [many, few] = [alike(400, 100, 3), alike(40, 1_000, 35)]
    const uneven = sumsOf(Array.from({ length: 40 }, (_, at) => ({ seen: 1_000, clicks: at < 20 ? 5 : 65 })))
    expect(compareArms(many, many).high).toBeLessThan(compareArms(few, uneven).high ?? 0)
  })

  it('is not that of one page that is read very much more than the others', () => {
    const page = (at: number): Page => ({ seen: 100 + (at % 3), clicks: 4 + (at % 3) })
    const pages = Array.from({ length: 40 }, (_, at) => page(at))
    const withOne = sumsOf([...pages, { seen: 20_000, clicks: 400 }])
    expect(compareArms(sumsOf(pages), withOne)).toMatchObject({ verdict: 'few', low: null })
    expect(compareArms(withOne, sumsOf(pages)).verdict).toBe('few')
  })

  it('is wider than that of a single look, and narrows as counts grow', () => {
    const variance = 0.002 ** 2
    expect(halfWidth(variance)).toBeGreaterThan(1.96 * 0.002)
    expect(halfWidth(variance / 4)).toBeLessThan(halfWidth(variance))
  })

  it('looked at every day for four weeks, calls no more than one of twenty equal arms different', () => {
    const runs = Array.from({ length: 300 }, (_, seed) => verdictsOf(seed + 1, 1, 28))
    const wrong = runs.filter((verdicts) => verdicts.some((verdict) => verdict === 'worse' || verdict === 'better'))
    expect(wrong.length / runs.length).toBeLessThanOrEqual(0.05)
  })

  it('finds an arm that is followed half as often, mostly before the days are over', () => {
    const runs = Array.from({ length: 60 }, (_, seed) => verdictsOf(seed + 1, 0.5, 28))
    expect(runs.filter((verdicts) => verdicts.includes('worse')).length).toBeGreaterThan(50)
    expect(runs.filter((verdicts) => verdicts.includes('better'))).toEqual([])
  })
})

describe('The days that count', () => {
  it('begin after the day of the start and end with the last, or yesterday', () => {
    expect(countedDays('2026-10-24', 7, '2026-10-24')).toEqual({ from: '2026-10-25', to: '2026-10-23', isOver: false, left: 8 })
    expect(countedDays('2026-10-24', 7, '2026-10-27')).toEqual({ from: '2026-10-25', to: '2026-10-26', isOver: false, left: 5 })
    expect(countedDays('2026-10-24', 7, '2026-11-01')).toEqual({ from: '2026-10-25', to: '2026-10-31', isOver: true, left: 0 })
    expect(countedDays('2026-10-24', 7, '2027-01-01')).toMatchObject({ to: '2026-10-31', isOver: true })
  })
})
