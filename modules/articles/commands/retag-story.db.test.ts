import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { NotAllowed } from '@/lib/errors'
import { publishedDb } from '@/lib/published-db'
import { emptyDatabase } from '@/lib/testing/database'
import { draftArticle, liveArticle, withdrawnArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { findPublishedStory } from '../published'
import { getArticleForEditing } from '../queries'
import { publishArticle } from './publish-article'
import { retagStory } from './retag-story'
import { saveDraft } from './save-draft'

beforeEach(emptyDatabase)
const now = new Date('2026-11-20T10:00:00Z')

const tagsOf = async (slug: string) => {
  const found = await findPublishedStory(slug)
  return found.state === 'live' ? found.story.tags.filter((tag) => tag.own).map((tag) => tag.slug) : found.state
}
const eventsOf = async (id: string) =>
  (await db.auditEvent.findMany({ where: { entityId: id }, orderBy: { id: 'asc' }, select: { kind: true } })).map(({ kind }) => kind)
const revisionsOf = (id: string) => db.revision.count({ where: { articleId: id } })

describe('Giving a live story another tag', () => {
  it('publishes that one change as a minor one, and ends its lists', async () => {
    const { actor } = await makeUser()
    const [one, two] = [await makeTag({ label: 'One' }), await makeTag({ label: 'Two' })]
    const story = await liveArticle({ headline: 'Live', tags: [one.slug], now })
    await db.$executeRaw`delete from page_cache.tag`
    const outcome = await retagStory(actor, { id: story.id, add: [two.slug], remove: [one.slug] }, now)
    expect(outcome).toEqual({ ok: true, value: { version: story.version + 1, changed: true, published: true } })
    expect(await tagsOf('live')).toEqual(['two'])
    expect(await getArticleForEditing(actor, story.id)).toMatchObject({ hasUnpublishedChanges: false, tags: [{ slug: 'two' }] })
    expect((await eventsOf(story.id)).at(-1)).toBe('article.republished')
    const ended = (await db.$queryRaw<{ tag: string }[]>`select tag from page_cache.tag`).map((row) => row.tag)
    expect(ended).toEqual(expect.arrayContaining(['address:live', 'list:one', 'list:two', `relates:${one.id}`, `relates:${two.id}`]))
    expect(await publishedDb.publishedTag.findMany({ select: { slug: true } })).toEqual([{ slug: 'two' }])
  })

  it('leaves its unpublished words unpublished, which get the tag too', async () => {
    const { actor } = await makeUser()
    const tag = await makeTag({ label: 'New' })
    const waiting = await makeTag({ label: 'Waiting' })
    const story = await liveArticle({ headline: 'Live', pins: [{ headline: 'Another', targetId: null }], now })
    const edited = { ...story.input, headline: 'Canary', tagSlugs: [waiting.slug], slug: null }
    await saveDraft(actor, { id: story.id, version: story.version, ...edited }, now)
    await retagStory(actor, { id: story.id, add: [tag.slug], remove: [] }, now)
    expect(await tagsOf('live')).toEqual(['new'])
    expect(await findPublishedStory('live')).toMatchObject({ story: { headline: 'Live' } })
    const editing = await getArticleForEditing(actor, story.id)
    expect(editing).toMatchObject({ headline: 'Canary', hasUnpublishedChanges: true, pins: [{ headline: 'Another' }] })
    expect(editing.tags.map(({ slug }) => slug)).toEqual(['new', 'waiting'])
    expect((await eventsOf(story.id)).slice(-2)).toEqual(['article.republished', 'article.saved'])
    // And the whole is published as ever afterwards.
    await publishArticle(actor, { id: story.id, version: editing.version, change: 'minor' }, now)
    expect(await tagsOf('live')).toEqual(['new', 'waiting'])
  })

  it('copies all of a revision: every column of it, and of what hangs on it', async () => {
    const { actor } = await makeUser()
    const tag = await makeTag()
    const [target, other] = [await liveArticle(), await liveArticle()]
    const elsewhere = {
      headline: 'Elsewhere',
      targetId: null,
      url: 'https://example.org/x',
      datedOn: '2026-01-02',
      expiresAt: '2027-01-01',
      note: 'Why.',
    }
    const pins = [elsewhere, { headline: other.headline, targetId: other.id }]
    const given = {
      standfirst: 'S.',
      byline: 'B',
      evergreen: true,
      sourceUrl: 'https://example.org/',
      storyDate: '2026-01-01T12:00:00.000Z',
    }
    const story = await liveArticle({ ...given, headline: 'Whole', pins, exclusions: [{ targetId: target.id, note: 'No.' }], now })
    const { headRevisionId: before } = await db.article.findUniqueOrThrow({ where: { id: story.id } })
    await retagStory(actor, { id: story.id, add: [tag.slug], remove: [] }, now)
    const { headRevisionId: after } = await db.article.findUniqueOrThrow({ where: { id: story.id } })
    const whole = async (id: string | null) => {
      const {
        id: _,
        number,
        createdAt,
        createdById,
        createdByName,
        pins,
        exclusions,
        ...words
      } = await db.revision.findUniqueOrThrow({
        where: { id: id ?? '' },
        include: { pins: true, exclusions: true },
      })
      const without = <T extends { revisionId: string }>(rows: T[]) => rows.map(({ revisionId, ...row }) => row)
      return { ...words, pins: without(pins), exclusions: without(exclusions) }
    }
    expect(before).not.toBe(after)
    expect((await whole(before)).pins[0]).toMatchObject({ url: 'https://example.org/x', note: 'Why.' })
    expect(await whole(after)).toEqual(await whole(before))
  })
})

describe('Giving a story that is not live another tag', () => {
  it.each([
    ['draft', draftArticle],
    ['withdrawn', withdrawnArticle],
  ])('saves it: %s', async (_, make) => {
    const { actor } = await makeUser()
    const tag = await makeTag()
    const story = await make({ headline: 'Hidden', now })
    const outcome = await retagStory(actor, { id: story.id, add: [tag.slug], remove: [] }, now)
    expect(outcome).toMatchObject({ value: { changed: true, published: false } })
    expect((await getArticleForEditing(actor, story.id)).tags.map(({ slug }) => slug)).toEqual([tag.slug])
    expect(await publishedDb.publishedTag.count()).toBe(0)
    expect((await eventsOf(story.id)).at(-1)).toBe('article.saved')
  })

  it('that has it already writes nothing', async () => {
    const { actor } = await makeUser()
    const tag = await makeTag()
    const story = await liveArticle({ tags: [tag.slug], now })
    const events = await db.auditEvent.count()
    const outcome = await retagStory(actor, { id: story.id, add: [tag.slug], remove: ['nowhere'] }, now)
    expect(outcome).toEqual({ ok: true, value: { version: story.version, changed: false, published: false } })
    expect([await revisionsOf(story.id), await db.auditEvent.count()]).toEqual([1, events])
  })

  it('is refused for a tag that does not exist, one tag too many, and who may not', async () => {
    const { actor } = await makeUser()
    const story = await liveArticle({ now })
    expect(await retagStory(actor, { id: story.id, add: ['nowhere'], remove: [] }, now)).toMatchObject({ ok: false })
    const many = await Promise.all(Array.from({ length: 41 }, () => makeTag()))
    const full = await liveArticle({ tags: many.slice(0, 40).map((tag) => tag.slug), now })
    const refused = await retagStory(actor, { id: full.id, add: [many[40]?.slug ?? ''], remove: [] }, now)
    expect(refused).toMatchObject({ ok: false, problems: [{ message: 'The story has 40 tags already. Take one from it first' }] })
    const { actor: author } = await makeUser({ role: 'author' })
    await expect(retagStory(author, { id: story.id, add: [], remove: [] }, now)).rejects.toBeInstanceOf(NotAllowed)
    expect(await revisionsOf(story.id)).toBe(1)
  })

  it('at the same moment by several keeps every tag', async () => {
    const { actor } = await makeUser()
    const tags = await Promise.all(Array.from({ length: 6 }, () => makeTag()))
    const story = await liveArticle({ headline: 'Busy', now })
    await Promise.all(tags.map((tag) => retagStory(actor, { id: story.id, add: [tag.slug], remove: [] }, now)))
    expect(await tagsOf('busy')).toHaveLength(6)
  })
})
