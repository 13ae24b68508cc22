import { describe, expect, test } from 'vitest'
import type { RelatedLink } from '@/modules/related/views'
import { finishedHand, makesLink, movedPast, takenBack } from './hand'
import type { FormPin } from './story-form'

const pin = (headline: string, more: Partial<FormPin> = {}): FormPin => ({ headline, target: null, ...more })
const link = (number: number, headline: string): RelatedLink => ({
  kind: 'story',
  number,
  slug: headline,
  headline,
  standfirst: '',
  firstPublishedAt: new Date(0),
  score: 0,
  points: 0,
  pinned: true,
  reasons: [],
  reason: '',
  areas: [],
  correction: null,
})
const names = (pins: readonly FormPin[]) => pins.map((one) => one.headline)

describe('A pinned link', () => {
  const target = { id: 'x', headline: 'A newer headline', live: true }

  test('is known by its story, whatever its headline is called now', () => {
    expect(makesLink(pin('Typed', { target }), link(4, 'The published headline'), { 4: 'x' })).toBe(true)
    expect(makesLink(pin('Typed', { target }), link(5, 'A newer headline'), { 5: 'y' })).toBe(false)
  })

  test('that waited is known by its headline, whatever its quotation marks', () => {
    expect(makesLink(pin('‘A story’'), link(4, '"A story"'), { 4: 'x' })).toBe(true)
  })
})

describe('Moving a pinned link', () => {
  const pins = ['a', 'not shown', 'b', 'c'].map((headline) => pin(headline))

  test('goes past the next one that is shown, and past what is not', () => {
    expect(names(movedPast(pins, 2, -1, [0, 2, 3]))).toEqual(['b', 'a', 'not shown', 'c'])
    expect(names(movedPast(pins, 0, 1, [0, 2, 3]))).toEqual(['not shown', 'b', 'a', 'c'])
    expect(names(movedPast(pins, 3, -1, [0, 2, 3]))).toEqual(['a', 'not shown', 'c', 'b'])
  })

  test('changes nothing at the ends', () => {
    expect(names(movedPast(pins, 0, -1, [0, 2, 3]))).toEqual(names(pins))
    expect(names(movedPast(pins, 3, 1, [0, 2, 3]))).toEqual(names(pins))
  })
})

describe('Undo', () => {
  test('takes back one act and keeps what came since', () => {
    const before = { pins: [pin('a'), pin('b')], exclusions: [] }
    const after = { pins: [pin('b')], exclusions: [] }
    const now = { pins: [pin('b', { note: 'written since' }), pin('pasted since')], exclusions: [] }
    const { pins } = takenBack(now, { before, after })
    expect(pins).toEqual([pin('a'), pin('b', { note: 'written since' }), pin('pasted since')])
  })

  test('puts back a story that was left out', () => {
    const exclusion = { target: { id: 'x', headline: 'X', live: true }, note: '' }
    const before = { pins: [], exclusions: [] }
    const after = { pins: [], exclusions: [exclusion] }
    expect(takenBack(after, { before, after })).toEqual(before)
  })

  test('takes back a move', () => {
    const before = { pins: [pin('a'), pin('b')], exclusions: [] }
    const after = { pins: [pin('b'), pin('a')], exclusions: [] }
    expect(names(takenBack(after, { before, after }).pins)).toEqual(['a', 'b'])
  })
})

describe('What is still being typed', () => {
  test('is not asked about', () => {
    const typed = { pins: [pin('  '), pin('a', { lastDay: '0002-11-21', datedOn: '0020-01-01', note: 'why' })], exclusions: [] }
    expect(finishedHand(typed).pins).toEqual([pin('a', { lastDay: '', datedOn: '', note: '' })])
  })
})
