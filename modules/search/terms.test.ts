import { describe, expect, it } from 'vitest'
import { pieces, searchPage, searchTerms } from './terms'

describe('What is searched', () => {
  it.each([
    ['  EHC   plans ', 'EHC plans'],
    ['', ''],
    [' \n\t ', ''],
    ['a\u0000b\u202ec', 'a b c'],
    ['\ud800', ''],
    ['Robert\u2019); drop table article;--', 'Robert\u2019); drop table article;--'],
  ])('%j is %j', (typed, terms) => {
    expect(searchTerms(typed)).toBe(terms)
  })

  it('200 characters at most, never half a character', () => {
    expect(searchTerms('x'.repeat(5_000))).toHaveLength(200)
    expect(Array.from(searchTerms('\u{1f600}'.repeat(300)))).toHaveLength(200)
  })

  it.each([
    ['3', 3],
    [undefined, 1],
    ['0', 1],
    ['-1', 1],
    ['1e9', 1],
    ['999999999', 1],
  ])('page %j is page %i', (typed, page) => {
    expect(searchPage(typed)).toBe(page)
  })

  it('marks become pieces, never markup', () => {
    expect(pieces('Both \ue000EHC\ue001 <b>')).toEqual([
      { text: 'Both ', found: false },
      { text: 'EHC', found: true },
      { text: ' <b>', found: false },
    ])
  })
})
