import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { Conflict, NotAllowed } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { bodyFromParagraphs, emptyBody } from '@/modules/articles/body'
import { findPublishedStory } from '@/modules/articles/published'
import { getArticleForEditing } from '@/modules/articles/queries'
import { forecastPublication, forecastWithdrawal } from '@/modules/related/commands/forecast-publication'
import { draftArticle, liveArticle, storyInput, withdrawnArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { bringBack, publishStory, saveStory, withdrawStory } from './commands'

beforeEach(emptyDatabase)

const now = new Date('2026-11-21T10:00:00Z')

function worked<T>(outcome: { ok: true; value: T } | { ok: false }): T {
  if (outcome.ok) return outcome.value
  throw new Error(JSON.stringify(outcome))
}

describe('Saving from the editor', () => {
  it('makes the story at its first save and adds to it at the next', async () => {
    const { actor } = await makeUser({ role: 'author' })
    const first = worked(await saveStory(actor, { known: null, story: storyInput({ headline: 'One' }) }, now))
    expect(first).toMatchObject({ version: 1, slug: 'one', changed: true })
    const known = { id: first.id, version: first.version }
    const second = worked(await saveStory(actor, { known, story: storyInput({ headline: 'Two' }) }, now))
    expect(second).toMatchObject({ id: first.id, version: 2, changed: true })
  })

  it('says that nothing changed when nothing did', async () => {
    const { actor } = await makeUser()
    const draft = await draftArticle()
    const again = worked(await saveStory(actor, { known: { id: draft.id, version: draft.version }, story: draft.input }, now))
    expect(again).toEqual({ id: draft.id, version: draft.version, revision: 1, slug: draft.slug, changed: false, existing: null })
  })

  it('refuses a stale version and hands over what is stored', async () => {
    const { actor } = await makeUser()
    const draft = await draftArticle({ headline: 'Mine' })
    const known = { id: draft.id, version: draft.version }
    await saveStory(actor, { known, story: { ...draft.input, headline: 'Theirs' } }, now)
    const stale = saveStory(actor, { known, story: { ...draft.input, headline: 'Mine again' } }, now)
    await expect(stale).rejects.toBeInstanceOf(Conflict)
    await expect(stale).rejects.toMatchObject({ current: { headline: 'Theirs', version: 2 } })
  })
})

describe('Making a withdrawn story live again from the editor', () => {
  it('is done as the forecast said, or not at all when lists have changed since', async () => {
    const { actor } = await makeUser()
    await makeTag({ slug: 'shared', type: 'area' })
    const { id, version, slug } = await withdrawnArticle({ tags: ['shared'] })
    const { stamp } = worked(await forecastPublication(actor, { id, story: null }, now))
    await liveArticle({ tags: ['shared'] })
    expect(await bringBack(actor, { id, version, stamp }, now)).toEqual({ ok: true, value: 'stale' })
    expect(await findPublishedStory(slug)).toMatchObject({ state: 'gone' })
    const again = worked(await forecastPublication(actor, { id, story: null }, now))
    expect(again.stamp).not.toBe(stamp)
    expect(await bringBack(actor, { id, version, stamp: again.stamp }, now)).toEqual({ ok: true, value: { version: version + 1 } })
    expect(await findPublishedStory(slug)).toMatchObject({ state: 'live' })
  })

  it('asks for nothing where no forecast was looked at', async () => {
    const { actor } = await makeUser()
    const { id, version } = await withdrawnArticle()
    expect(await bringBack(actor, { id, version }, now)).toMatchObject({ ok: true, value: { version: version + 1 } })
  })
})

describe('Withdrawing a story from the editor', () => {
  it('is done as the forecast said, or not at all when lists have changed since; who looked at none need not', async () => {
    const { actor } = await makeUser()
    await makeTag({ slug: 'shared', type: 'area' })
    const other = await liveArticle({ tags: ['shared'] })
    const { id, version, slug, number } = await liveArticle({ tags: ['shared'] })
    const reason = 'It was wrong.'
    const { stamp, changed } = worked(await forecastWithdrawal(actor, { id }, now))
    expect(changed).toMatchObject([{ number: other.number, loses: [{ number }] }])
    const third = await liveArticle({ tags: ['shared'] })
    expect(await withdrawStory(actor, { id, version, reason, stamp }, now)).toEqual({ ok: true, value: 'stale' })
    expect(await findPublishedStory(slug)).toMatchObject({ state: 'live' })
    const again = worked(await forecastWithdrawal(actor, { id }, now))
    expect(again.changed.map((list) => list.number)).toEqual([third.number, other.number])
    expect(await withdrawStory(actor, { id, version, reason, stamp: again.stamp }, now)).toEqual({
      ok: true,
      value: { version: version + 1 },
    })
    expect(await findPublishedStory(slug)).toMatchObject({ state: 'gone', reason })
    expect(await withdrawStory(actor, { id: other.id, version: other.version, reason }, now)).toMatchObject({ ok: true })
  })
})

describe('A new story whose answer was lost', () => {
  const newId = '5f0c9f9e-3a43-4f0e-8f0d-6f6f3b6f2b11'
  const count = () => db.article.count()

  it('is saved again and not made again', async () => {
    const { actor } = await makeUser({ role: 'author' })
    const first = worked(await saveStory(actor, { known: null, newId, story: storyInput({ headline: 'One' }) }, now))
    expect(first).toMatchObject({ id: newId, existing: null })
    const again = worked(await saveStory(actor, { known: null, newId, story: storyInput({ headline: 'Two' }) }, now))
    expect(again).toMatchObject({ id: newId, version: 2, existing: { id: newId, version: 2, state: 'draft' } })
    expect(await count()).toBe(1)
  })

  it('is published once: pressing again answers with what is published', async () => {
    const { actor } = await makeUser()
    const story = storyInput({ headline: 'Straight out' })
    const first = worked(await publishStory(actor, { known: null, newId, story }, now))
    const again = worked(await publishStory(actor, { known: null, newId, story }, new Date('2026-11-21T10:01:00Z')))
    expect(again.published).toEqual(first.published)
    expect(again.problems).toEqual([])
    expect(again.saved).toMatchObject({ changed: false, existing: { state: 'live', liveSlug: 'straight-out' } })
    expect(await count()).toBe(1)
    expect(await db.publishedArticle.count()).toBe(1)
  })

  it('is published by the second press when the first one only got as far as saving', async () => {
    const { actor } = await makeUser()
    const story = storyInput({ headline: 'Straight out' })
    await saveStory(actor, { known: null, newId, story }, now)
    const { published } = worked(await publishStory(actor, { known: null, newId, story }, now))
    expect(published).toMatchObject({ path: '/news/straight-out' })
    expect(await count()).toBe(1)
  })

  it('asks what kind of change it is when it is live by now and the words are other ones', async () => {
    const { actor } = await makeUser()
    const story = storyInput({ headline: 'Straight out' })
    await publishStory(actor, { known: null, newId, story }, now)
    const again = worked(await publishStory(actor, { known: null, newId, story: { ...story, standfirst: 'Other words.' } }, now))
    expect(again.problems.map((problem) => problem.field)).toEqual(['change'])
    expect(again.saved?.existing).toMatchObject({ state: 'live', hasUnpublishedChanges: true })
    expect(await count()).toBe(1)
  })

  it('is made once by two presses at the same moment', async () => {
    const { actor } = await makeUser()
    const story = storyInput({ headline: 'Twice' })
    const press = () => saveStory(actor, { known: null, newId, story }, now)
    const [one, two] = await Promise.all([press(), press()])
    expect([worked(one).id, worked(two).id]).toEqual([newId, newId])
    expect(await count()).toBe(1)
  })

  it('is not saved over what somebody else made or wrote since', async () => {
    const { actor: author } = await makeUser({ role: 'author' })
    const { actor: other } = await makeUser()
    const story = storyInput({ headline: 'Mine' })
    const first = worked(await saveStory(author, { known: null, newId, story }, now))
    const foreign = saveStory(other, { known: null, newId, story: storyInput({ headline: 'Not mine' }) }, now)
    await expect(foreign).rejects.toBeInstanceOf(Conflict)
    await saveStory(other, { known: { id: newId, version: first.version }, story: { ...story, headline: 'Theirs' } }, now)
    const stale = saveStory(author, { known: null, newId, story }, now)
    await expect(stale).rejects.toBeInstanceOf(Conflict)
    await expect(stale).rejects.toMatchObject({ current: { headline: 'Theirs', version: 2 } })
    expect(await count()).toBe(1)
  })
})

describe('Publishing from the editor', () => {
  it('saves a new story and publishes it in one press', async () => {
    const { actor } = await makeUser()
    const story = storyInput({ headline: 'Straight out' })
    const { saved, published, problems } = worked(await publishStory(actor, { known: null, story }, now))
    expect(saved?.slug).toBe('straight-out')
    expect(published).toMatchObject({ path: '/news/straight-out', firstPublishedAt: now })
    expect(problems).toEqual([])
    expect(await findPublishedStory('straight-out')).toMatchObject({ state: 'live' })
  })

  it('keeps the words of a story that cannot be published yet, and says why', async () => {
    const { actor } = await makeUser()
    const story = storyInput({ headline: '', body: emptyBody })
    const { saved, published, problems } = worked(await publishStory(actor, { known: null, story }, now))
    expect(published).toBeNull()
    expect(problems.map((problem) => problem.field)).toEqual(['headline', 'body'])
    expect(await getArticleForEditing(actor, saved?.id ?? '')).toMatchObject({ state: 'draft', standfirst: story.standfirst })
  })

  it('publishes the stored words when there is nothing to save', async () => {
    const { actor } = await makeUser()
    const draft = await draftArticle()
    const outcome = worked(await publishStory(actor, { known: { id: draft.id, version: draft.version }, story: null }, now))
    expect(outcome.saved).toBeNull()
    expect(outcome.published?.slug).toBe(draft.slug)
  })

  it('asks of a live story what kind of change it is, with the new words saved', async () => {
    const { actor } = await makeUser()
    const live = await liveArticle()
    const known = { id: live.id, version: live.version }
    const story = { ...live.input, body: bodyFromParagraphs(['Other words.']) }
    const asked = worked(await publishStory(actor, { known, story }, now))
    expect(asked.problems.map((problem) => problem.field)).toEqual(['change'])
    const told = { known: { id: live.id, version: asked.saved?.version ?? 0 }, story: null, change: 'told' as const, note: 'Other words.' }
    expect(worked(await publishStory(actor, told, now)).published).not.toBeNull()
  })

  it('stores nothing for somebody who may not publish', async () => {
    const { actor } = await makeUser({ role: 'author' })
    await expect(publishStory(actor, { known: null, story: storyInput() }, now)).rejects.toBeInstanceOf(NotAllowed)
    const draft = await draftArticle({ actor, headline: 'Before' })
    const known = { id: draft.id, version: draft.version }
    await expect(publishStory(actor, { known, story: { ...draft.input, headline: 'After' } }, now)).rejects.toBeInstanceOf(NotAllowed)
    expect(await getArticleForEditing(actor, draft.id)).toMatchObject({ headline: 'Before', version: 1 })
  })
})
