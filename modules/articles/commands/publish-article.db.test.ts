import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { Conflict, NotAllowed, NotFound } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { draftArticle, liveArticle, storyInput } from '@/prisma/factories/article'
import { makeUser } from '@/prisma/factories/user'
import { findPublishedStory, listPublishedStories } from '../published'
import { getArticleForEditing } from '../queries'
import { publishArticle } from './publish-article'
import { saveDraft } from './save-draft'

beforeEach(emptyDatabase)

const now = new Date('2026-11-20T10:00:00Z')
const later = new Date('2026-11-21T10:00:00Z')

async function tag(slug: string, type: string, broaderId: number | null = null): Promise<number> {
  return (await db.tag.create({ data: { slug, label: slug, type, broaderId }, select: { id: true } })).id
}

describe('Publishing a draft', () => {
  it('shows its words to readers, in full', async () => {
    const { actor } = await makeUser()
    const draft = await draftArticle({ headline: 'Board publishes its plan', sourceUrl: 'https://example.org/report', byline: 'The desk' })
    expect(await findPublishedStory('board-publishes-its-plan')).toEqual({ state: 'missing' })
    const outcome = await publishArticle(actor, { id: draft.id, version: draft.version }, now)
    expect(outcome).toEqual({
      ok: true,
      value: { slug: 'board-publishes-its-plan', version: 2, path: '/news/board-publishes-its-plan', firstPublishedAt: now },
    })
    const found = await findPublishedStory('board-publishes-its-plan')
    expect(found).toMatchObject({
      state: 'live',
      story: {
        headline: 'Board publishes its plan',
        byline: 'The desk',
        sourceUrl: 'https://example.org/report',
        firstPublishedAt: now,
        readersToldAt: null,
        evergreen: false,
      },
    })
    expect(found.state === 'live' && found.story.body).toEqual(draft.input.body)
    expect(found.state === 'live' && found.story.bodyText).toContain('It lists what works')
  })

  it('keeps the story’s own date when that is past, and not when it is to come', async () => {
    const past = await draftArticle({ storyDate: '2024-03-01T12:00:00.000Z' })
    const future = await draftArticle({ storyDate: '2030-03-01T12:00:00.000Z' })
    const { actor } = await makeUser()
    expect(await publishArticle(actor, { id: past.id, version: 1 }, now)).toMatchObject({
      value: { firstPublishedAt: new Date('2024-03-01T12:00:00Z') },
    })
    expect(await publishArticle(actor, { id: future.id, version: 1 }, now)).toMatchObject({ value: { firstPublishedAt: now } })
  })

  it('is refused without a headline and without a word of body, and nothing is written', async () => {
    const { actor } = await makeUser()
    const draft = await draftArticle({ headline: '', body: [] })
    const outcome = await publishArticle(actor, { id: draft.id, version: 1 }, now)
    expect(outcome).toMatchObject({ ok: false, problems: [{ field: 'headline', message: 'Enter a headline' }, { field: 'body' }] })
    expect(await db.publishedArticle.count()).toBe(0)
    expect((await db.article.findUniqueOrThrow({ where: { id: draft.id } })).version).toBe(1)
    expect(await db.auditEvent.count({ where: { kind: 'article.published' } })).toBe(0)
  })
})

describe('Publishing', () => {
  it('is not for authors, and a story that is not there is not found', async () => {
    const { actor } = await makeUser({ role: 'author' })
    const draft = await draftArticle({ actor })
    await expect(publishArticle(actor, { id: draft.id, version: 1 }, now)).rejects.toBeInstanceOf(NotAllowed)
    const editor = await makeUser()
    await expect(publishArticle(editor.actor, { id: '00000000-0000-4000-8000-000000000000', version: 1 }, now)).rejects.toBeInstanceOf(
      NotFound,
    )
    await expect(publishArticle(editor.actor, { id: 'nothing', version: 1 }, now)).rejects.toBeInstanceOf(NotFound)
  })

  it('is refused when it has changed since, with what is stored now', async () => {
    const { actor } = await makeUser({ name: 'Robin' })
    const draft = await draftArticle()
    await saveDraft(actor, { id: draft.id, version: 1, ...storyInput({ headline: 'Another headline' }) }, now)
    const error = await publishArticle(actor, { id: draft.id, version: 1 }, now).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(Conflict)
    expect(error).toMatchObject({
      message: expect.stringContaining('Robin changed this story'),
      current: { headline: 'Another headline', version: 2 },
    })
  })

  it('leaves a record in the history, in the same transaction', async () => {
    const { actor } = await makeUser()
    const draft = await draftArticle()
    await publishArticle(actor, { id: draft.id, version: 1 }, now)
    const event = await db.auditEvent.findFirstOrThrow({ where: { kind: 'article.published' } })
    expect(event).toMatchObject({ actorId: actor.id, entityId: draft.id, detail: { version: 2, revision: 1, slug: draft.slug } })
  })
})

describe('The tags of a published story', () => {
  it('are its own and all broader ones, each with a public page of its own', async () => {
    const region = await tag('region-north', 'region')
    await tag('area-somewhere', 'area', region)
    await tag('plans', 'theme')
    await tag('unused', 'theme')
    const story = await liveArticle({ tags: ['area-somewhere', 'plans'], publishedAt: new Date('2026-01-01T12:00:00Z') })
    const found = await findPublishedStory(story.slug)
    expect(found.state === 'live' && found.story.tags.map(({ slug, own }) => [slug, own])).toEqual([
      ['area-somewhere', true],
      ['plans', true],
      ['region-north', false],
    ])
    expect((await listPublishedStories({ tagId: region })).items.map((item) => item.slug)).toEqual([story.slug])
    expect((await db.publishedTag.findMany({ orderBy: { slug: 'asc' } })).map((row) => [row.slug, row.articleCount])).toEqual([
      ['area-somewhere', 1],
      ['plans', 1],
      ['region-north', 1],
    ])
    expect(await db.relatedKey.count()).toBeGreaterThan(0)
  })

  it('stay as readers have them while a draft is tagged anew', async () => {
    await tag('plans', 'theme')
    await tag('secret', 'theme')
    const story = await liveArticle({ tags: ['plans'] })
    const { actor } = await makeUser()
    await saveDraft(actor, { id: story.id, version: story.version, ...story.input, tagSlugs: ['secret'] }, now)
    const found = await findPublishedStory(story.slug)
    expect(found.state === 'live' && found.story.tags.map(({ slug }) => slug)).toEqual(['plans'])
    expect(await db.publishedTag.findUnique({ where: { slug: 'secret' } })).toBeNull()
    expect(await getArticleForEditing(actor, story.id)).toMatchObject({ hasUnpublishedChanges: true, tags: [{ slug: 'secret' }] })
  })
})

describe('Publishing a live story again', () => {
  it('asks whether readers are told', async () => {
    const story = await liveArticle()
    const { actor } = await makeUser()
    expect(await publishArticle(actor, { id: story.id, version: story.version }, later)).toMatchObject({
      ok: false,
      problems: [{ field: 'change' }],
    })
    expect(await publishArticle(actor, { id: story.id, version: story.version, change: 'told' }, later)).toMatchObject({
      ok: false,
      problems: [{ field: 'note' }],
    })
  })

  it('as a minor change replaces the words and moves no date that readers see', async () => {
    const story = await liveArticle({ now })
    const { actor } = await makeUser()
    const saved = await saveDraft(
      actor,
      { id: story.id, version: story.version, ...story.input, body: storyInput({ body: ['Corrected text.'] }).body },
      later,
    )
    expect(saved.ok).toBe(true)
    expect((await findPublishedStory(story.slug)) as object).toMatchObject({ story: { bodyText: expect.stringContaining('It lists') } })
    await publishArticle(actor, { id: story.id, version: story.version + 1, change: 'minor' }, later)
    expect(await findPublishedStory(story.slug)).toMatchObject({
      story: { bodyText: 'Corrected text.', firstPublishedAt: now, readersToldAt: null, readersToldNote: null, republishedAt: later },
    })
  })

  it('as something readers are told keeps the first date and says what changed', async () => {
    const story = await liveArticle({ now })
    const { actor } = await makeUser()
    const outcome = await publishArticle(
      actor,
      { id: story.id, version: story.version, change: 'told', note: 'The number of areas has been corrected.' },
      later,
    )
    expect(outcome).toMatchObject({ ok: true, value: { firstPublishedAt: now } })
    expect(await findPublishedStory(story.slug)).toMatchObject({
      story: { firstPublishedAt: now, readersToldAt: later, readersToldNote: 'The number of areas has been corrected.' },
    })
  })
})

describe('The news list', () => {
  it('is newest first, in pages', async () => {
    const days = ['2026-01-03', '2026-01-01', '2026-01-02']
    for (const day of days) await liveArticle({ headline: `Story of ${day}`, publishedAt: new Date(`${day}T12:00:00Z`) })
    const first = await listPublishedStories({ page: 1, pageSize: 2 })
    expect(first).toMatchObject({ total: 3, page: 1, pages: 2 })
    expect(first.items.map((item) => item.headline)).toEqual(['Story of 2026-01-03', 'Story of 2026-01-02'])
    expect((await listPublishedStories({ page: 2, pageSize: 2 })).items.map((item) => item.headline)).toEqual(['Story of 2026-01-01'])
  })
})
