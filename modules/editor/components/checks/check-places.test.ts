import { Schema } from '@tiptap/pm/model'
import { describe, expect, it } from 'vitest'
import type { Check } from '../../checks'
import { nearest, placesOf } from './check-places'

const schema = new Schema({
  nodes: {
    doc: { content: 'paragraph+' },
    paragraph: { content: 'inline*' },
    text: { group: 'inline' },
    fact: { group: 'inline', inline: true },
  },
})
const paragraph = (...words: string[]) =>
  schema.node(
    'paragraph',
    null,
    words.filter(Boolean).map((one) => (one === '#' ? schema.node('fact') : schema.text(one))),
  )
const doc = (...paragraphs: string[][]) =>
  schema.node(
    'doc',
    null,
    paragraphs.map((words) => paragraph(...words)),
  )
const check = (line: number | null, from: number, words: string): Check => ({
  field: 'body',
  line,
  from,
  to: from + words.length,
  key: 'a',
  group: 'style',
  rule: 'HS01',
  severity: 'error',
  words,
  advice: '',
  reason: '',
  source: null,
  fix: null,
  left: null,
})
const found = (document: ReturnType<typeof doc>, one: Check) => {
  const place = placesOf(document, [one]).get('a')
  return place ? [document.textBetween(place.from, place.to), place.from] : null
}

describe('Where a finding stands in the body', () => {
  it('counts lines that have words, and leaves out the space before them', () =>
    expect(found(doc([''], ['One.'], ['  '], ['      Ofcom, Ofcom']), check(1, 7, 'Ofcom'))).toEqual(['Ofcom', 26]))

  it('finds words that have moved since, those nearest to where they stood', () => {
    expect(found(doc(['New words. Ofcom says'], ['Ofcom']), check(0, 0, 'Ofcom'))).toEqual(['Ofcom', 12])
    expect(found(doc(['Ofcom'], ['A long line before it'], ['Ofcom']), check(2, 3, 'Ofcom'))).toEqual(['Ofcom', 31])
  })

  it('finds words behind a fact, whose value is longer than the place it takes', () =>
    expect(found(doc(['There are ', '#', ' areas, Ofcom says']), check(0, 23, 'Ofcom'))).toEqual(['Ofcom', 20]))

  it('has no place for words that have gone, or that stand in no line', () => {
    expect(found(doc(['Ofsted']), check(0, 0, 'Ofcom'))).toBeNull()
    expect(found(doc(['Ofcom']), check(null, 0, 'Ofcom'))).toBeNull()
  })

  it('takes the nearer of two, before or after', () => {
    expect(nearest('a..a', 'a', 1)).toBe(0)
    expect(nearest('a..a', 'a', 2)).toBe(3)
    expect(nearest('....', 'a', 2)).toBeNull()
  })
})
