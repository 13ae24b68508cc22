import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { Conflict, NotAllowed } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { draftArticle, liveArticle, withdrawnArticle } from '@/prisma/factories/article'
import { makeUser } from '@/prisma/factories/user'
import { findPublishedStory, listPublishedStories } from '../published'
import { getArticleForEditing } from '../queries'
import { changeSlug } from './change-slug'
import { makeLiveAgain } from './make-live-again'
import { saveDraft } from './save-draft'
import { withdrawArticle } from './withdraw-article'

beforeEach(emptyDatabase)

const now = new Date('2026-11-20T10:00:00Z')
const later = new Date('2026-11-21T10:00:00Z')

const publicRows = async () => [
  await db.publishedArticle.count(),
  await db.publishedArticleTag.count(),
  await db.publishedTag.count(),
  await db.publishedPin.count(),
  await db.relatedKey.count(),
]

describe('Withdrawing a story', () => {
  it('leaves nothing of it for readers but when and why', async () => {
    await db.tag.create({ data: { slug: 'plans', label: 'Plans', type: 'theme' } })
    const { actor } = await makeUser()
    const story = await liveArticle({ headline: 'A plan', tags: ['plans'] })
    expect(await publicRows()).toEqual([1, 1, 1, 0, 1])
    const outcome = await withdrawArticle(actor, { id: story.id, version: story.version, reason: 'It named the wrong council.' }, now)
    expect(outcome).toMatchObject({ ok: true, value: { slug: 'a-plan' } })
    expect(await findPublishedStory('a-plan')).toEqual({ state: 'gone', withdrawnAt: now, reason: 'It named the wrong council.' })
    expect(await publicRows()).toEqual([0, 0, 0, 0, 0])
    expect((await listPublishedStories()).total).toBe(0)
    expect(await getArticleForEditing(actor, story.id)).toMatchObject({
      state: 'withdrawn',
      withdrawnReason: 'It named the wrong council.',
      liveSlug: null,
      canMakeLiveAgain: true,
    })
  })

  it('is refused for a draft, for a stale version and to authors', async () => {
    const { actor } = await makeUser()
    const author = await makeUser({ role: 'author' })
    const draft = await draftArticle()
    const live = await liveArticle()
    await expect(withdrawArticle(actor, { id: draft.id, version: 1, reason: 'x' }, now)).rejects.toThrow(
      /^This story cannot be withdrawn\. It is a draft, begun on .+\.$/,
    )
    await expect(withdrawArticle(actor, { id: live.id, version: 1, reason: 'x' }, now)).rejects.toBeInstanceOf(Conflict)
    await expect(withdrawArticle(author.actor, { id: live.id, version: live.version, reason: 'x' }, now)).rejects.toBeInstanceOf(NotAllowed)
    expect((await findPublishedStory(live.slug)).state).toBe('live')
  })
})

describe('Making a story live again', () => {
  it('brings back its newest words at the same address with its first date, and the tombstone goes', async () => {
    const { actor } = await makeUser()
    const story = await withdrawnArticle({ headline: 'A plan', publishedAt: new Date('2026-01-05T12:00:00Z') })
    await saveDraft(actor, { id: story.id, version: story.version, ...story.input, headline: 'A better plan' }, now)
    const outcome = await makeLiveAgain(actor, { id: story.id, version: story.version + 1 }, later)
    expect(outcome).toMatchObject({ ok: true, value: { slug: 'a-plan', path: '/news/a-plan' } })
    expect(await findPublishedStory('a-plan')).toMatchObject({
      state: 'live',
      story: { headline: 'A better plan', firstPublishedAt: new Date('2026-01-05T12:00:00Z'), readersToldAt: null },
    })
    expect(await db.withdrawnArticle.count()).toBe(0)
    expect(await getArticleForEditing(actor, story.id)).toMatchObject({ state: 'live', withdrawnAt: null, withdrawnReason: null })
  })

  it('is refused for a story that is live', async () => {
    const { actor } = await makeUser()
    const story = await liveArticle()
    await expect(makeLiveAgain(actor, { id: story.id, version: story.version }, now)).rejects.toThrow(/cannot be made live again/)
  })
})

describe('Changing the address of a published story', () => {
  it('sends readers from every old address straight to the present one', async () => {
    const { actor } = await makeUser()
    const story = await liveArticle({ headline: 'First' })
    await changeSlug(actor, { id: story.id, version: story.version, slug: 'second' }, now)
    await changeSlug(actor, { id: story.id, version: story.version + 1, slug: 'third' }, now)
    expect(await findPublishedStory('third')).toMatchObject({ state: 'live', story: { headline: 'First', slug: 'third' } })
    expect(await findPublishedStory('first')).toEqual({ state: 'moved', slug: 'third' })
    expect(await findPublishedStory('second')).toEqual({ state: 'moved', slug: 'third' })
  })

  it('lets it go back to an old address of its own', async () => {
    const { actor } = await makeUser()
    const story = await liveArticle({ headline: 'First' })
    await changeSlug(actor, { id: story.id, version: story.version, slug: 'second' }, now)
    expect(await changeSlug(actor, { id: story.id, version: story.version + 1, slug: 'first' }, now)).toMatchObject({ ok: true })
    expect((await findPublishedStory('first')).state).toBe('live')
    expect(await findPublishedStory('second')).toEqual({ state: 'moved', slug: 'first' })
    expect(await db.publishedRedirect.findMany()).toEqual([{ oldSlug: 'second', slug: 'first' }])
  })

  it('gives no other story an address that is or was in use, and names who has it', async () => {
    const { actor } = await makeUser()
    const story = await liveArticle({ headline: 'First' })
    await changeSlug(actor, { id: story.id, version: story.version, slug: 'second' }, now)
    const other = await liveArticle({ headline: 'Other' })
    const taken = async (slug: string) => {
      const outcome = await changeSlug(actor, { id: other.id, version: other.version, slug }, now)
      return outcome.ok ? 'taken' : outcome.problems[0]?.message
    }
    expect(await taken('second')).toBe('“First” has this address. Choose another')
    expect(await taken('first')).toMatch('“First” once had this address')
    expect(await taken('page')).toMatch('needed by the site')
    expect((await draftArticle({ headline: 'First' })).slug).toBe('first-2')
  })

  it('of a withdrawn story takes the tombstone along, and back to life', async () => {
    const { actor } = await makeUser()
    const story = await withdrawnArticle({ headline: 'First' })
    await changeSlug(actor, { id: story.id, version: story.version, slug: 'second' }, now)
    expect(await findPublishedStory('first')).toEqual({ state: 'moved', slug: 'second' })
    expect((await findPublishedStory('second')).state).toBe('gone')
    await makeLiveAgain(actor, { id: story.id, version: story.version + 1 }, later)
    expect(await findPublishedStory('first')).toEqual({ state: 'moved', slug: 'second' })
    expect((await findPublishedStory('second')).state).toBe('live')
  })

  it('is for editors; an author changes that of a draft, which leaves no trace', async () => {
    const { actor } = await makeUser({ role: 'author' })
    const live = await liveArticle({ headline: 'Live', actor: (await makeUser()).actor })
    const draft = await draftArticle({ headline: 'Draft', actor })
    await expect(changeSlug(actor, { id: live.id, version: live.version, slug: 'x' }, now)).rejects.toBeInstanceOf(NotAllowed)
    expect(await changeSlug(actor, { id: draft.id, version: 1, slug: 'chosen' }, now)).toMatchObject({
      ok: true,
      value: { slug: 'chosen', version: 2 },
    })
    expect(await db.articleRedirect.count()).toBe(0)
  })
})
