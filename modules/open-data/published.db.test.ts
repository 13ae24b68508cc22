import { beforeEach, describe, expect, it } from 'vitest'
import { NotFound } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { findPublishedStory } from '@/modules/articles/published'
import { newsFeed, sitemapStories, storiesSince, tagFeed } from '@/modules/feeds/published'
import { relatedNews } from '@/modules/related/published'
import { seedReference } from '@/modules/tags/commands/seed-reference'
import { draftArticle, liveArticle, withdrawnArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import {
  areasResource,
  articleResource,
  articlesResource,
  inspectionsCsv,
  inspectionsResource,
  relatedResource,
  tagsResource,
} from './published'
import { areaList, article, articlePage, inspectionList, relatedList, tagList } from './resources'

const clock = systemActor('Clock', 'a test')
const now = new Date('2026-11-20T10:00:00Z')

beforeEach(async () => {
  await emptyDatabase()
  await seedReference(clock, now)
})

describe('The open data', () => {
  it('answers what its description says', async () => {
    const story = await liveArticle({ tags: ['area-rotherham', 'ehc-plans'] })
    await liveArticle({ tags: ['area-rotherham'] })
    expect(articlePage.parse(await articlesResource({ page: 1, page_size: 20 })).total).toBe(2)
    const found = await articleResource(story.slug)
    expect(found.state === 'live' && article.parse(found.value).slug).toBe(story.slug)
    const related = await relatedResource(story.slug, 5, now)
    expect(related.state === 'live' && relatedList.parse(related.value).items).toHaveLength(1)
    expect(tagList.parse(await tagsResource()).items.map((tag) => tag.slug)).toContain('area-rotherham')
    expect(areaList.parse(await areasResource()).items).toHaveLength(153)
    expect(inspectionList.parse(await inspectionsResource()).items).toHaveLength(99)
    expect((await inspectionsCsv()).split('\r\n')).toHaveLength(101)
  })

  it('lists related news in the order of the page', async () => {
    const story = await liveArticle({ tags: ['area-rotherham', 'ehc-plans', 'nhs-south-yorkshire-icb'] })
    for (const tags of [['ehc-plans'], ['area-rotherham', 'ehc-plans'], ['nhs-south-yorkshire-icb']]) await liveArticle({ tags })
    const page = await findPublishedStory(story.slug)
    const links = page.state === 'live' ? await relatedNews(page.story, now) : []
    const answer = await relatedResource(story.slug, 5, now)
    // How many are good enough is the engine's matter; two have an order.
    expect(links.length).toBeGreaterThan(1)
    expect(answer.state === 'live' && answer.value.items.map((item) => [item.slug, item.reason])).toEqual(
      links.map((link) => [link.kind === 'story' ? link.slug : link.url, link.reason]),
    )
  })

  it('tells the story so far of a story in a storyline, as its page does', async () => {
    const line = await makeTag({ label: 'The case', type: 'storyline' })
    const first = await liveArticle({ tags: [line.slug], publishedAt: new Date('2026-01-05T12:00:00Z') })
    const second = await liveArticle({ tags: [line.slug], publishedAt: new Date('2026-02-05T12:00:00Z') })
    await draftArticle({ headline: 'Not yet', tags: [line.slug] })
    const found = await articleResource(first.slug)
    const told = found.state === 'live' ? article.parse(found.value).storylines : []
    expect(told).toMatchObject([{ tag: 'the-case', open: true, order: 'date', articles: 2, latest: { slug: second.slug } }])
    expect(told[0]?.stories.map(({ slug, current }) => [slug, current])).toEqual([
      [first.slug, true],
      [second.slug, false],
    ])
  })

  it('says of a withdrawn story only that and why', async () => {
    const story = await withdrawnArticle({ headline: 'Secret marmalade', reason: 'A name was wrong.' })
    expect(await articleResource(story.slug)).toEqual({ state: 'gone', detail: 'This story was withdrawn. A name was wrong.' })
    expect(await relatedResource(story.slug, 5, now)).toEqual({ state: 'gone', detail: 'This story was withdrawn. A name was wrong.' })
  })

  it('joins a person with no other tag, as no page does; a person alone is answered', async () => {
    const person = await makeTag({ label: 'Jo Bloggs', type: 'person' })
    await liveArticle({ tags: [person.slug, 'ehc-plans', 'area-rotherham'] })
    const asked = (tag: string, other: string) => articlesResource({ page: 1, page_size: 20, tag, with: other })
    await expect(asked(person.slug, 'ehc-plans')).rejects.toThrow(NotFound)
    await expect(asked('area-rotherham', person.slug)).rejects.toThrow('A person is not combined with another tag')
    expect((await asked(person.slug, person.slug)).total).toBe(1)
    expect((await asked('area-rotherham', 'ehc-plans')).total).toBe(1)
  })

  it('knows nothing of a draft, nor of a tag that only a draft carries', async () => {
    const tag = await makeTag({ label: 'Quiet matter' })
    const draft = await draftArticle({ tags: [tag.slug] })
    await expect(articleResource(draft.slug)).rejects.toThrow(NotFound)
    await expect(articlesResource({ page: 1, page_size: 20, tag: tag.slug })).rejects.toThrow(NotFound)
    expect((await tagsResource()).items.map((one) => one.slug)).not.toContain(tag.slug)
    expect(await tagFeed(tag.slug, now)).toBeNull()
  })
})

describe('The feeds', () => {
  it('carry the words and the related list, newest first', async () => {
    const old = await liveArticle({ tags: ['area-rotherham'], publishedAt: new Date('2026-01-05T12:00:00Z') })
    const young = await liveArticle({ tags: ['area-rotherham'], publishedAt: new Date('2026-03-05T12:00:00Z') })
    const feed = await newsFeed(now)
    expect(feed.entries.map((entry) => entry.headline)).toEqual([young.headline, old.headline])
    expect(feed.entries[0]?.html).toContain('In related news:')
    expect((await tagFeed('area-rotherham', now))?.entries).toHaveLength(2)
    expect(feed.updatedAt).toEqual(new Date('2026-03-05T12:00:00Z'))
  })

  it('have one for an area before its first story', async () => {
    expect(await tagFeed('area-rutland', now)).toMatchObject({ title: 'Throughline: Rutland', entries: [] })
    expect(await tagFeed('area-atlantis', now)).toBeNull()
  })

  it('and the sitemaps list live stories only', async () => {
    await draftArticle()
    await withdrawnArticle()
    const old = await liveArticle({ publishedAt: new Date('2026-01-05T12:00:00Z') })
    expect((await sitemapStories()).map((story) => story.slug)).toEqual([old.slug])
    expect(await storiesSince(new Date('2026-01-06T00:00:00Z'))).toEqual([])
  })
})
