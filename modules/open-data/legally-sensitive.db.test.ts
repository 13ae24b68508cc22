/** A story that is legally sensitive stands alone: in no list under a story, no feed, no search, no sitemap, no open data list. */
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { Conflict, NotAllowed } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { curateRelated } from '@/modules/articles/commands/curate-related'
import { publishArticle } from '@/modules/articles/commands/publish-article'
import { setLegallySensitive } from '@/modules/articles/commands/set-legally-sensitive'
import { withdrawArticle } from '@/modules/articles/commands/withdraw-article'
import { findPublishedStory, latestStories, listPublishedStories } from '@/modules/articles/published'
import { newsFeed, sitemapStories, storiesSince, tagFeed } from '@/modules/feeds/published'
import { recountPoints } from '@/modules/related/commands'
import { forecastPublication } from '@/modules/related/commands/forecast-publication'
import { rebuildPostings } from '@/modules/related/commands/rebuild-postings'
import { relatedNews } from '@/modules/related/published'
import { explainAbsence, previewRelated, type UnsavedStory } from '@/modules/related/queries'
import { searchStories } from '@/modules/search/published'
import { storylinesOf } from '@/modules/storylines/published'
import { draftArticle, liveArticle, type MadeArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { articleResource, articlesResource } from './published'

const tester = systemActor('Test', 'a test')
const now = new Date('2026-11-22T10:00:00Z')
const WORD = 'quagmirish'

beforeEach(emptyDatabase)

async function mark(story: MadeArticle, on = true): Promise<MadeArticle> {
  const outcome = await setLegallySensitive(tester, { id: story.id, version: story.version, on, reason: 'A trial begins on Monday' }, now)
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message)
  return { ...story, version: outcome.value.version }
}
async function listOf({ slug }: MadeArticle): Promise<string[]> {
  const found = await findPublishedStory(slug)
  if (found.state !== 'live') throw new Error(`the story is ${found.state}`)
  return (await relatedNews(found.story, now)).map((link) => (link.kind === 'story' ? link.slug : link.url))
}
const unsaved = (story: MadeArticle): UnsavedStory => ({ articleId: story.id, ...story.input })
const postings = (story: MadeArticle): Promise<number> => db.relatedKey.count({ where: { articleNumber: story.number } })

/** Three stories of one theme, the first with a word that nothing else has. */
async function three() {
  const tag = await makeTag({ label: 'Portage', type: 'theme' })
  const made = (headline: string) => liveArticle({ headline, tags: [tag.slug], now })
  const [one, other, third] = [await made(`A case about ${WORD}`), await made('A second report'), await made('A third report')]
  return { tag, one, other, third }
}

describe('A legally sensitive story', () => {
  it('relates to nothing, and nothing relates to it; the other lists fill up again', async () => {
    const { one, other, third } = await three()
    expect(await listOf(other)).toContain(one.slug)
    await mark(one)
    expect(await listOf(one)).toEqual([])
    expect(await listOf(other)).toEqual([third.slug])
    expect(await postings(one)).toBe(0)
  })

  it('ends every stored page that showed it, or rested on its tags', async () => {
    const { one, tag } = await three()
    await db.$executeRaw`delete from page_cache.tag`
    await mark(one)
    const ended = (await db.$queryRaw<{ tag: string }[]>`select tag from page_cache.tag`).map((row) => row.tag)
    const { id } = await db.tag.findUniqueOrThrow({ where: { slug: tag.slug } })
    expect(ended).toEqual(expect.arrayContaining([`address:${one.slug}`, `shows:${one.number}`, `relates:${id}`, 'list:news']))
  })

  it('is in no list by hand, in either direction, until the mark is taken away', async () => {
    const [one, other] = [await liveArticle({ headline: `A case about ${WORD}`, now }), await liveArticle({ now })]
    const pin = (from: MadeArticle, to: MadeArticle) => curateRelated(tester, { id: from.id, act: { kind: 'pin', targetId: to.id } }, now)
    await pin(one, other)
    await pin(other, one)
    expect([await listOf(one), await listOf(other)]).toEqual([[other.slug], [one.slug]])
    const { version } = await db.article.findUniqueOrThrow({ where: { id: one.id } })
    const marked = await mark({ ...one, version })
    expect([await listOf(one), await listOf(other)]).toEqual([[], []])
    await mark(marked, false)
    expect([await listOf(one), await listOf(other)]).toEqual([[other.slug], [one.slug]])
  })

  it('stays out after it is published again, after a recount and after a rebuild', async () => {
    const { one, other } = await three()
    const marked = await mark(one)
    await publishArticle(tester, { id: one.id, version: marked.version, change: 'minor' }, now)
    await recountPoints(tester, now)
    await rebuildPostings(tester, {}, now)
    await db.$queryRaw`select related_rederive(${[one.number]}::int[])::text`
    expect(await postings(one)).toBe(0)
    expect(await listOf(other)).not.toContain(one.slug)
    expect(await db.publishedArticle.findUnique({ where: { number: one.number } })).toMatchObject({ relTags: [], relInherited: [] })
  })

  it('relates again once the mark is taken away', async () => {
    const { one, other, third } = await three()
    await mark(await mark(one), false)
    expect(await listOf(one)).toEqual(expect.arrayContaining([other.slug, third.slug]))
    expect(await listOf(other)).toContain(one.slug)
  })

  it('is in no feed, no search, no sitemap and no open data list', async () => {
    const { one, tag } = await three()
    const everywhere = async (): Promise<boolean[]> => {
      const search = await searchStories(WORD)
      return [
        JSON.stringify(await newsFeed(now)).includes(WORD),
        JSON.stringify(await tagFeed(tag.slug, now)).includes(WORD),
        search.state === 'found' && search.results.length > 0,
        JSON.stringify(await sitemapStories()).includes(one.slug),
        JSON.stringify(await storiesSince(new Date(0))).includes(one.slug),
        JSON.stringify(await articlesResource({ page: 1, page_size: 20 })).includes(one.slug),
        JSON.stringify(await articlesResource({ page: 1, page_size: 20, tag: tag.slug })).includes(one.slug),
        JSON.stringify(await latestStories(10, { beside: true })).includes(one.slug),
      ]
    }
    expect(await everywhere()).toEqual(Array(8).fill(true))
    await mark(one)
    expect(await everywhere()).toEqual(Array(8).fill(false))
    expect((await articlesResource({ page: 1, page_size: 20 })).total).toBe(2)
  })

  it('stays at its address and on the site’s own lists', async () => {
    const { one, tag } = await three()
    await mark(one)
    expect(await findPublishedStory(one.slug)).toMatchObject({ state: 'live', story: { legallySensitive: true } })
    expect(await articleResource(one.slug)).toMatchObject({ state: 'live' })
    const tagId = (await db.tag.findUniqueOrThrow({ where: { slug: tag.slug } })).id
    for (const list of [await listPublishedStories(), await listPublishedStories({ tagId })])
      expect(list.items.map((story) => story.slug)).toContain(one.slug)
  })

  it('is part of no story so far', async () => {
    const line = await makeTag({ label: 'The case', type: 'storyline' })
    await db.publishedStoryline.createMany({
      data: [{ tagId: line.id, summary: '', byHand: false, open: true, sequence: [] }],
      skipDuplicates: true,
    })
    const made = () => liveArticle({ tags: [line.slug], now })
    const [one, other, third] = [await made(), await made(), await made()]
    const boxesOf = async (story: MadeArticle) => {
      const found = await findPublishedStory(story.slug)
      return found.state === 'live' ? storylinesOf(found.story) : []
    }
    expect(JSON.stringify(await boxesOf(other))).toContain(one.slug)
    await mark(one)
    expect(await boxesOf(one)).toEqual([])
    expect(JSON.stringify(await boxesOf(other))).not.toContain(one.slug)
    expect(JSON.stringify(await boxesOf(other))).toContain(third.slug)
  })

  it('leaves nothing behind when it is withdrawn', async () => {
    const [one, other] = [await liveArticle({ now }), await liveArticle({ now })]
    await curateRelated(tester, { id: other.id, act: { kind: 'exclude', targetId: one.id } }, now)
    const marked = await mark(one)
    await withdrawArticle(tester, { id: one.id, version: marked.version, reason: 'Wrong.' }, now)
    expect(await db.publishedExclusion.count()).toBe(0)
  })
})

describe('What the newsroom is told', () => {
  it('that its list will be empty, and that publishing changes no other list', async () => {
    const { one, other } = await three()
    const marked = await mark(one)
    expect(await previewRelated(tester, unsaved(marked), now)).toEqual([])
    const forecast = await forecastPublication(tester, { id: one.id, story: null }, now)
    expect(forecast).toMatchObject({ ok: true, value: { changed: [] } })
    expect(await previewRelated(tester, unsaved(other), now)).toHaveLength(1)
  })

  it('that a pin to it leads nowhere', async () => {
    const { one } = await three()
    await mark(one)
    const draft = await draftArticle({ pins: [{ headline: one.headline, targetId: one.id }] })
    expect(await previewRelated(tester, unsaved(draft), now)).toEqual([])
  })

  it('why it is not in a list', async () => {
    const { one, other } = await three()
    await mark(one)
    const why = await explainAbsence(tester, { story: unsaved(other), headline: one.headline }, now)
    expect(why).toMatchObject({ verdict: 'alone', sentence: expect.stringContaining('legally sensitive') })
  })
})

describe('Marking a story', () => {
  it('is for editors, with the version it was decided on, and twice the same writes nothing', async () => {
    const { actor } = await makeUser({ role: 'author' })
    const story = await liveArticle({ now })
    const input = { id: story.id, version: story.version, on: true, reason: 'A trial' }
    await expect(setLegallySensitive(actor, input, now)).rejects.toThrow(NotAllowed)
    await expect(setLegallySensitive(tester, { ...input, version: 99 }, now)).rejects.toThrow(Conflict)
    const marked = await mark(story)
    expect((await mark(marked)).version).toBe(marked.version)
  })

  it('of a draft holds when it is published', async () => {
    const tag = await makeTag({ label: 'Portage', type: 'theme' })
    const other = await liveArticle({ tags: [tag.slug], now })
    const draft = await mark(await draftArticle({ tags: [tag.slug] }))
    await publishArticle(tester, { id: draft.id, version: draft.version }, now)
    expect(await listOf(other)).toEqual([])
    expect(await postings(draft)).toBe(0)
  })
})
