import { describe, expect, it } from 'vitest'
import { matchPeople, mentionedIn, namingAt } from './mentions'

const people = [
  { id: '1', name: 'Ann' },
  { id: '2', name: 'Ann Lee' },
  { id: '3', name: 'Ben O’Hara' },
  { id: '4', name: 'Ben O’Hara' },
]
const ids = (text: string, chosen?: string[]) => mentionedIn(text, people, chosen).map(({ id }) => id)

describe('Who is named with @', () => {
  it.each([
    ['@Ann please read this', ['1']],
    ['@ann lee, and @Ann: look', ['2', '1']],
    ['Ask @Annabel', []],
    ['Write to desk@ann', []],
    ['@Ann Lee.', ['2']],
    ['(@Ann)', ['1']],
    ['@Ann and again @Ann', ['1']],
    ['No one', []],
  ])('“%s” names %j', (text, expected) => expect(ids(text)).toEqual(expected))

  it('tells namesakes apart by who was picked, and means both when nobody was', () => {
    expect(ids('@Ben O’Hara', ['4'])).toEqual(['4'])
    expect(ids('@Ben O’Hara', ['2'])).toEqual(['3', '4'])
  })
})

describe('A name being typed', () => {
  it.each([
    ['@', 1, { at: 0, typed: '' }],
    ['Ask @An', 7, { at: 4, typed: 'An' }],
    ['Ask @Ann L', 10, { at: 4, typed: 'Ann L' }],
    ['Ask @Ann to', 3, null],
    ['desk@ann', 8, null],
    ['@ Ann', 5, null],
    ['Ask them', 8, null],
  ])('in “%s” at %i is %j', (text, caret, expected) => expect(namingAt(text, caret)).toEqual(expected))

  it('is found by any part of the name', () => {
    expect(matchPeople(people, 'lee').map(({ id }) => id)).toEqual(['2'])
    expect(matchPeople(people, 'ann')).toHaveLength(2)
    expect(matchPeople(people, 'ann l').map(({ id }) => id)).toEqual(['2'])
    expect(matchPeople(people, 'nn')).toEqual([])
  })
})
