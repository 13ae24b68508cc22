import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeEach, expect, it } from 'vitest'
import { publicAddress } from '@/lib/page-metadata'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { findPublishedStory } from '@/modules/articles/published'
import { toJsonFeed } from '@/modules/feeds/json-feed'
import { newsFeed } from '@/modules/feeds/published'
import { RelatedNews } from '@/modules/related/components/related-news'
import { relatedNews } from '@/modules/related/published'
import { seedReference } from '@/modules/tags/commands/seed-reference'
import { liveArticle } from '@/prisma/factories/article'
import { relatedResource, relatedText } from './published'

const now = new Date('2026-11-20T10:00:00Z')

beforeEach(async () => {
  await emptyDatabase()
  await seedReference(systemActor('Clock', 'a test'), now)
})

const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map((found) => (found[1] ?? '').replaceAll('&amp;', '&'))
const whole = (address: string): string => (address.startsWith('/') ? publicAddress(address) : address)

it('The page, paper, the feed, JSON and text show one list: pins, links to other sites and related stories', async () => {
  const pinned = await liveArticle({ now, tags: ['workforce'] })
  const apart = await liveArticle({ now, tags: ['area-rotherham', 'ehc-plans'] })
  for (const tags of [['ehc-plans'], ['area-rotherham', 'ehc-plans']]) await liveArticle({ now, tags })
  const story = await liveArticle({
    now,
    tags: ['area-rotherham', 'ehc-plans'],
    exclusions: [{ targetId: apart.id }],
    pins: [
      { headline: 'The report & its annex', targetId: null, url: 'https://www.example.org/report?a=1&b=2', datedOn: '2026-03-04' },
      { headline: pinned.headline, targetId: pinned.id },
    ],
  })
  const found = await findPublishedStory(story.slug)
  if (found.state !== 'live') throw new Error('not live')
  const html = renderToStaticMarkup(createElement(RelatedNews, { links: await relatedNews(found.story, now), siteUrl: 'news.example' }))
  const page = all(html, /<a [^>]*?href="([^"]+)"/g).map(whole)

  expect(page).toHaveLength(4)
  expect(page[0]).toBe('https://www.example.org/report?a=1&b=2')
  expect(page[1]).toBe(publicAddress(`/news/${pinned.slug}`))
  expect(page).not.toContain(publicAddress(`/news/${apart.slug}`))
  expect(html).toContain('on example.org')

  // Paper says the address without the protocol.
  expect(all(html, /data-print="([^"]+)"/g)).toEqual(
    page.map((one) =>
      one.startsWith(publicAddress('')) ? `news.example${one.slice(publicAddress('').length)}` : one.replace('https://', ''),
    ),
  )

  const feed = await newsFeed(now)
  const entry = feed.entries.find((one) => one.url.endsWith(`/${story.slug}`))
  expect(entry?.related.map((link) => link.url)).toEqual(page)
  expect(all(entry?.html.split('In related news:')[1] ?? '', /href="([^"]+)"/g).map(whole)).toEqual(page)
  const items: { url: string; _related?: { url: string }[] }[] = JSON.parse(toJsonFeed(feed)).items
  expect(items.find((item) => item.url.endsWith(`/${story.slug}`))?._related?.map((link) => link.url)).toEqual(page)

  const answer = await relatedResource(story.slug, undefined, now)
  const resource = answer.state === 'live' ? answer.value.items : []
  expect(resource.map((item) => item.url)).toEqual(page)
  expect(resource.map((item) => item.slug === undefined)).toEqual([true, false, false, false])

  const text = await relatedText(story.slug, undefined, now)
  const lines = text.state === 'live' ? text.value : ''
  expect(all(lines, /^ {3}(https?:\S+)$/gm)).toEqual(page)
  for (const { reason } of resource) {
    expect(html).toContain(`>${reason}<`)
    expect(entry?.html).toContain(reason)
    expect(lines).toContain(reason)
  }
})
