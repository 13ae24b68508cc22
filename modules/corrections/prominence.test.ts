import { describe, expect, it } from 'vitest'
import { adviseProminence, type Judged } from './prominence'

const judged = (given: Partial<Judged> = {}): Judged => ({ kind: 'correction', seriousness: 'minor', sat: 'body', liveHours: 1, ...given })
const placeOf = (given: Partial<Judged>) => adviseProminence(judged(given)).place

describe('A correction stands', () => {
  it('after the text where it was minor, wherever it sat and however long', () => {
    for (const sat of ['headline', 'opening', 'body', 'picture', 'related'] as const) expect(placeOf({ sat, liveHours: 1000 })).toBe('foot')
  })

  it('above the text where it was serious', () => {
    expect(placeOf({ seriousness: 'serious' })).toBe('top')
  })

  it('above the text where it was significant in the headline or the opening', () => {
    expect(placeOf({ seriousness: 'significant', sat: 'headline' })).toBe('top')
    expect(placeOf({ seriousness: 'significant', sat: 'opening' })).toBe('top')
    expect(placeOf({ seriousness: 'significant', sat: 'body' })).toBe('foot')
  })

  it('above the text where something significant stood for a day', () => {
    expect(placeOf({ seriousness: 'significant', liveHours: 23.9 })).toBe('foot')
    expect(placeOf({ seriousness: 'significant', liveHours: 24 })).toBe('top')
  })

  it('above the text where it is an apology, and after it where it is an update', () => {
    expect(placeOf({ kind: 'apology' })).toBe('top')
    expect(placeOf({ kind: 'update', seriousness: 'serious', sat: 'headline', liveHours: 100 })).toBe('foot')
  })

  it('for reasons it can name', () => {
    expect(adviseProminence(judged({ seriousness: 'significant', sat: 'headline', liveHours: 30 })).because).toEqual([
      'it was significant and sat in the headline',
      'it was significant and stood for a day or more',
    ])
    expect(adviseProminence(judged()).because).toEqual([])
  })
})

describe('A piece of its own', () => {
  const own = (given: Partial<Judged>) => adviseProminence(judged({ seriousness: 'serious', ...given })).ownStory
  it('is due where something serious sat in the headline, stood for three days, or needs an apology', () => {
    expect(own({ sat: 'headline' })).toBe(true)
    expect(own({ liveHours: 72 })).toBe(true)
    expect(own({ kind: 'apology' })).toBe(true)
    expect(own({ liveHours: 71 })).toBe(false)
    expect(own({ sat: 'headline', seriousness: 'significant' })).toBe(false)
  })
})

describe('Its wording', () => {
  it('says where it stood and since when, where that matters', () => {
    expect(adviseProminence(judged({ sat: 'headline', liveHours: 48, seriousness: 'serious' })).wording).toEqual([
      'Say what was wrong and what is right, in one or two plain sentences.',
      'Say that it stood in the headline.',
      'Say since when it stood there.',
      'Do not explain it away, and repeat no more of the fault than readers need.',
    ])
    expect(adviseProminence(judged()).wording).toHaveLength(1)
  })
})
