import { describe, expect, it } from 'vitest'
import { shortened } from '@/lib/page-metadata'
import { placeTiles } from '@/modules/areas/tile-places'
import { onlyOutcomeOfTags, outcomeOfInspection } from '@/modules/inspections/outcome'
import { expectedNext, onSite } from './inspection-words'

const day = (text: string) => new Date(`${text}T00:00:00Z`)

describe('Days on site', () => {
  it.each([
    ['2026-01-26', '2026-01-30', '26 to 30 January 2026'],
    ['2025-04-28', '2025-05-02', '28 April to 2 May 2025'],
    ['2025-12-29', '2026-01-02', '29 December 2025 to 2 January 2026'],
  ])('%s to %s reads %s', (from, to, words) => {
    expect(onSite({ onsiteStart: day(from), onsiteEnd: day(to) })).toBe(words)
  })

  it('are not made up', () => {
    expect(onSite({ onsiteStart: null, onsiteEnd: null })).toBeNull()
  })
})

describe('What is expected next', () => {
  it('is worked out from the report, and always said to be about then', () => {
    const whatFollows =
      'monitoring inspection within approximately 18 months; next full inspection within approximately 3 years; priority action plan (area SEND) required'
    expect(expectedNext({ reportPublished: day('2026-06-26'), whatFollows }).map((next) => [next.what, next.about])).toEqual([
      ['Monitoring inspection', 'About December 2027'],
      ['Full inspection', 'About June 2029'],
    ])
  })

  it('is nothing where the record says nothing', () => {
    expect(expectedNext({ reportPublished: day('2026-06-26'), whatFollows: '' })).toEqual([])
    expect(expectedNext({ reportPublished: null, whatFollows: 'next full inspection within approximately 3 years' })).toEqual([])
  })
})

describe('The outcome beside a story', () => {
  it('is the one its tags name', () => {
    expect(onlyOutcomeOfTags(['ofsted', 'outcome-inconsistent'])).toBe('inconsistent')
  })

  it('is none where they name several, or none', () => {
    expect(onlyOutcomeOfTags(['outcome-positive', 'outcome-inconsistent'])).toBeNull()
    expect(onlyOutcomeOfTags(['ofsted'])).toBeNull()
  })

  it('of a monitoring inspection is its result in words', () => {
    expect(outcomeOfInspection({ outcome: null, outcomeShort: 'effective action' })).toBe('effective')
    expect(outcomeOfInspection({ outcome: null, outcomeShort: '' })).toBeNull()
    expect(outcomeOfInspection({ outcome: 3, outcomeShort: 'systemic failings' })).toBe('failings')
  })
})

describe('The tile map', () => {
  it('puts the north on top and every second row half a tile to the right', () => {
    const { tiles } = placeTiles([
      { slug: 'south', hex: { q: 1, r: 0 } },
      { slug: 'north', hex: { q: 1, r: 1 } },
      { slug: 'nowhere', hex: null },
    ])
    const [south, north] = [tiles.get('south'), tiles.get('north')]
    expect(tiles.size).toBe(2)
    expect((north?.y ?? 0) < (south?.y ?? 0)).toBe(true)
    expect((north?.x ?? 0) - (south?.x ?? 0)).toBeCloseTo(17.3, 0)
  })
})

describe('A description', () => {
  it('is cut at a word', () => {
    expect(shortened('one two, three four', 9)).toBe('one two…')
    expect(shortened('short')).toBe('short')
  })

  it('never holds half a character', () => {
    const whole = /^(?:[^\ud800-\udfff]|[\ud800-\udbff][\udc00-\udfff])*$/
    for (const text of ['aaaa😀😀😀😀', 'aaaaa😀 b 😀', 'a😀😀😀😀😀😀', 'one 😀😀😀😀😀😀'])
      for (let max = 4; max < 12; max += 1) expect(shortened(text, max)).toMatch(whole)
    expect(shortened('aaaaaaaaa😀', 10)).toMatch(/^a{5}…$/)
  })
})
