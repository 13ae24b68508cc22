import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { Conflict, NotAllowed } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { addComment } from '@/modules/comments/commands/add-comment'
import { draftArticle, liveArticle, storyInput, withdrawnArticle } from '@/prisma/factories/article'
import { makeUser } from '@/prisma/factories/user'
import { bodyFromParagraphs } from '../body'
import { findPublishedStory } from '../published'
import { getArticleForEditing, getHistory } from '../queries'
import { saveDraftSchema } from '../schema'
import { changeSlug } from './change-slug'
import { createArticle } from './create-article'
import { deleteDraft } from './delete-draft'
import { makeLiveAgain } from './make-live-again'
import { publishArticle } from './publish-article'
import { saveDraft } from './save-draft'
import { withdrawArticle } from './withdraw-article'

beforeEach(emptyDatabase)

const now = new Date('2026-11-20T10:00:00Z')

describe('A story asked for by its id in capitals', () => {
  it('is the same story, and what is done to it stands in its history', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle({ headline: 'A plan' })
    const id = story.id.toUpperCase()
    const saved = await saveDraft(actor, { id, version: 1, ...story.input, byline: 'The desk' }, now)
    const moved = await changeSlug(actor, { id, version: 2, slug: 'plan' }, now)
    const published = await publishArticle(actor, { id, version: 3 }, now)
    const withdrawn = await withdrawArticle(actor, { id, version: 4, reason: 'A mistake.' }, now)
    const again = await makeLiveAgain(actor, { id, version: 5 }, now)
    expect([saved, moved, published, withdrawn, again].map(({ ok }) => ok)).toEqual([true, true, true, true, true])
    expect((await getHistory(actor, id)).events.map(({ kind }) => kind)).toEqual([
      'article.made-live-again',
      'article.withdrawn',
      'article.published',
      'article.slug-changed',
      'article.saved',
      'article.created',
    ])
    const pinned = saveDraftSchema.parse({ id, version: 1, ...story.input, pins: [{ headline: 'Another', targetId: id }] })
    expect([pinned.id, pinned.pins[0]?.targetId]).toEqual([story.id, story.id])
  })
})

describe('Starting a story', () => {
  it('is for authors, and theirs to edit', async () => {
    const { actor } = await makeUser({ role: 'author' })
    const story = await draftArticle({ actor, headline: 'A plan' })
    expect(await getArticleForEditing(actor, story.id)).toMatchObject({
      headline: 'A plan',
      slug: 'a-plan',
      version: 1,
      state: 'draft',
      canEdit: true,
      canPublish: false,
      canDelete: true,
    })
  })

  it('is not for viewers', async () => {
    const { actor } = await makeUser({ role: 'viewer' })
    await expect(createArticle(actor, storyInput(), now)).rejects.toBeInstanceOf(NotAllowed)
  })

  it('with a tag or an address that cannot be writes nothing', async () => {
    await liveArticle({ headline: 'Taken' })
    const { actor } = await makeUser()
    expect(await createArticle(actor, storyInput({ tags: ['no-such-tag'] }), now)).toEqual({
      ok: false,
      problems: [{ field: 'tagSlugs', message: 'There is no tag “no-such-tag”' }],
    })
    expect(await createArticle(actor, storyInput({ slug: 'taken' }), now)).toEqual({
      ok: false,
      problems: [{ field: 'slug', message: '“Taken” has this address. Choose another' }],
    })
    expect(await createArticle(actor, storyInput({ slug: 'page' }), now)).toMatchObject({ problems: [{ field: 'slug' }] })
    expect(await db.article.count()).toBe(1)
  })

  it('with the headline of another gets an address of its own', async () => {
    const slugs = [
      await draftArticle({ headline: 'Same' }),
      await draftArticle({ headline: 'Same' }),
      await draftArticle({ headline: 'Same' }),
    ].map(({ slug }) => slug)
    expect(slugs).toEqual(['same', 'same-2', 'same-3'])
    const other = await draftArticle({ headline: '計画が承認', now })
    expect(other.slug).toBe(`2026-11-20-${other.id.slice(0, 6)}`)
  })

  it('at the same moment as others, too', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => draftArticle({ headline: 'Same' })))
    expect(new Set(made.map(({ slug }) => slug)).size).toBe(8)
  })
})

describe('Saving a story', () => {
  it('writes a revision that never changes, and only when something differs', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle({ headline: 'A plan' })
    const first = await saveDraft(actor, { id: story.id, version: 1, ...story.input }, now)
    expect(first).toEqual({ ok: true, value: { id: story.id, version: 1, slug: 'a-plan', revision: 1, changed: [] } })
    const second = await saveDraft(
      actor,
      { id: story.id, version: 1, ...story.input, standfirst: 'New.', body: bodyFromParagraphs(['New.']) },
      now,
    )
    expect(second).toMatchObject({ value: { version: 2, revision: 2, changed: ['standfirst', 'body'] } })
    expect(await db.revision.count()).toBe(2)
    await expect(db.$executeRaw`update revision set headline = 'x'`).rejects.toThrow(/append-only/)
    const event = await db.auditEvent.findFirstOrThrow({ where: { kind: 'article.saved' } })
    expect(event).toMatchObject({ actorId: actor.id, detail: { version: 2, revision: 2, changed: ['standfirst', 'body'] } })
  })

  it('is refused when somebody else has saved since; both texts are kept', async () => {
    const mine = await makeUser({ name: 'Alex' })
    const theirs = await makeUser({ name: 'Robin' })
    const story = await draftArticle({ headline: 'A plan' })
    await saveDraft(theirs.actor, { id: story.id, version: 1, ...storyInput({ headline: 'Their plan' }) }, now)
    // Who only said something about it has changed nothing.
    await addComment((await makeUser({ name: 'Carl' })).actor, { articleId: story.id, anchor: null, body: 'Good.', mentions: [] }, now)
    const error = await saveDraft(mine.actor, { id: story.id, version: 1, ...storyInput({ headline: 'My plan' }) }, now).catch(
      (caught: unknown) => caught,
    )
    expect(error).toBeInstanceOf(Conflict)
    expect(error).toMatchObject({
      message: expect.stringMatching(/^Robin changed this story at .+ after you opened it/),
      current: { headline: 'Their plan', version: 2 },
    })
    expect(await db.revision.count()).toBe(2)
  })
})

describe('A save', () => {
  it('at the same moment by several lets one through', async () => {
    const story = await draftArticle()
    const saves = await Promise.allSettled(
      Array.from({ length: 6 }, async (_, at) =>
        saveDraft((await makeUser()).actor, { id: story.id, version: 1, ...storyInput({ headline: `Plan ${at}` }) }, now),
      ),
    )
    expect(saves.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(saves.filter((save) => save.status === 'rejected' && save.reason instanceof Conflict)).toHaveLength(5)
    expect(await db.revision.count()).toBe(2)
  })

  it('of somebody else is for editors', async () => {
    const author = await makeUser({ role: 'author' })
    const story = await draftArticle()
    await expect(saveDraft(author.actor, { id: story.id, version: 1, ...story.input, byline: 'x' }, now)).rejects.toBeInstanceOf(NotAllowed)
  })

  it('takes a body of 10,000 paragraphs and one of a megabyte, and both can be published', async () => {
    const { actor } = await makeUser()
    const words = Array.from({ length: 150_000 }, (_, at) => `w${at.toString(36)}`).join(' ')
    for (const body of [
      bodyFromParagraphs(Array.from({ length: 10_000 }, (_, at) => `Paragraph ${at}.`)),
      bodyFromParagraphs([words, 'x'.repeat(100_000)]),
    ]) {
      const story = await draftArticle({ body })
      const published = await publishArticle(actor, { id: story.id, version: 1 }, now)
      expect(published.ok).toBe(true)
      expect((await findPublishedStory(story.slug)).state).toBe('live')
    }
  })

  it('of a story in any state leaves what readers see as it is', async () => {
    const { actor } = await makeUser()
    const live = await liveArticle({ headline: 'Live' })
    const gone = await withdrawnArticle({ headline: 'Gone' })
    for (const story of [live, gone])
      await saveDraft(actor, { id: story.id, version: story.version, ...story.input, headline: 'Changed' }, now)
    expect(await findPublishedStory('live')).toMatchObject({ state: 'live', story: { headline: 'Live' } })
    expect(await findPublishedStory('gone')).toMatchObject({ state: 'gone' })
    expect(await findPublishedStory('changed')).toEqual({ state: 'missing' })
  })
})

describe('The address of a draft', () => {
  it('follows its headline until it is published, unless it was chosen', async () => {
    const { actor } = await makeUser()
    const follows = await draftArticle({ headline: '' })
    await saveDraft(actor, { id: follows.id, version: 1, ...storyInput({ headline: 'First thought' }) }, now)
    expect(await saveDraft(actor, { id: follows.id, version: 2, ...storyInput({ headline: 'Second thought' }) }, now)).toMatchObject({
      value: { slug: 'second-thought' },
    })
    const chosen = await draftArticle({ headline: 'A', slug: 'chosen' })
    expect(await saveDraft(actor, { id: chosen.id, version: 1, ...storyInput({ headline: 'B' }) }, now)).toMatchObject({
      value: { slug: 'chosen' },
    })
  })

  it('once published is not changed by a save', async () => {
    const { actor } = await makeUser()
    const story = await liveArticle({ headline: 'First' })
    expect(
      await saveDraft(actor, { id: story.id, version: story.version, ...storyInput({ headline: 'Second', slug: 'second' }) }, now),
    ).toMatchObject({ problems: [{ field: 'slug' }] })
    expect(await saveDraft(actor, { id: story.id, version: story.version, ...storyInput({ headline: 'Second' }) }, now)).toMatchObject({
      value: { slug: 'first' },
    })
  })
})

describe('Deleting a draft', () => {
  it('removes every word of it and keeps that it was', async () => {
    const { actor } = await makeUser({ role: 'author' })
    const story = await draftArticle({ actor, headline: 'A plan', pins: [{ headline: 'Other', targetId: null }] })
    expect(await deleteDraft(actor, { id: story.id, version: 1 }, now)).toEqual({ ok: true, value: { id: story.id } })
    expect([await db.article.count(), await db.revision.count(), await db.revisionPin.count()]).toEqual([0, 0, 0])
    expect(await db.auditEvent.findFirstOrThrow({ where: { kind: 'article.deleted' } })).toMatchObject({
      entityId: story.id,
      detail: { headline: 'A plan' },
    })
  })

  it('is not for what readers saw, nor for somebody else’s', async () => {
    const editor = await makeUser()
    const author = await makeUser({ role: 'author' })
    for (const story of [await liveArticle(), await withdrawnArticle()]) {
      await expect(deleteDraft(editor.actor, { id: story.id, version: story.version }, now)).rejects.toBeInstanceOf(Conflict)
    }
    const theirs = await draftArticle()
    await expect(deleteDraft(author.actor, { id: theirs.id, version: 1 }, now)).rejects.toBeInstanceOf(NotAllowed)
  })
})
