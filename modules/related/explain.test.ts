import { describe, expect, it } from 'vitest'
import { rounds } from '@/lib/testing/rounds'
import { type AskedStory, explain } from './explain'
import { listFrom } from './lists'
import type { RelatedCandidate } from './views'

const rotherham = { id: 1, tag: 'area-rotherham', type: 'area', label: 'Rotherham', points: 250 } as const
const plans = { id: 3, tag: 'ehc-plans', type: 'theme', label: 'EHC plans', points: 150 } as const
const waits = { id: 4, tag: 'waiting-times', type: 'theme', label: 'Waiting times', points: 140 } as const
const chain = { id: 5, tag: 'rotherham-case', type: 'storyline', label: 'The Rotherham case', points: 400 } as const
const every = [rotherham, plans, waits, chain]
type Shared = RelatedCandidate['reasons'][number]

function candidate(
  number: number,
  headline: string,
  score: number,
  tags: Shared[],
  given: Partial<RelatedCandidate> = {},
): RelatedCandidate {
  return {
    number,
    slug: `story-${number}`,
    headline,
    standfirst: '',
    firstPublishedAt: new Date(Date.UTC(2026, 0, (number * 7) % 300)),
    score,
    points: 200,
    pin: null,
    reasons: tags,
    thin: null,
    areas: tags.filter((tag) => tag.type === 'area').map(({ id, label }) => ({ id, label })),
    ownTags: tags.map((tag) => tag.id),
    ownPoints: tags.map((tag) => tag.points),
    storylines: tags.filter((tag) => tag.type === 'storyline').map((tag) => tag.id),
    ...given,
  }
}

const story = { number: 1, headline: 'Inspectors report on Rotherham', areaIds: [1], firstPublishedAt: new Date('2026-11-01T12:00:00Z') }
const askedOf = ({ number, slug, headline }: RelatedCandidate, given: Partial<AskedStory> = {}): AskedStory => ({
  id: '0b0e7cde-6a3c-4f0f-9d5c-1f2a3b4c5d6e',
  number,
  slug,
  headline,
  live: true,
  exact: true,
  ...given,
})
type Given = { apart?: 'here' | 'there'; live?: boolean; exact?: boolean; of?: number; limit?: number; outside?: boolean }
/** Why `one` is not in the list chosen from `others` and itself (`outside`: the database did not find it). */
function why(one: RelatedCandidate, others: RelatedCandidate[], { apart, limit, outside = false, ...given }: Given = {}) {
  const drawn = { candidates: outside ? others : [...others, one], story, options: { limit } }
  const candidateOf = given.live === false ? null : one
  return explain({ asked: one.headline, isOwn: false, target: askedOf(one, given), apart: apart ?? null, drawn, candidate: candidateOf })
}

const words = ['Therapies', 'Transport', 'Early years', 'Short breaks', 'Workforce', 'Funding', 'Transitions', 'Autism']
const several = (count: number, tags: Shared[], given: Partial<RelatedCandidate> = {}) =>
  words.slice(0, count).map((subject, at) => candidate(10 + at, `${subject} looked at`, 200_000 - at * 1_000, tags, given))

describe('Why not this one?', () => {
  const weak = candidate(99, 'The one', 90_000, [waits])

  it('It is in the list', () => {
    expect(why(weak, several(2, [plans]))).toMatchObject({
      verdict: 'listed',
      sentence: 'It is in the list, as number 3. Also about waiting times.',
    })
    expect(why({ ...weak, pin: 1 }, several(2, [plans]))).toMatchObject({ verdict: 'pinned' })
  })

  it('There is no such story, or it is this one', () => {
    expect(explain({ asked: 'Nothing', isOwn: false })).toMatchObject({ verdict: 'not-found', target: null })
    expect(explain({ asked: 'Itself', isOwn: true })).toMatchObject({ verdict: 'itself' })
  })

  it('It is not live; it is left out, here or there', () => {
    expect(why(weak, [], { live: false, outside: true }).verdict).toBe('not-live')
    expect(why(weak, [], { apart: 'here', outside: true }).sentence).toContain('left out of this list by hand')
    expect(why(weak, [], { apart: 'there', outside: true }).sentence).toContain('Its own editor left this story out')
  })

  it('It shares nothing, or too little: with its points', () => {
    expect(why(candidate(99, 'The one', 90_000, []), [], { outside: true })).toMatchObject({ verdict: 'shares-nothing', reasons: [] })
    expect(why(candidate(99, 'The one', 9_440, [waits]), [])).toMatchObject({
      verdict: 'too-weak',
      slotNeeded: 10_000,
      sentence: 'It comes to 9.4 points; a link needs 10.',
    })
    expect(why(candidate(99, 'The one', 79_000, [waits]), several(2, [plans]))).toMatchObject({
      verdict: 'too-weak',
      slotNeeded: 80_000,
      sentence: 'It comes to 79 points; beside the best of the list, a further link needs 80 points.',
    })
  })

  it('It tells the same as this story, or as one in the list, which is named', () => {
    expect(why(candidate(99, 'Inspectors report on  Rotherham', 90_000, [rotherham]), []).verdict).toBe('near-duplicate')
    const twin = candidate(10, 'Waits grow in schools', 200_000, [waits])
    expect(why(candidate(99, 'Waits grow in schools', 90_000, [waits]), [twin])).toMatchObject({
      verdict: 'near-duplicate',
      sentence: 'It tells the same news as “Waits grow in schools”, which is in the list.',
    })
  })

  it('Others are worth more: the last of them and its points are named', () => {
    const answer = why(weak, several(5, [plans], {}))
    expect(answer).toMatchObject({ verdict: 'outscored', score: 90_000 })
    expect(answer.sentence).toMatch(/^It comes to 90 points\. The last place went to “.+ looked at” with \d+(\.\d)? points\.$/)
    expect(answer.slotNeeded).toBeGreaterThan(90_000)
  })

  it('Two of its day are listed', () => {
    const day = { firstPublishedAt: new Date('2026-03-03T12:00:00Z') }
    const answer = why(candidate(99, 'The one', 120_000, [rotherham], day), [
      ...several(2, [plans], day),
      ...words.slice(2, 5).map((subject, at) => candidate(30 + at, `${subject} in the end`, 100_000 - at, [waits])),
    ])
    expect(answer.verdict).toBe('day-cap')
    expect(answer.sentence).toContain(
      '2 links above it are of the same day, 3 March 2026, and a list takes no more of them while there are others',
    )
  })

  it('Three of its area, or of its storyline, are listed', () => {
    const others = words.slice(3, 7).map((subject, at) => candidate(30 + at, `${subject} in the end`, 85_000 - at, [waits]))
    const area = why(candidate(99, 'The one', 90_000, [rotherham]), [...several(3, [rotherham]), ...others])
    expect(area).toMatchObject({ verdict: 'area-cap', sentence: expect.stringContaining('3 links above it are about Rotherham') })
    const line = why(candidate(99, 'The one', 90_000, [chain]), several(3, [chain]))
    expect(line).toMatchObject({ verdict: 'storyline-cap', slotNeeded: null, sentence: expect.stringContaining('takes no more of one') })
  })

  it('Pins come before it', () => {
    const pins = several(3, [plans]).map((one, at) => ({ ...one, pin: at + 1 }))
    expect(why({ ...weak, reasons: [], pin: 4 }, pins)).toMatchObject({
      verdict: 'pin-waits',
      sentence: expect.stringContaining('3 links come before it'),
    })
    expect(why(weak, pins, { limit: 3 })).toMatchObject({ verdict: 'full-of-pins' })
  })

  it('The database did not compare it', () => {
    expect(why(candidate(99, 'The one', 900_000, [waits]), several(5, [plans]), { outside: true }).verdict).toBe('not-compared')
  })

  it('says which headline it took for the typed one', () => {
    expect(why(weak, several(5, [plans]), { exact: false }).sentence).toMatch(/^The closest headline is “The one”\. /)
    expect(why(weak, several(5, [plans]), { exact: false, of: 3 }).sentence).toMatch(/^“The one” is one of 3 headlines with these words: /)
  })
})

/** A small generator of its own, so that a failure can be run again. */
function randomFrom(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

describe('In hundreds of made-up newsrooms', () => {
  it('“listed” or “pinned” is said of what is in the list and of nothing else, and points are what they are', () => {
    const seen = new Set<string>()
    for (let seed = 1; seed <= rounds(400, 2_000); seed += 1) {
      const random = randomFrom(seed)
      const pool = Array.from({ length: 3 + random(25) }, (_, at) => {
        const tags = every.filter(() => random(3) === 0)
        const headline = `${words[random(8)]} ${words[random(8)]} ${random(4)}`
        const pin = random(12) === 0 ? 1 + random(5) : null
        return candidate(100 + at, headline, random(400) * 500, tags, { pin, firstPublishedAt: new Date(Date.UTC(2026, 0, 1 + random(6))) })
      })
      const drawn = { candidates: pool, story, options: { limit: 3 + random(5) } }
      const { links, list } = listFrom(drawn)
      for (const one of pool) {
        const answer = explain({ asked: one.headline, isOwn: false, target: askedOf(one), apart: null, drawn, candidate: one })
        seen.add(answer.verdict)
        expect(['listed', 'pinned'].includes(answer.verdict), `seed ${seed}: ${answer.sentence}`).toBe(links.includes(one.number))
        expect(answer.verdict, `seed ${seed}`).not.toBe('not-compared')
        const link = list.find((each) => each.kind === 'story' && each.number === one.number)
        if (link) expect(answer.verdict === 'pinned').toBe(link.pinned)
        expect(answer.score).toBe(one.score)
      }
    }
    expect([...seen].sort()).toEqual(
      [
        'listed',
        'pinned',
        'pin-waits',
        'shares-nothing',
        'too-weak',
        'near-duplicate',
        'day-cap',
        'area-cap',
        'storyline-cap',
        'outscored',
        'full-of-pins',
      ].sort(),
    )
  })
})
