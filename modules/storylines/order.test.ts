import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { around, BOX_STORIES_MAX, inOrder, moved, newestOf } from './order'

const member = (key: string, day: number | null, number = 0) => ({
  key,
  number,
  at: day === null ? null : new Date(Date.UTC(2026, 0, day)),
})
const keys = (members: { key: string }[]) => members.map((one) => one.key).join(' ')
const three = [member('c', 3), member('a', 1), member('b', 2)]

describe('The order of a storyline', () => {
  it('by date begins with the oldest; a story without a date comes last', () => {
    expect(keys(inOrder([member('draft', null), ...three], { byHand: false, sequence: ['c'] }))).toBe('a b c draft')
  })

  it('of two of the same second the earlier number is first', () => {
    expect(keys(inOrder([member('later', 1, 9), member('earlier', 1, 2)], { byHand: false, sequence: ['other'] }))).toBe('earlier later')
  })

  it('by hand is the editor’s; those not placed follow by date, and names of others change nothing', () => {
    expect(keys(inOrder([...three, member('d', 4)], { byHand: true, sequence: ['gone', 'c', 'a'] }))).toBe('c a b d')
  })

  it('keeps every story once, whatever is asked', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(30)), fc.array(fc.nat(30)), fc.boolean(), (numbers, sequence, byHand) => {
        const members = numbers.map((number) => ({ key: number, number, at: number % 3 === 0 ? null : new Date(number % 5) }))
        const ordered = inOrder(members, { byHand, sequence })
        expect(ordered.map((one) => one.key).toSorted()).toEqual(numbers.toSorted())
      }),
    )
  })
})

describe('The newest story', () => {
  it('is by date, however they are ordered', () => {
    expect(newestOf([member('old', 1), member('new', 9), member('draft', null)])?.key).toBe('new')
    expect(newestOf([member('draft', null)])).toBeNull()
  })
})

describe('The stories around one', () => {
  const twenty = Array.from({ length: 20 }, (_, at) => at)
  it.each([
    [0, 0, 7],
    [10, 6, 13],
    [19, 12, 19],
  ])('at %i are %i to %i', (at, first, last) => {
    const shown = around(twenty, at)
    expect([shown[0], shown.at(-1), shown.length]).toEqual([first, last, BOX_STORIES_MAX])
  })

  it('are all of them where they are few', () => {
    expect(around([1, 2, 3], 2)).toEqual([1, 2, 3])
  })
})

describe('Moving a story', () => {
  it.each([
    ['b', -1, 'b a c'],
    ['b', 1, 'a c b'],
    ['a', -1, 'a b c'],
    ['c', 1, 'a b c'],
    ['unknown', 1, 'a b c'],
  ] as const)('%s by %i gives %s', (key, by, expected) => {
    expect(moved(['a', 'b', 'c'], key, by).join(' ')).toBe(expected)
  })
})
