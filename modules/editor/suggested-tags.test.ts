import { describe, expect, test } from 'vitest'
import { openSuggestions, placeOf, type SuggestedTag } from './suggested-tags'

const suggested = (slug: string, confident = false): SuggestedTag => ({
  slug,
  label: slug.toUpperCase(),
  type: 'theme',
  score: 1,
  confident,
  evidence: [],
})
const slugs = ({ confident, possible }: ReturnType<typeof openSuggestions>) =>
  [confident, possible].map((part) => part.map(({ slug }) => slug))

describe('What is left to decide', () => {
  test('is what the story does not have yet, the confident ones apart', () => {
    const answer = { suggestions: [suggested('a', true), suggested('b'), suggested('c', true)], refused: [] }
    expect(slugs(openSuggestions(answer, [{ slug: 'c' }], []))).toEqual([['a'], ['b']])
  })

  test('is nothing that was refused, on this page or before', () => {
    const answer = { suggestions: [suggested('a', true), suggested('b'), suggested('c')], refused: [{ slug: 'b', label: 'B' }] }
    expect(slugs(openSuggestions(answer, [], [{ slug: 'a', label: 'A' }]))).toEqual([[], ['c']])
  })
})

describe('A sentence of the whole text', () => {
  const words = { headline: 'Kent', standfirst: 'A plan.' }
  // "Kent\nA plan.\nFirst words."
  test('is found in its field, from the first character of that', () => {
    expect(placeOf({ start: 0, end: 4 }, words)).toEqual({ field: 'headline', from: 0, to: 4 })
    expect(placeOf({ start: 5, end: 12 }, words)).toEqual({ field: 'standfirst', from: 0, to: 7 })
    expect(placeOf({ start: 13, end: 18 }, words)).toEqual({ field: 'body', from: 0, to: 5 })
  })

  test('is found also where headline and standfirst are empty', () => {
    expect(placeOf({ start: 2, end: 7 }, { headline: '', standfirst: '' })).toEqual({ field: 'body', from: 0, to: 5 })
  })
})
