import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { findPublishedStory } from '@/modules/articles/published'
import { draftArticle, liveArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { recountPoints } from './commands'
import { relatedNews } from './published'

const clock = systemActor('Clock', 'the nightly recount')
const now = new Date('2026-11-20T10:00:00Z')
beforeEach(emptyDatabase)

const pointsOf = async (slug: string) => (await db.tag.findUniqueOrThrow({ where: { slug }, select: { points: true } })).points

async function listOf(slug: string) {
  const found = await findPublishedStory(slug)
  return found.state === 'live' ? relatedNews(found.story, now) : []
}

describe('Counting points again', () => {
  it('a tag keeps its points while it is published again and again, and loses some at the next recount', async () => {
    const tag = await makeTag()
    await liveArticle({ tags: [tag.slug] })
    const first = await pointsOf(tag.slug)
    for (let n = 0; n < 9; n += 1) await liveArticle({ tags: [tag.slug] })
    expect(await pointsOf(tag.slug)).toBe(first)
    expect(await recountPoints(clock, now)).toMatchObject({ tags: 1 })
    expect(await pointsOf(tag.slug)).toBeLessThan(first ?? 0)
    const published = await db.publishedTag.findUniqueOrThrow({ where: { id: tag.id }, select: { points: true, articleCount: true } })
    expect(published).toEqual({ points: await pointsOf(tag.slug), articleCount: 10 })
  })

  it('done twice changes nothing, writes no history and ends no page', async () => {
    const tag = await makeTag()
    for (let n = 0; n < 3; n += 1) await liveArticle({ tags: [tag.slug] })
    await recountPoints(clock, now)
    const [events, expired] = [await db.auditEvent.count(), await db.$queryRaw`select tag, expired_by::text from page_cache.tag order by 1`]
    expect(await recountPoints(clock, now)).toEqual({ tags: 0, stories: 0 })
    expect(await db.auditEvent.count()).toBe(events)
    expect(await db.$queryRaw`select tag, expired_by::text from page_cache.tag order by 1`).toEqual(expired)
  })

  it('a move of less than three points is left alone: lists do not flicker', async () => {
    const tag = await makeTag({ type: 'outcome' })
    await liveArticle({ tags: [tag.slug] })
    await recountPoints(clock, now)
    const counted = (await pointsOf(tag.slug)) ?? 0
    await db.tag.update({ where: { id: tag.id }, data: { points: counted + 2 } })
    await recountPoints(clock, now)
    expect(await pointsOf(tag.slug)).toBe(counted + 2)
    await db.tag.update({ where: { id: tag.id }, data: { points: counted + 3 } })
    await recountPoints(clock, now)
    expect(await pointsOf(tag.slug)).toBe(counted)
  })

  it('from twenty stories on, a tag on more than half of them stops relating, and its postings go; it comes back when it is rarer', async () => {
    const [common, rare] = [await makeTag(), await makeTag()]
    const stories = []
    for (let n = 0; n < 11; n += 1) stories.push(await liveArticle({ tags: [common.slug] }))
    for (let n = 0; n < 9; n += 1) await liveArticle({ tags: n < 2 ? [rare.slug] : [] })
    expect(await listOf(stories[0]?.slug ?? '')).not.toEqual([])
    expect(await recountPoints(clock, now)).toMatchObject({ stories: 11 })
    expect(await pointsOf(common.slug)).toBe(0)
    expect(await listOf(stories[0]?.slug ?? '')).toEqual([])
    expect(await db.relatedKey.count()).toBe(2)
    for (let n = 0; n < 2; n += 1) await liveArticle()
    await recountPoints(clock, now)
    expect(await listOf(stories[0]?.slug ?? '')).toHaveLength(5)
    expect(await db.relatedKey.count()).toBe(13)
  })

  it('a tag that no live story carries has no points, and gets some with its next story', async () => {
    const tag = await makeTag()
    await db.tag.update({ where: { id: tag.id }, data: { points: 7, inheritedPoints: 7 } })
    await draftArticle({ tags: [tag.slug] })
    await recountPoints(clock, now)
    expect(await pointsOf(tag.slug)).toBeNull()
    await liveArticle({ tags: [tag.slug] })
    expect(await pointsOf(tag.slug)).toBeGreaterThan(100)
  })

  it('ends every related list when points moved, and says so in the history', async () => {
    const tag = await makeTag()
    for (let n = 0; n < 9; n += 1) await liveArticle({ tags: [tag.slug] })
    await recountPoints(clock, now)
    expect(await db.$queryRaw`select tag from page_cache.tag where tag = 'relates:all'`).toHaveLength(1)
    const event = await db.auditEvent.findFirst({ where: { kind: 'related.recounted' } })
    expect(event?.detail).toMatchObject({ tags: 1, reason_of_system: 'the nightly recount' })
  })

  it('is not for authors', async () => {
    const { actor } = await makeUser({ role: 'author' })
    await expect(recountPoints(actor, now)).rejects.toThrow('You may not')
  })
})
