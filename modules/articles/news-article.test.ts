import { expect, it } from 'vitest'
import { newsArticle } from './news-article'
import type { PublishedStory } from './views'

const at = new Date('2026-11-20T10:00:00Z')
const story = (byline: string): PublishedStory =>
  ({
    headline: 'Board publishes its plan',
    standfirst: '',
    slug: 'board-publishes-its-plan',
    byline,
    firstPublishedAt: at,
    readersToldAt: null,
    tags: [],
    sourceUrl: null,
    corrections: [],
  }) as unknown as PublishedStory

it.each([
  ['', 'NewsMediaOrganization'],
  ['Throughline newsdesk', 'Organization'],
  ['Robin Example', 'Person'],
])('the author of a story signed “%s” is a %s', (byline, type) => {
  expect(newsArticle(story(byline)).author).toMatchObject({ '@type': type })
})

it('a story of a storyline is part of a series, with its address and what it is about', () => {
  const [first, second] = [
    { slug: 'the-case', label: 'The case', summary: 'What happened.' },
    { slug: 'another', label: 'Another', summary: '' },
  ]
  expect(newsArticle(story('')).isPartOf).toBeUndefined()
  expect(newsArticle(story(''), [first, second]).isPartOf).toEqual([
    { '@type': 'CreativeWorkSeries', name: 'The case', url: expect.stringMatching(/\/tags\/the-case$/), description: 'What happened.' },
    { '@type': 'CreativeWorkSeries', name: 'Another', url: expect.stringMatching(/\/tags\/another$/), description: undefined },
  ])
})

it('what readers were told of it are its corrections, and the publisher says what it does about them', () => {
  const told = { kind: 'correction', wording: 'The board met in May.', place: 'top', at } as const
  expect(newsArticle(story('')).correction).toBeUndefined()
  const corrected = newsArticle({ ...story(''), corrections: [told] })
  expect(corrected.correction).toEqual([
    { '@type': 'CorrectionComment', name: 'Correction', text: 'The board met in May.', datePublished: '2026-11-20T10:00:00.000Z' },
  ])
  expect(corrected.publisher).toMatchObject({ correctionsPolicy: expect.stringMatching(/\/corrections$/) })
})
