import { describe, expect, test } from 'vitest'
import { judgeLost } from './lost-words'

const at = (time: string) => new Date(`2026-11-21T${time}Z`)
const words = (edits: number, revision: number | null = 1) => ({ tab: 'lost', edits, at: at('14:02:05'), revision })
const copy = (tab: string, sequence: number, changedAt = at('14:02:03')) => ({ tab, sequence, changedAt, revision: 1 })

describe('Words that a lost page left on the device', () => {
  test('are more than the newsroom’s copy when the page had come further', () => {
    expect(judgeLost(words(9), copy('lost', 7), null, 1)).toEqual({ revision: 1 })
    expect(judgeLost(words(7), copy('lost', 7), null, 1)).toBe('same')
  })

  test('that were merged over a newer version belong over that one, whatever the copy was written over', () => {
    expect(judgeLost(words(9, 2), copy('lost', 7), null, 2)).toEqual({ revision: 2 })
  })

  test('are weighed by time against the copy of another page, and never thrown away for it', () => {
    expect(judgeLost(words(3), copy('other', 50, at('14:01:00')), null, 1)).toEqual({ revision: 1 })
    expect(judgeLost(words(3), copy('other', 50, at('14:03:00')), null, 1)).toBe('older')
  })

  test('are in a version already when the page was left in order', () => {
    expect(judgeLost(words(9), null, { sequence: 9, revision: 2 }, 2)).toBe('same')
  })

  test('are more than the newsroom has while a field of them is half typed, also when the page was left in order', () => {
    const half = { ...words(7), halfTyped: true }
    expect(judgeLost(half, copy('lost', 7), null, 1)).toEqual({ revision: 1 })
    expect(judgeLost(half, null, { sequence: 7, revision: 2 }, 2)).toEqual({ revision: 2 })
  })

  test('go on from the version that most of them became', () => {
    expect(judgeLost(words(9), null, { sequence: 7, revision: 2 }, 2)).toEqual({ revision: 2 })
    expect(judgeLost(words(9, 3), null, { sequence: 7, revision: 2 }, 3)).toEqual({ revision: 3 })
  })

  test('belong over what they were written over when the newsroom knows nothing of their page', () => {
    expect(judgeLost(words(9, 1), null, null, 3)).toEqual({ revision: 1 })
    expect(judgeLost(words(9, null), null, null, 3)).toEqual({ revision: 3 })
  })
})
