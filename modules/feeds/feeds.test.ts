import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { describe, expect, it } from 'vitest'
import type { Body } from '@/modules/articles/body'
import type { PublishedStory } from '@/modules/articles/views'
import type { RelatedLink } from '@/modules/related/views'
import { toAtom } from './atom'
import { feedEntry } from './entry'
import { toJsonFeed } from './json-feed'
import { toRss } from './rss'
import { toNewsSitemap, toSitemap } from './sitemap'
import type { Feed } from './views'
import { escapeXml } from './xml'

const SITE = 'https://news.example'

const body: Body = {
  type: 'doc',
  content: [
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'Fish & <chips> ' },
        { type: 'text', text: 'here', marks: [{ type: 'link', attrs: { href: '/areas/hull' } }] },
        { type: 'hardBreak' },
        { type: 'text', text: 'end', marks: [{ type: 'bold' }] },
      ],
    },
    {
      type: 'quotation',
      attrs: { speaker: '', role: '', organisation: 'The board' },
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Words' }] }],
    },
    {
      type: 'table',
      content: [
        {
          type: 'tableRow',
          content: [
            { type: 'tableHeader', attrs: { colspan: 2 }, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Head' }] }] },
          ],
        },
      ],
    },
  ],
}

const story: PublishedStory = {
  number: 7,
  articleId: '0b0e7f7a-6f0e-4f5e-8d94-3f8b7f0a1c11',
  slug: 'hull-report',
  headline: 'Hull & the “report” <b>]]> \u0008',
  standfirst: 'What was found',
  firstPublishedAt: new Date('2026-06-26T14:40:00Z'),
  readersToldAt: null,
  readersToldNote: null,
  correction: null,
  corrections: [],
  legallySensitive: false,
  tags: [
    { id: 1, slug: 'area-hull', label: 'Hull', type: 'area', own: true },
    { id: 2, slug: 'region-north', label: 'North', type: 'region', own: false },
  ],
  body,
  bodyText: 'Fish',
  byline: '',
  sourceUrl: null,
  republishedAt: new Date('2026-07-01T09:00:00Z'),
  evergreen: false,
  form: 'news',
  relTags: [1],
  relInherited: [],
  leadPicture: null,
  pictures: [],
}

const link: RelatedLink = {
  kind: 'story',
  number: 8,
  slug: 'leeds-report',
  headline: 'Leeds & its plan',
  standfirst: '',
  firstPublishedAt: new Date('2026-06-18T12:00:00Z'),
  score: 900,
  points: 900,
  pinned: false,
  reasons: [{ tag: 'ehc-plans', type: 'theme', label: 'EHC plans' }],
  reason: 'Both about EHC plans',
  areas: ['Leeds'],
  correction: null,
}

const feedOf = (entries: Feed['entries']): Feed => ({
  title: 'Throughline: news',
  description: 'News & more',
  pageUrl: `${SITE}/news`,
  feedUrl: `${SITE}/feeds/news`,
  updatedAt: new Date('2026-06-26T14:40:00Z'),
  entries,
})

const feed = feedOf([feedEntry(story, [link], SITE)])

describe('a feed', () => {
  it('is Atom that a parser reads, with an id that is the story’s own', () => {
    const parsed = parseAtomFeed(toAtom(feed))
    expect(parsed.entries?.[0]).toMatchObject({
      id: 'urn:uuid:0b0e7f7a-6f0e-4f5e-8d94-3f8b7f0a1c11',
      updated: '2026-06-26T14:40:00.000Z',
      published: '2026-06-26T14:40:00.000Z',
    })
    expect(parsed.entries?.[0]?.links?.map((one) => [one.rel, one.href])).toEqual([
      ['alternate', `${SITE}/news/hull-report`],
      ['related', `${SITE}/news/leeds-report`],
    ])
  })

  it('is RSS that a parser reads, with the whole text', () => {
    const item = parseRssFeed(toRss(feed)).items?.[0]
    expect(item).toMatchObject({
      guid: { value: 'urn:uuid:0b0e7f7a-6f0e-4f5e-8d94-3f8b7f0a1c11', isPermaLink: false },
      link: `${SITE}/news/hull-report`,
    })
    expect(item?.content?.encoded).toContain('<h2>In related news:</h2>')
  })

  it('is JSON Feed that a parser reads', () => {
    const item = parseJsonFeed(toJsonFeed(feed)).items?.[0]
    expect(item).toMatchObject({ id: 'urn:uuid:0b0e7f7a-6f0e-4f5e-8d94-3f8b7f0a1c11', tags: ['Hull'] })
  })

  it('names the picture at the head of a story, in the words and for programs, under whole addresses', () => {
    const picture = {
      id: '1c1f8def-7b4d-4a1a-8e6d-2a3b4c5d6e7f',
      key: 'ab'.repeat(16),
      width: 1600,
      height: 1200,
      widths: [480, 960, 1600],
      credit: '',
    }
    const use = { mediaId: picture.id, alt: 'A harbour & a boat', decorative: false, caption: '' }
    const pictured = feedOf([feedEntry({ ...story, leadPicture: use, pictures: [picture] }, [], SITE)])
    const url = `${SITE}/media/${picture.key}/960.jpg`
    const entry = parseAtomFeed(toAtom(pictured)).entries?.[0]
    expect(entry?.links).toContainEqual(expect.objectContaining({ rel: 'enclosure', type: 'image/jpeg', href: url, title: use.alt }))
    expect(pictured.entries[0]?.html).toContain(
      `<figure><picture><img src="${url}" alt="A harbour &amp; a boat" width="960" height="720"></picture></figure>`,
    )
    expect(parseJsonFeed(toJsonFeed(pictured)).items?.[0]).toMatchObject({ image: url })
    expect(parseRssFeed(toRss(pictured)).items?.[0]?.media?.contents?.[0]).toMatchObject({ url, medium: 'image', width: 960, height: 720 })
  })

  it('keeps its date over a small change, and moves it when readers were told', () => {
    expect(feedEntry({ ...story, republishedAt: new Date('2026-08-01T00:00:00Z') }, [], SITE).updatedAt).toEqual(story.firstPublishedAt)
    const told = new Date('2026-08-02T10:00:00Z')
    expect(feedEntry({ ...story, readersToldAt: told, readersToldNote: 'A figure was wrong.' }, [], SITE).updatedAt).toEqual(told)
  })

  it('says what was corrected, in the words of the entry, in its summary and for programs', () => {
    const at = new Date('2026-08-02T10:00:00Z')
    const corrected: PublishedStory = {
      ...story,
      correction: { kind: 'correction', at },
      corrections: [
        { kind: 'update', wording: 'A reply was added.', place: 'foot', at: new Date('2026-08-03T10:00:00Z') },
        { kind: 'correction', wording: 'A figure was wrong.', place: 'top', at },
      ],
    }
    const entry = feedEntry(corrected, [], SITE)
    expect(entry.html).toMatch(/Updated 3 August 2026: A reply was added\..*Correction 2 August 2026: A figure was wrong\./)
    const feed = feedOf([entry])
    expect(parseAtomFeed(toAtom(feed)).entries?.[0]?.summary).toMatchObject({ value: 'Corrected 2 August 2026. What was found' })
    expect(parseRssFeed(toRss(feed)).items?.[0]?.description).toBe('Corrected 2 August 2026. What was found')
    expect(JSON.parse(toJsonFeed(feed)).items[0]).toMatchObject({
      summary: 'Corrected 2 August 2026. What was found',
      _corrections: [{ kind: 'update' }, { kind: 'correction', date: at.toISOString(), text: 'A figure was wrong.' }],
    })
    expect(toJsonFeed(feedOf([feedEntry(story, [], SITE)]))).not.toContain('_corrections')
  })

  it('never says “In related news:” without a link', () => {
    const alone = feedOf([feedEntry(story, [], SITE)])
    for (const text of [toAtom(alone), toRss(alone), toJsonFeed(alone)]) expect(text).not.toContain('In related news')
    expect(toJsonFeed(alone)).not.toContain('_related')
  })

  it('writes the body with whole addresses and nothing that is not text escaped twice or not at all', () => {
    expect(feed.entries[0]?.html).toBe(
      '<p><strong>What was found</strong></p>' +
        `<p>Fish &amp; &lt;chips&gt; <a href="${SITE}/areas/hull">here</a><br><strong>end</strong></p>` +
        '<figure><blockquote><p>Words</p></blockquote><figcaption><b>The board</b></figcaption></figure>' +
        '<table><tbody><tr><th colspan="2" scope="col"><p>Head</p></th></tr></tbody></table>' +
        `<h2>In related news:</h2><ul><li><a href="${SITE}/news/leeds-report">Leeds &amp; its plan</a> (18 June 2026). Both about EHC plans</li></ul>`,
    )
  })

  it('survives a headline with markup and characters XML cannot hold', () => {
    const atom = toAtom(feed)
    expect(atom).not.toContain('\u0008')
    expect(parseAtomFeed(atom).entries?.[0]?.title).toEqual({ value: 'Hull & the “report” <b>]]>' })
    expect(parseRssFeed(toRss(feed)).items?.[0]?.title).toBe('Hull & the “report” <b>]]>')
  })
})

describe('escapeXml', () => {
  it('drops what XML 1.0 cannot hold and keeps everything else', () => {
    expect(escapeXml('a\u0000b\u000bc\ud800d\ufffee\tf\n𝒳')).toBe('abcde\tf\n𝒳')
  })
})

describe('sitemaps', () => {
  it('escape addresses and headlines', () => {
    expect(toSitemap([{ url: `${SITE}/a?b&c`, changedAt: new Date('2026-06-26T14:40:00Z') }])).toContain(
      '<loc>https://news.example/a?b&amp;c</loc><lastmod>2026-06-26T14:40:00.000Z</lastmod>',
    )
    expect(toNewsSitemap([{ url: `${SITE}/a`, headline: 'A < B', publishedAt: new Date('2026-06-26T14:40:00Z') }])).toContain(
      '<news:title>A &lt; B</news:title>',
    )
  })
})
