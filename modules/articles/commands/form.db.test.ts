import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { draftArticle, liveArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { findPublishedStory } from '../published'
import { getArticleForEditing } from '../queries'
import { compareRevisions } from '../queries/compare-revisions'
import type { StoryLine } from '../story-line'
import { exportStories } from './export-stories'
import { importStories } from './import-stories'
import { restoreRevision } from './restore-revision'
import { retagStory } from './retag-story'
import { saveDraft } from './save-draft'

beforeEach(emptyDatabase)
const now = new Date('2026-11-21T14:02:00Z')

const published = async (slug: string) => {
  const found = await findPublishedStory(slug)
  return found.state === 'live' ? found.story.form : found.state
}
const imported = async (actor: Parameters<typeof importStories>[0], line: object) =>
  importStories(actor, { lines: [{ number: 1, text: JSON.stringify(line) }], publish: false, dryRun: false }, now)

describe('The form of a story', () => {
  it('is news until somebody says otherwise, and stays when a save does not speak of it', async () => {
    const { actor } = await makeUser()
    const { id, input } = await draftArticle()
    expect(await getArticleForEditing(actor, id)).toMatchObject({ form: 'news' })
    const saved = await saveDraft(actor, { ...input, id, version: 1, form: 'result' }, now)
    expect(saved).toMatchObject({ ok: true, value: { changed: ['form'] } })
    expect(await saveDraft(actor, { ...input, id, version: 2, byline: 'A name' }, now)).toMatchObject({ value: { changed: ['byline'] } })
    expect(await getArticleForEditing(actor, id)).toMatchObject({ form: 'result', byline: 'A name' })
  })

  it('is what readers get, also after a tag was given to the live story', async () => {
    const { actor } = await makeUser()
    const tag = await makeTag()
    const story = await liveArticle({ form: 'monitoring' })
    expect(await published(story.slug)).toBe('monitoring')
    await retagStory(actor, { id: story.id, add: [tag.slug], remove: [] }, now)
    expect(await published(story.slug)).toBe('monitoring')
    expect(await getArticleForEditing(actor, story.id)).toMatchObject({ form: 'monitoring', hasUnpublishedChanges: false })
  })

  it('is compared in words, and comes back with an earlier version', async () => {
    const { actor } = await makeUser()
    const { id, input } = await draftArticle({ form: 'reaction' })
    await saveDraft(actor, { ...input, id, version: 1, form: 'explainer' }, now)
    const { comparison } = await compareRevisions(actor, id, 1, 2)
    expect(comparison.facts.map(({ name }) => name)).toEqual(['Form'])
    expect(comparison.facts[0]?.parts).toContainEqual({ kind: 'added', text: 'Explainer' })
    await restoreRevision(actor, { id, version: 2, revision: 1 }, now)
    expect(await getArticleForEditing(actor, id)).toMatchObject({ form: 'reaction', revision: 3 })
  })

  it('goes out and comes in with a line; a line that does not say leaves it', async () => {
    const { actor } = await makeUser({ role: 'admin' })
    const { id } = await draftArticle({ form: 'result' })
    await draftArticle()
    const lines: StoryLine[] = []
    for await (const { line } of exportStories(actor)) lines.push(line)
    expect(lines.map(({ form }) => form)).toEqual(['result', undefined])
    expect((await imported(actor, { ...lines[0], id: 'new', form: 'monitoring' })).refused).toEqual([])
    expect(await db.revision.count({ where: { form: 'monitoring' } })).toBe(1)
    const { form: _, ...silent } = { ...lines[0], standfirst: 'Other words.' }
    await imported(actor, silent)
    expect(await getArticleForEditing(actor, id)).toMatchObject({ form: 'result', standfirst: 'Other words.' })
    expect((await imported(actor, { ...lines[0], form: 'poem' })).refused).toMatchObject([{ field: 'form' }])
  })
})
