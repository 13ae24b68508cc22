import { describe, expect, test } from 'vitest'
import { bodyFromParagraphs } from './body'
import { type ComparedVersion, compareVersions } from './comparison'

const version = (given: Partial<ComparedVersion> = {}): ComparedVersion => ({
  number: 1,
  headline: 'A headline',
  standfirst: '',
  body: bodyFromParagraphs(['Words.']),
  byline: '',
  storyDate: null,
  evergreen: false,
  form: 'news',
  sourceUrl: null,
  leadPicture: null,
  tags: [],
  links: [],
  leftOut: [],
  pictures: new Map(),
  ...given,
})
const link = (headline: string) => ({ headline, url: null, expiresAt: null, note: '' })

describe('Two versions', () => {
  test('that are the same differ in nothing', () => {
    expect(compareVersions(version(), version({ number: 2 }))).toEqual({ facts: [], body: null, lists: [] })
  })

  test('name each fact that differs, in words', () => {
    const { facts } = compareVersions(
      version(),
      version({ headline: 'Another headline', storyDate: new Date('2026-06-30T23:30:00Z'), evergreen: true }),
    )
    expect(facts.map(({ name }) => name)).toEqual(['Headline', 'Date of the story', 'Evergreen'])
    expect(facts[1]?.parts).toContainEqual({ kind: 'added', text: '1 July 2026' })
  })

  test('say which tags, links and left-out stories came and went', () => {
    const { lists } = compareVersions(
      version({ tags: ['Kent', 'Plans'], links: [link('One')] }),
      version({ tags: ['Kent'], links: [link('One'), link('Two')], leftOut: ['Three'] }),
    )
    expect(lists).toEqual([
      { name: 'Tags', added: [], removed: ['Plans'], same: 1, reordered: false },
      { name: 'Related list by hand', added: ['Two'], removed: [], same: 1, reordered: false },
      { name: 'Stories left out', added: ['Three'], removed: [], same: 0, reordered: false },
    ])
  })

  test('say when a list only changed its order, and when a link got a last day', () => {
    const [one, two] = [link('One'), link('Two')]
    expect(compareVersions(version({ links: [one, two] }), version({ links: [two, one] })).lists).toMatchObject([
      { reordered: true, same: 2 },
    ])
    const until = { ...one, expiresAt: new Date('2026-12-01T00:00:00Z') }
    expect(compareVersions(version({ links: [one] }), version({ links: [until] })).lists).toMatchObject([
      { added: ['One (until 30 November 2026)'], removed: ['One'] },
    ])
  })

  test('compare pictures by file and by what is said of them', () => {
    const use = { mediaId: '3f1f6f0c-3d0f-4d0a-9a52-0a4a0f3b7c11', alt: 'A town hall', decorative: false, caption: '' }
    const pictures = new Map([[use.mediaId, 'hall.jpg']])
    const { lists } = compareVersions(
      version({ pictures, leadPicture: use }),
      version({ pictures, leadPicture: { ...use, alt: 'The town hall' } }),
    )
    expect(lists).toMatchObject([
      { name: 'Pictures', added: ['hall.jpg above the story: “The town hall”'], removed: ['hall.jpg above the story: “A town hall”'] },
    ])
  })
})
