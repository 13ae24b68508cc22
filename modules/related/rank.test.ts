import { describe, expect, it } from 'vitest'
import { choose, chooseRelated, listOf, PINS_SHOWN_MAX } from './rank'
import { DEFAULT_SETTINGS } from './settings'
import type { RelatedCandidate } from './views'

const MINIMUM_SCORE = DEFAULT_SETTINGS.minimumPoints * 1_000

const rotherham = { id: 1, tag: 'area-rotherham', type: 'area', label: 'Rotherham', points: 250 } as const
const kent = { id: 2, tag: 'area-kent', type: 'area', label: 'Kent', points: 250 } as const
const plans = { id: 3, tag: 'ehc-plans', type: 'theme', label: 'EHC plans', points: 150 } as const
const waits = { id: 4, tag: 'waiting-times', type: 'theme', label: 'Waiting times', points: 140 } as const
const chain = { id: 5, tag: 'rotherham-case', type: 'storyline', label: 'The Rotherham case', points: 400 } as const
type Shared = RelatedCandidate['reasons'][number]

let next = 100
/** A candidate of its own day that shares and carries `tags`. */
function candidate(headline: string, score: number, tags: Shared[], given: Partial<RelatedCandidate> = {}): RelatedCandidate {
  next += 1
  return {
    number: next,
    slug: `story-${next}`,
    headline,
    standfirst: '',
    firstPublishedAt: new Date(Date.UTC(2026, 0, next % 300)),
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

const story = { number: 1, headline: 'Inspectors report on Rotherham', areaIds: [1], firstPublishedAt: new Date('2025-12-31T12:00:00Z') }
const headlines = (pool: RelatedCandidate[], limit?: number) => chooseRelated(pool, story, { limit }).map((link) => link.headline)

const subjects = ['Therapies', 'Transport', 'Early years', 'Short breaks', 'Workforce', 'Funding', 'Transitions', 'Autism']
/** As many different candidates as asked for, each weaker than the one before. */
const several = (count: number, tags: Shared[], given: Partial<RelatedCandidate> = {}) =>
  subjects.slice(0, count).map((subject, at) => candidate(`${subject} looked at`, 200_000 - at * 1_000, tags, given))

describe('Which stories are listed', () => {
  it('two stories that share an area and a theme come before those that share one of them', () => {
    const one = candidate('Only the area', 250_000, [rotherham])
    const both = candidate('Area and theme', 400_000, [rotherham, plans])
    expect(headlines([both, one])).toEqual(['Area and theme', 'Only the area'])
  })

  it('a story is never in its own list', () => {
    expect(headlines([candidate('Itself', 300_000, [rotherham], { number: 1 })])).toEqual([])
  })

  it('there are five links at most, and fewer rather than weak ones', () => {
    expect(headlines(several(8, [plans]))).toHaveLength(5)
    expect(headlines([candidate('Weak', MINIMUM_SCORE - 1, [plans])])).toEqual([])
    expect(headlines([candidate('Just enough', MINIMUM_SCORE, [plans])])).toEqual(['Just enough'])
  })

  it('a link weak beside the best one is left out, and the same link where nothing better is to be had is not', () => {
    const [best, near, far] = [
      candidate('Best', 700_000, [rotherham]),
      candidate('Near', 280_000, [plans]),
      candidate('Far', 279_999, [waits]),
    ]
    expect(headlines([best, near, far])).toEqual(['Best', 'Near'])
    expect(headlines([best, far])).toEqual(['Best', 'Far'])
    expect(headlines([near, far])).toEqual(['Near', 'Far'])
    // What a storyline gives makes nothing else look weak.
    const line = candidate('Line', 900_000, [{ ...chain, points: 150 }], { points: 200 })
    expect(headlines([line, near, far])).toEqual(['Line', 'Near', 'Far'])
    const pool = [{ ...best, pin: 1 }, near, far]
    expect(headlines(pool)).toEqual(['Best', 'Near', 'Far'])
    const all = { ...DEFAULT_SETTINGS, leastShare: 0 }
    expect(chooseRelated([best, near, far], story, { settings: all })).toHaveLength(3)
  })

  it('a link that shares a place alone has to be nearly as good as the best, and is all there is where there is nothing else', () => {
    const place = (headline: string, score: number) => candidate(headline, score, [rotherham], { thin: 'place' })
    const [best, second] = [candidate('Best', 400_000, [rotherham, plans]), candidate('Second', 200_000, [waits])]
    const [near, far] = [place('Near by', 300_000), place('Far off', 299_999)]
    expect(headlines([best, second, far])).toEqual(['Best', 'Far off', 'Second'])
    expect(headlines([best, near, far, second])).toEqual(['Best', 'Near by', 'Second'])
    expect(headlines([near, far, place('Third', 240_000)])).toEqual(['Near by', 'Far off', 'Third'])
    const settings = { ...DEFAULT_SETTINGS, thinShare: 0 }
    expect(chooseRelated([best, near, far, second], story, { settings })).toHaveLength(4)
  })

  it('a story that shares nothing able to relate is not listed, whatever its score', () => {
    expect(headlines([candidate('Same outcome only', 900_000, [])])).toEqual([])
  })

  it('of equal scores the newer story comes first, and of the same second the higher number', () => {
    const at = new Date('2026-05-01T10:00:00Z')
    const older = candidate('Older', 100_000, [plans], { firstPublishedAt: new Date('2026-04-01T10:00:00Z') })
    const low = candidate('Same second, lower', 100_000, [waits], { firstPublishedAt: at, number: 7 })
    const high = candidate('Same second, higher', 100_000, [kent], { firstPublishedAt: at, number: 8 })
    expect(headlines([older, low, high])).toEqual(['Same second, higher', 'Same second, lower', 'Older'])
  })

  it('a shorter list is the beginning of the usual one', () => {
    const day = { firstPublishedAt: new Date('2026-03-03T12:00:00Z') }
    const pool = [...several(4, [rotherham], day), ...several(2, [plans])]
    for (const limit of [1, 2, 3, 4]) expect(headlines(pool, limit)).toEqual(headlines(pool).slice(0, limit))
  })

  it('the order of the pool does not matter', () => {
    const pool = [...several(5, [rotherham]), ...several(3, [plans]), candidate('Other', 150_000, [kent])]
    expect(chooseRelated([...pool].reverse(), story)).toEqual(chooseRelated(pool, story))
  })
})

describe('The editor’s hand', () => {
  it('pins come first, in the editor’s order, and say so', () => {
    const second = candidate('Pinned second', 10, [], { pin: 2 })
    const first = candidate('Pinned first', 900_000, [rotherham], { pin: 1 })
    const links = chooseRelated([candidate('Automatic', 950_000, [rotherham]), second, first], story)
    expect(links.map((link) => link.headline)).toEqual(['Pinned first', 'Pinned second', 'Automatic'])
    expect(links.map((link) => link.reason)).toEqual(['Chosen by the editor', 'Chosen by the editor', 'Both about Rotherham'])
    expect(links.map((link) => link.pinned)).toEqual([true, true, false])
  })

  it('three pins are shown; a fourth stands by and is listed only on its merit', () => {
    const pins = several(5, [plans]).map((one, at) => ({ ...one, pin: at + 1, reasons: at === 3 ? one.reasons : [] }))
    const links = chooseRelated(pins, story)
    expect(links.map((link) => link.pinned)).toEqual([true, true, true, false])
    expect(links[PINS_SHOWN_MAX]?.reason).toBe('Also about EHC plans')
  })

  it('a pinned story that would be listed anyway is listed once', () => {
    const pin = candidate('Pinned', 300_000, [rotherham], { pin: 1 })
    expect(headlines([pin])).toEqual(['Pinned'])
  })
})

describe('Repeats', () => {
  it('the same news told twice is listed once', () => {
    const pool = [
      candidate('Rotherham praised for SEND services', 300_000, [rotherham]),
      candidate('Rotherham praised for its SEND services', 290_000, [rotherham]),
    ]
    expect(headlines(pool)).toEqual(['Rotherham praised for SEND services'])
  })

  it('a copy of the story itself is not listed', () => {
    expect(headlines([candidate('Inspectors report on  Rotherham', 300_000, [rotherham])])).toEqual([])
  })

  it.each([
    ['numbers differ', 'EHC plans on time in 2024', 'EHC plans on time in 2025'],
    ['one names a year', 'EHC plans finished on time', 'EHC plans finished on time 2025'],
    ['one word differs', 'Rotherham story alpha', 'Rotherham story beta'],
    [
      'one word of many differs',
      'Families in Rotherham wait for EHC plans, story alpha',
      'Families in Rotherham wait for EHC plans, story beta',
    ],
    ['one letter differs', 'Rotherham council and the NHS: option A', 'Rotherham council and the NHS: option B'],
  ])('honest stories with alike headlines are both listed: %s', (_, one, other) => {
    expect(headlines([candidate(one, 300_000, [rotherham]), candidate(other, 290_000, [rotherham])])).toEqual([one, other])
  })

  it('the same headline about two areas is two stories', () => {
    expect(headlines([candidate('Report published', 300_000, [rotherham]), candidate('Report published', 290_000, [kent])])).toHaveLength(2)
  })
})

describe('Variety', () => {
  it('not more than three of five are about one area while others are to be had', () => {
    const links = chooseRelated(
      [...several(6, [rotherham]), candidate('Plans in Kent', 90_000, [kent]), candidate('Plans', 85_000, [plans])],
      story,
    )
    expect(links).toHaveLength(5)
    expect(links.filter((link) => link.areas.includes('Rotherham'))).toHaveLength(3)
  })

  it('not more than two of five are of one London day while others are to be had', () => {
    const day = { firstPublishedAt: new Date('2026-03-03T12:00:00Z') }
    const others = several(6, [waits]).slice(3)
    const links = chooseRelated([...several(3, [plans], day), ...others], story)
    expect(links.filter((link) => link.firstPublishedAt.getTime() === day.firstPublishedAt.getTime())).toHaveLength(2)
  })

  it('in a small newsroom the caps give way before a slot stays empty: five of one area and one day', () => {
    expect(headlines(several(5, [rotherham], { firstPublishedAt: new Date('2026-03-03T12:00:00Z') }))).toHaveLength(5)
  })

  it('one storyline fills three slots at most', () => {
    const links = chooseRelated([...several(5, [chain])], story)
    expect(links.map((link) => link.reason)).toEqual(['Part of the same story', 'Part of the same story', 'Part of the same story'])
  })

  it('of two links nearly as strong, the one unlike the first comes second', () => {
    const first = candidate('First', 300_000, [rotherham, plans])
    const alike = candidate('Alike', 290_000, [rotherham, plans])
    const unlike = candidate('Unlike', 250_000, [waits])
    expect(headlines([first, alike, unlike])).toEqual(['First', 'Unlike', 'Alike'])
  })
})

describe('Links to other sites', () => {
  const elsewhere = (position: number) => ({
    position,
    url: `https://www.example.org/${position}`,
    headline: `Elsewhere ${position}`,
    datedOn: '2026-03-04',
  })

  it('stand among the pins in the editor’s order, three of both at most', () => {
    const pool = [
      candidate('Second', 10, [], { pin: 2 }),
      candidate('Fourth', 10, [], { pin: 4 }),
      candidate('Automatic', 200_000, [plans]),
    ]
    const links = chooseRelated(pool, story, { externals: [elsewhere(3), elsewhere(1)] })
    expect(links.map((link) => link.headline)).toEqual(['Elsewhere 1', 'Second', 'Elsewhere 3', 'Automatic'])
    expect(links[0]).toMatchObject({
      kind: 'external',
      site: 'example.org',
      pinned: true,
      reason: 'Chosen by the editor, on another site',
      firstPublishedAt: new Date('2026-03-04T12:00:00Z'),
    })
  })

  it('take a place: the list is as long as without them', () => {
    expect(chooseRelated(several(8, [plans]), story, { externals: [elsewhere(1)] })).toHaveLength(5)
  })
})

describe('What a story would have to be worth to come in', () => {
  const worth = (pool: RelatedCandidate[], limit?: number) => listOf(choose(pool, story, { limit }), story).leastWorth

  it('is nothing while there is room for anything', () => {
    expect(worth([])).toBeNull()
    expect(worth(several(1, [plans]))).toBeNull()
  })

  it('is what a further link needs, where a list is short for want of strong ones', () => {
    expect(worth(several(4, [plans]))).toBe(80_000)
  })

  it('is what stands beside those that keep the caps, where a cap gave way', () => {
    const day = { firstPublishedAt: new Date('2026-03-03T12:00:00Z') }
    expect(worth(several(4, [plans], day))).toBe(80_000)
    expect(worth([candidate('One', 200_000, [plans], day)])).toBeNull()
  })

  it('is the least worth at which a link was chosen, likeness taken off', () => {
    const alike = [candidate('One', 300_000, [plans]), candidate('Other', 200_000, [plans]), candidate('Third', 150_000, [waits])]
    expect(worth(alike, 3)).toBe(Math.floor(200_000 * 0.7))
  })

  it('is more than any story is worth where pins fill the list', () => {
    expect(
      worth(
        several(4, [plans]).map((one, at) => ({ ...one, pin: at + 1 })),
        3,
      ),
    ).toBeGreaterThan(2_000_000)
  })
})

describe('Settings', () => {
  it('say how long the list is, what is weak and what repeats', () => {
    const settings = { ...DEFAULT_SETTINGS, listLength: 3, minimumPoints: 50 }
    expect(chooseRelated(several(8, [plans]), story, { settings })).toHaveLength(3)
    expect(chooseRelated([candidate('Weak now', 49_999, [plans])], story, { settings })).toEqual([])
  })

  it('can let a whole list be of one area', () => {
    const settings = { ...DEFAULT_SETTINGS, areaShare: 1, likenessPenalty: 0 }
    const pool = [...several(6, [rotherham]), candidate('Plans in Kent', 50_000, [kent])]
    expect(chooseRelated(pool, story, { settings }).every((link) => link.areas.includes('Rotherham'))).toBe(true)
  })
})
