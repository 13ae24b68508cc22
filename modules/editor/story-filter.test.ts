import { describe, expect, test } from 'vitest'
import { headlineQuery, readStoryFilter, storyFilterPath } from './story-filter'

describe('The filter of the list of stories', () => {
  test('takes what it knows and leaves out the rest', () => {
    expect(readStoryFilter({ state: 'live', show: 'everything', q: '  send\u0000 ', sort: 'headline', page: '2' })).toEqual({
      stage: 'live',
      show: null,
      q: 'send',
      sort: 'headline',
      page: 2,
    })
    expect(readStoryFilter({ state: ['draft', 'live'], page: '-3', sort: 'x' })).toMatchObject({ stage: 'draft', page: 1, sort: 'changed' })
  })

  test.each([
    ['ehc & plans', 'ehc:* & plans:*'],
    ["Ofsted's “good” 2:* | !x", 'ofsted:* & s:* & good:* & 2:* & x:*'],
    ['%_', ''],
    ['Ærøskøbing ﬁrst FIRST', 'ærøskøbing:* & first:*'],
  ])('looks for the words of %s', (typed, query) => expect(headlineQuery(typed)).toBe(query))

  test('gives an address that says the same again', () => {
    const filter = readStoryFilter({ state: 'draft', q: 'ehc & plans', page: '3' })
    const path = storyFilterPath(filter, { page: 3 })
    expect(readStoryFilter(Object.fromEntries(new URL(path, 'http://x').searchParams))).toEqual(filter)
    expect(storyFilterPath(filter)).not.toContain('page')
    expect(storyFilterPath(readStoryFilter({}))).toBe('/admin/articles')
  })
})
