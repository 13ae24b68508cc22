import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explain } from './explain'
import { choose, chooseRelated, listOf } from './rank'
import { reasonKind } from './reason-kind'
import { DEFAULT_SETTINGS } from './settings'
import type { RelatedCandidate, RelatedLink } from './views'

type Shared = RelatedCandidate['reasons'][number]
const area = { id: 1, tag: 'area-oakenshire', type: 'area', label: 'Oakenshire', points: 250 } as const
const theme = { id: 2, tag: 'ehc-plans', type: 'theme', label: 'EHC plans', points: 150 } as const
const other = { id: 3, tag: 'waiting-times', type: 'theme', label: 'Waiting times', points: 140 } as const
const body = { id: 4, tag: 'oaken-icb', type: 'organisation', label: 'Oaken ICB', points: 120 } as const
const chain = { id: 5, tag: 'a-case', type: 'storyline', label: 'A case', points: 400 } as const
const TAGS: readonly Shared[] = [area, theme, other, body, chain]

const WORDS = 'Autumn Bridge Candle Drum Engine Feather Garden Harbour Island Jacket Kitchen Lantern Marble Needle Orchard Pepper'.split(
  ' ',
)
const story = { number: 1_000, headline: 'Plans in Oakenshire', areaIds: [1], firstPublishedAt: new Date('2026-03-01T12:00:00Z') }

function candidate(at: number, score: number, tags: readonly Shared[], given: Partial<RelatedCandidate> = {}): RelatedCandidate {
  return {
    number: at + 1,
    slug: `story-${at}`,
    headline: `${WORDS[at % WORDS.length]} ${WORDS[(at * 7 + 3) % WORDS.length]} looked at`,
    standfirst: '',
    firstPublishedAt: new Date(Date.UTC(2026, 0, 1 + at)),
    score,
    points: 400,
    pin: null,
    reasons: [...tags],
    thin: null,
    areas: tags.filter(({ type }) => type === 'area').map(({ id, label }) => ({ id, label })),
    ownTags: tags.map(({ id }) => id),
    ownPoints: tags.map(({ points }) => points),
    storylines: tags.filter(({ type }) => type === 'storyline').map(({ id }) => id),
    ...given,
  }
}

const numbers = (list: readonly RelatedLink[]) => list.flatMap((link) => (link.kind === 'story' ? link.number : []))
const off = { ...DEFAULT_SETTINGS, explainersAtLeast: 0 }
/** Five links of two kinds, the explainer weaker than each and above what a further link needs. */
const five = [0, 1, 2, 3, 4].map((at) => candidate(at, 400_000 - at * 20_000, at % 2 === 0 ? [theme] : [area, other]))
const explainer = candidate(9, 200_000, [theme], { explainer: true })

describe('A list with an explainer among what is related well enough', () => {
  it('holds it in place of the weakest link, last', () => {
    expect(numbers(chooseRelated(five, story))).toEqual([1, 2, 3, 4, 5])
    expect(numbers(chooseRelated([...five, explainer], story))).toEqual([1, 2, 3, 4, 10])
    expect(numbers(chooseRelated([...five, explainer], story, { settings: off }))).toEqual([1, 2, 3, 4, 5])
  })

  it('is as it was where the explainer is weak, repeats a link, or where one is listed already', () => {
    const weak = { ...explainer, score: 159_999 }
    expect(numbers(chooseRelated([...five, weak], story))).toEqual([1, 2, 3, 4, 5])
    expect(numbers(chooseRelated([...five, { ...explainer, score: 160_000 }], story))).toContain(10)
    const again = { ...explainer, headline: five[0]?.headline ?? '' }
    expect(numbers(chooseRelated([...five, again], story))).toEqual([1, 2, 3, 4, 5])
    const has = five.map((one, at) => (at === 1 ? { ...one, explainer: true } : one))
    expect(numbers(chooseRelated([...has, explainer], story))).toEqual([1, 2, 3, 4, 5])
    const pinned = { ...candidate(12, 0, []), pin: 1, explainer: true }
    expect(numbers(chooseRelated([...five, pinned, explainer], story))).toEqual([13, 1, 2, 3, 4])
  })

  it('keeps pins, parts of a storyline, and the last link of a kind of reason', () => {
    const pool = [
      candidate(0, 400_000, [theme]),
      candidate(1, 390_000, [theme]),
      candidate(2, 380_000, [area, other]),
      candidate(3, 200_000, [body]),
      candidate(4, 190_000, [chain]),
    ]
    expect(numbers(chooseRelated([...pool, explainer], story))).toEqual([1, 3, 4, 5, 10])
  })

  it('says in the answer to “Why not this one?” who took whose place', () => {
    const drawn = { candidates: [...five, explainer], story, options: {} }
    const asked = (one: RelatedCandidate) =>
      explain({ asked: '', isOwn: false, target: { ...one, id: 'x', live: true, exact: true }, apart: null, drawn, candidate: one })
    expect(asked(five[4] as RelatedCandidate)).toMatchObject({
      verdict: 'gave-way',
      sentence: `It comes to 320 points, and as the weakest link that could go made room for the explainer “${explainer.headline}”: a list holds one where one is related well enough.`,
    })
    expect(asked(explainer).sentence).toBe(
      'It is in the list, as number 5. Also about EHC plans. A list holds one explainer where one is related well enough.',
    )
  })
})

const pools = fc
  .array(
    fc.record({
      score: fc.integer({ min: 5, max: 500 }),
      tags: fc.subarray([...TAGS], { minLength: 1, maxLength: 3 }),
      explainer: fc.boolean(),
      pin: fc.option(fc.constant(1), { freq: 9 }),
    }),
    { minLength: 3, maxLength: 16 },
  )
  .map((given) =>
    given.map(({ score, tags, ...rest }, at) => candidate(at, score * 1_000 + at, tags, { ...rest, pin: rest.pin === null ? null : at })),
  )

describe('In any pool', () => {
  it('an explainer comes at the cost of one link at most, and of none that is to stay', () => {
    fc.assert(
      fc.property(pools, (pool) => {
        const [before, after] = [chooseRelated(pool, story, { settings: off }), chooseRelated(pool, story)]
        const gone = before.filter((link) => !numbers(after).includes(numbers([link])[0] ?? 0))
        expect(after).toHaveLength(before.length)
        expect(gone.length).toBeLessThanOrEqual(1)
        for (const link of gone) {
          expect(link.pinned).toBe(false)
          expect(link.reasons.some(({ type }) => type === 'storyline')).toBe(false)
          expect(after.map(reasonKind)).toContain(reasonKind(link))
        }
        const kept = before.filter((link) => !gone.includes(link))
        expect(numbers(after).slice(0, kept.length)).toEqual(numbers(kept))
        for (const limit of [1, 2, 3, 4]) expect(numbers(chooseRelated(pool, story, { limit }))).toEqual(numbers(after).slice(0, limit))
      }),
      { seed: 20_261_122, numRuns: 2_000 },
    )
  })

  it('another explainer that is worth less than the list says changes nothing, another story worth less neither', () => {
    fc.assert(
      fc.property(
        pools,
        fc.integer({ min: 5, max: 500 }),
        fc.subarray([...TAGS], { minLength: 1 }),
        fc.boolean(),
        (pool, score, tags, one) => {
          const { leastWorth, leastExplainer, list } = listOf(choose(pool, story), story)
          if (leastWorth !== null) expect(leastExplainer).toBeLessThanOrEqual(leastWorth)
          const least = one ? leastExplainer : leastWorth
          if (least === null || score * 1_000 >= least) return
          const added = candidate(40, score * 1_000, tags, { explainer: one, headline: 'Quite another thing' })
          expect(numbers(chooseRelated([...pool, added], story))).toEqual(numbers(list))
        },
      ),
      { seed: 20_261_122, numRuns: 4_000 },
    )
  })

  it('an explainer three quarters as strong as the best has a place in every list where a link may go', () => {
    let tried = 0
    fc.assert(
      fc.property(pools, fc.integer({ min: 75, max: 100 }), fc.subarray([theme, other, body], { minLength: 1 }), (some, part, tags) => {
        const pool = some.map((one) => ({ ...one, explainer: false }))
        const { steps } = choose(pool, story)
        const kinds = steps.map(({ contender: { candidate: link } }) => reasonKind({ pinned: false, reasons: link.reasons }))
        const mayGo = steps.some(
          ({ contender }, at) => contender.candidate.storylines.length === 0 && kinds.indexOf(kinds[at] ?? 'pin') !== at,
        )
        if (steps.length < 2 || !mayGo) return
        tried += 1
        const best = Math.max(...steps.map(({ contender }) => contender.candidate.score))
        const added = candidate(40, Math.max(10_000, (best * part) / 100), tags, { explainer: true, headline: 'Quite another thing' })
        expect(numbers(chooseRelated([...pool, added], story))).toContain(added.number)
      }),
      { seed: 20_261_122, numRuns: 2_000 },
    )
    expect(tried).toBeGreaterThan(300)
  })
})
