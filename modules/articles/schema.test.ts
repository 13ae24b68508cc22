import { describe, expect, it } from 'vitest'
import { EXCLUSIONS_PER_STORY_MAX, readStoryDate, storyInputSchema } from './schema'

const ID = '0b0e7cde-6a3c-4f0f-9d5c-1f2a3b4c5d6e'
const linked = { headline: 'Elsewhere', targetId: null, url: 'https://example.org/' }

const whole = {
  headline: ' A  headline\u202e ',
  standfirst: 'S',
  body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Words.' }] }] },
  byline: '',
  storyDate: null,
  tagSlugs: ['a', 'b', 'a'],
  evergreen: false,
  sourceUrl: '',
  pins: [],
  exclusions: [],
  slug: null,
}
const problems = (fields: object): [string, string][] =>
  (storyInputSchema.safeParse({ ...whole, ...fields }).error?.issues ?? []).map((issue) => [issue.path.join('.'), issue.message])

describe('What an editor types', () => {
  it('is tidied: one line, no direction controls, tags once each, an empty source as none', () => {
    expect(storyInputSchema.parse(whole)).toMatchObject({ headline: 'A headline', tagSlugs: ['a', 'b'], sourceUrl: null })
  })

  it('may be next to nothing: a draft may lack a headline and a body', () => {
    expect(problems({ headline: '', body: { type: 'doc' }, tagSlugs: [] })).toEqual([])
  })

  it('is whole: a forgotten field is refused, so that it cannot wipe what is stored', () => {
    for (const field of Object.keys(whole)) expect(problems({ [field]: undefined })).toMatchObject([[field, expect.any(String)]])
  })

  it.each([
    ['its last day, in summer', '2026-07-01', '2026-07-01T23:00:00.000Z'],
    ['its last day, in winter', '2026-12-01', '2026-12-02T00:00:00.000Z'],
    ['the day the clocks go back', '2026-10-25', '2026-10-26T00:00:00.000Z'],
    ['a moment of it', '2026-07-01T09:30:00Z', '2026-07-01T23:00:00.000Z'],
    ['the midnight that ends it', '2026-07-01T23:00:00Z', '2026-07-01T23:00:00.000Z'],
  ])('a link ends with a London day, given as %s', (_, expiresAt, ends) => {
    expect(storyInputSchema.parse({ ...whole, pins: [{ ...linked, expiresAt }] }).pins[0]?.expiresAt).toBe(ends)
  })

  const cases: [string, object, string][] = [
    ['a field it does not know', { colour: 'red' }, ''],
    ['a long headline', { headline: 'x'.repeat(201) }, 'headline'],
    ['a long standfirst', { standfirst: 'x'.repeat(501) }, 'standfirst'],
    ['a long byline', { byline: 'x'.repeat(121) }, 'byline'],
    ['NUL in a headline', { headline: 'a\u0000' }, 'headline'],
    ['half a character in a byline', { byline: '\udc00' }, 'byline'],
    ['a link to a script', { pins: [{ ...linked, url: 'javascript:alert(1)' }] }, 'pins.0.url'],
    ['a link by mail', { pins: [{ ...linked, url: 'mailto:a@example.org' }] }, 'pins.0.url'],
    ['a link within the site', { pins: [{ ...linked, url: '/news/x' }] }, 'pins.0.url'],
    ['a link to two places', { pins: [{ ...linked, targetId: ID }] }, 'pins.0.url'],
    ['a link dated on no day', { pins: [{ ...linked, datedOn: '2026-02-30' }] }, 'pins.0.datedOn'],
    ['a link that ends on no day', { pins: [{ ...linked, expiresAt: 'soon' }] }, 'pins.0.expiresAt'],
    ['a link with a long note', { pins: [{ ...linked, note: 'x'.repeat(201) }] }, 'pins.0.note'],
    ['41 stories left out', { exclusions: Array.from({ length: EXCLUSIONS_PER_STORY_MAX + 1 }, () => ({ targetId: ID })) }, 'exclusions'],
    ['something left out that is no story', { exclusions: [{ targetId: 'x' }] }, 'exclusions.0.targetId'],
    ['200 tags', { tagSlugs: Array.from({ length: 200 }, (_, at) => `t${at}`) }, 'tagSlugs'],
    ['a tag called __proto__', { tagSlugs: ['__proto__'] }, 'tagSlugs.0'],
    ['21 related stories', { pins: Array.from({ length: 21 }, () => ({ headline: 'A', targetId: null })) }, 'pins'],
    ['a related story without a headline', { pins: [{ headline: ' ', targetId: null }] }, 'pins.0.headline'],
    ['a related story that is no story', { pins: [{ headline: 'A', targetId: '1' }] }, 'pins.0.targetId'],
    ['a script as its source', { sourceUrl: 'javascript:alert(1)' }, 'sourceUrl'],
    ['a mail address as its source', { sourceUrl: 'mailto:a@example.org' }, 'sourceUrl'],
    ['a day that is none', { storyDate: '2026-06-31' }, 'storyDate'],
    ['a reserved address', { slug: 'page' }, 'slug'],
    ['an address with a path', { slug: '../admin' }, 'slug'],
    ['a body with an unknown node', { body: { type: 'doc', content: [{ type: 'script' }] } }, 'body'],
    ['a text as body', { body: '<p>x</p>' }, 'body'],
  ]
  it.each(cases)('with %s is refused, and the field named', (_, fields, field) => {
    expect(problems(fields).map(([path]) => path)).toEqual([field])
  })
})

describe('A story’s date', () => {
  it('is a day, taken as its noon in UTC, or an instant with its zone', () => {
    expect(readStoryDate('2026-06-30')).toBe('2026-06-30T12:00:00.000Z')
    expect(readStoryDate('2026-06-30T09:15:00+01:00')).toBe('2026-06-30T08:15:00.000Z')
    expect(readStoryDate('2026-06-30T09:15Z')).toBe('2026-06-30T09:15:00.000Z')
  })

  it('is a day of the calendar in our time', () => {
    for (const bad of [
      '2026-06-31',
      '2026-02-29',
      '2026-13-01',
      '1899-12-31',
      '2200-01-01',
      '30/06/2026',
      'June 2026',
      '2026-06-30T09:15',
      '2026-06-30 09:15Z',
      '+012026-06-30',
      '2026-06-31T00:00:00Z',
      '',
    ])
      expect(readStoryDate(bad)).toBeNull()
  })
})
