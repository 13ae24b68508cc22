import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { Conflict, NotAllowed, NotFound } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { draftArticle, liveArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { bodyFromParagraphs } from '../body'
import { findPublishedStory } from '../published'
import { getArticleForEditing, getHistory } from '../queries'
import { compareRevisions } from '../queries/compare-revisions'
import { labelRevision } from './label-revision'
import { restoreRevision } from './restore-revision'
import { saveDraft } from './save-draft'

beforeEach(emptyDatabase)

const now = new Date('2026-11-21T14:02:00Z')

function worked<T>(outcome: { ok: true; value: T } | { ok: false }): T {
  if (outcome.ok) return outcome.value
  throw new Error(JSON.stringify(outcome))
}

describe('A label', () => {
  it('names a version, is changed, and is taken away; each is on record and the version stays as it is', async () => {
    const { actor, name } = await makeUser()
    const story = await draftArticle()
    worked(await labelRevision(actor, { id: story.id, revision: 1, label: 'as sent to legal' }, now))
    expect((await getHistory(actor, story.id)).revisions[0]?.label).toEqual({ label: 'as sent to legal', byName: name, at: now })
    worked(await labelRevision(actor, { id: story.id, revision: 1, label: 'as cleared by legal' }, now))
    worked(await labelRevision(actor, { id: story.id, revision: 1, label: '' }, now))
    const { revisions, events, version } = await getHistory(actor, story.id)
    expect(revisions[0]?.label).toBeNull()
    expect(version).toBe(1)
    expect(events.map(({ sentence }) => sentence).slice(0, 3)).toEqual([
      'took the label of version 1 away',
      'labelled version 1 “as cleared by legal”',
      'labelled version 1 “as sent to legal”',
    ])
  })

  it('is for who may edit the story, and for a version that is there', async () => {
    const [author, editor] = [await makeUser({ role: 'author' }), await makeUser()]
    const story = await draftArticle()
    await expect(labelRevision(author.actor, { id: story.id, revision: 1, label: 'x' }, now)).rejects.toBeInstanceOf(NotAllowed)
    await expect(labelRevision(editor.actor, { id: story.id, revision: 2, label: 'x' }, now)).rejects.toBeInstanceOf(NotFound)
  })
})

describe('Bringing a version back', () => {
  it('makes a new one with all that belonged to it, and leaves what readers have', async () => {
    const { actor } = await makeUser()
    const [kept, later] = [await makeTag(), await makeTag()]
    const other = await liveArticle()
    const story = await liveArticle({ tags: [kept.slug], pins: [{ headline: other.headline, targetId: other.id }], body: ['First words.'] })
    const changed = {
      ...story.input,
      slug: null,
      headline: 'Later',
      tagSlugs: [later.slug],
      pins: [],
      body: bodyFromParagraphs(['Later words.']),
    }
    const { version } = worked(await saveDraft(actor, { id: story.id, version: story.version, ...changed }, now))
    expect(worked(await restoreRevision(actor, { id: story.id, version, revision: 1 }, now))).toMatchObject({ revision: 3 })
    expect(await getArticleForEditing(actor, story.id)).toMatchObject({
      headline: story.headline,
      tags: [{ slug: kept.slug }],
      pins: [{ targetId: other.id }],
      hasUnpublishedChanges: true,
    })
    expect(await findPublishedStory(story.slug)).toMatchObject({ state: 'live', story: { headline: story.headline } })
    expect((await getHistory(actor, story.id)).events[0]?.sentence).toBe('brought version 1 back as version 3')
    expect(await db.revision.count({ where: { articleId: story.id } })).toBe(3)
  })

  it('writes nothing when the newest says the same, and refuses a story that was changed meanwhile', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    expect(worked(await restoreRevision(actor, { id: story.id, version: 1, revision: 1 }, now)).changed).toEqual([])
    await saveDraft(actor, { id: story.id, version: 1, ...story.input, headline: 'Two' }, now)
    await expect(restoreRevision(actor, { id: story.id, version: 1, revision: 1 }, now)).rejects.toBeInstanceOf(Conflict)
  })

  it('is not possible for somebody the story is closed to', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    await db.article.update({ where: { id: story.id }, data: { sensitive: true } })
    await expect(restoreRevision(actor, { id: story.id, version: 1, revision: 1 }, now)).rejects.toBeInstanceOf(NotFound)
    await expect(labelRevision(actor, { id: story.id, revision: 1, label: 'x' }, now)).rejects.toBeInstanceOf(NotFound)
    await expect(compareRevisions(actor, story.id, 1, 'newest')).rejects.toBeInstanceOf(NotFound)
  })
})

describe('Comparing', () => {
  it('any two versions says what differs, the earlier one first whichever was named first', async () => {
    const { actor } = await makeUser()
    const tag = await makeTag()
    const story = await draftArticle({ body: ['It is due in May.'] })
    const changes = { tagSlugs: [tag.slug], body: bodyFromParagraphs(['It is due in June.']) }
    await saveDraft(actor, { id: story.id, version: 1, ...story.input, ...changes }, now)
    const { before, after, comparison } = await compareRevisions(actor, story.id, 2, 1)
    expect([before.number, after.number]).toEqual([1, 2])
    expect(comparison.facts).toEqual([])
    expect(comparison.body?.[0]?.parts).toContainEqual({ kind: 'removed', text: 'May' })
    expect(comparison.lists).toMatchObject([{ name: 'Tags', added: [tag.label] }])
  })

  it('what readers have with the newest words', async () => {
    const { actor } = await makeUser()
    const story = await liveArticle()
    await saveDraft(actor, { id: story.id, version: story.version, ...story.input, slug: null, headline: 'Not yet published' }, now)
    const { before, after, comparison } = await compareRevisions(actor, story.id, 'live', 'newest')
    expect([before.live, after.head]).toEqual([true, true])
    expect(comparison.facts.map(({ name }) => name)).toEqual(['Headline'])
  })

  it('a version that is not there is refused', async () => {
    const { actor } = await makeUser()
    const story = await draftArticle()
    await expect(compareRevisions(actor, story.id, 1, 9)).rejects.toBeInstanceOf(NotFound)
    await expect(compareRevisions(actor, story.id, 'live', 'newest')).rejects.toBeInstanceOf(NotFound)
  })
})
