import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { Conflict, type Outcome } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { keepWorkingCopy } from '@/modules/articles/commands/keep-working-copy'
import { saveDraft } from '@/modules/articles/commands/save-draft'
import { getArticleForEditing } from '@/modules/articles/queries'
import { liveArticle, type MadeArticle } from '@/prisma/factories/article'
import { type MadeTag, makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { mergeTags } from './commands/merge-tags'
import { planBulk } from './commands/plan-bulk'
import { renameTag } from './commands/rename-tag'
import { startBulk, undoBulk } from './commands/run-bulk'
import { splitTag } from './commands/split-tag'
import { undoOperation } from './commands/undo-operation'
import { workOnBulk } from './commands/work-on-bulk'
import { listStoryOperations } from './queries/story-operations'

const clock = systemActor('Clock', 'a test')
const now = new Date('2026-11-20T10:00:00Z')
let [one, two, three]: MadeTag[] = []
beforeEach(async () => {
  await emptyDatabase()
  ;[one, two, three] = [await makeTag({ label: 'One' }), await makeTag({ label: 'Two' }), await makeTag({ label: 'Three' })]
})

function ok<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems))
  return outcome.value
}
const known = async (tag: MadeTag | undefined) => {
  const { id, version } = await db.tag.findUniqueOrThrow({ where: { slug: tag?.slug ?? '' }, select: { id: true, version: true } })
  return { id, version }
}
const merge = async (from: MadeTag | undefined, into: MadeTag | undefined) =>
  ok(await mergeTags(clock, { ...(await known(from)), intoSlug: into?.slug ?? '' }, now))
const undo = async (operation: string) => ok(await undoOperation(clock, { id: operation }, now))
async function bulk(stories: readonly MadeArticle[], tags: { add: string[]; remove: string[] }): Promise<string> {
  const { id } = ok(await planBulk(clock, { ids: stories.map((story) => story.id), words: 'stories of a test', ...tags }, now))
  ok(await startBulk(clock, { id }, now))
  await work()
  return id
}
async function work(): Promise<void> {
  while ((await workOnBulk(now)) === 'worked');
}
async function takeBack(id: string): Promise<void> {
  ok(await undoBulk(clock, { id }, now))
  await work()
}
/** A live story with other tags in its newest text, which nobody has published yet. */
async function withDraft(live: string[], head: string[]): Promise<MadeArticle> {
  const story = await liveArticle({ tags: live, now })
  ok(await saveDraft(clock, { ...story.input, id: story.id, version: story.version, tagSlugs: head }, now))
  return story
}
async function tagsOf({ id }: MadeArticle): Promise<{ head: string[]; live: string[] }> {
  const tags = { select: { tags: { select: { tag: { select: { slug: true } } } } } }
  const row = await db.article.findUniqueOrThrow({ where: { id }, select: { headRevision: tags, liveRevision: tags } })
  const slugs = (text: typeof row.headRevision) => (text?.tags ?? []).map(({ tag }) => tag.slug).sort()
  return { head: slugs(row.headRevision), live: slugs(row.liveRevision) }
}

describe('Of a story with two texts', () => {
  it('the one that a merge did not change is left as it was when the merge is taken back', async () => {
    const stories = [await withDraft(['two'], ['one']), await withDraft(['one'], ['two'])]
    const { operation } = await merge(one, two)
    expect(await Promise.all(stories.map(tagsOf))).toEqual([
      { head: ['two'], live: ['two'] },
      { head: ['two'], live: ['two'] },
    ])
    await undo(operation)
    expect(await Promise.all(stories.map(tagsOf))).toEqual([
      { head: ['one'], live: ['two'] },
      { head: ['two'], live: ['one'] },
    ])
  })

  it('the one that had the tag before keeps it when many stories’ tags are taken back', async () => {
    const stories = [await withDraft([], ['one']), await withDraft(['one'], [])]
    const id = await bulk(stories, { add: ['one'], remove: [] })
    expect(await Promise.all(stories.map(tagsOf))).toEqual([
      { head: ['one'], live: ['one'] },
      { head: ['one'], live: ['one'] },
    ])
    expect(await Promise.all(stories.map((story) => listStoryOperations(clock, story.id)))).toMatchObject([
      [{ given: ['One'] }],
      [{ given: ['One'] }],
    ])
    await takeBack(id)
    expect(await Promise.all(stories.map(tagsOf))).toEqual([
      { head: ['one'], live: [] },
      { head: [], live: ['one'] },
    ])
  })
})

describe('A tag that was merged since counts as the one it became', () => {
  it('when a split is taken back', async () => {
    const story = await liveArticle({ tags: ['one'], now })
    const split = ok(await splitTag(clock, { ...(await known(one)), toSlug: 'two', keep: 'move', storyIds: [story.id] }, now))
    await merge(two, three)
    expect(await tagsOf(story)).toEqual({ head: ['three'], live: ['three'] })
    await undo(split.operation)
    expect(await tagsOf(story)).toEqual({ head: ['one'], live: ['one'] })
  })

  it('when many stories’ tags are taken back', async () => {
    const [story, had] = [await liveArticle({ tags: ['one'], now }), await liveArticle({ tags: ['one', 'three'], now })]
    const id = await bulk([story, had], { add: ['two'], remove: [] })
    await merge(two, three)
    await takeBack(id)
    expect(await tagsOf(story)).toEqual({ head: ['one'], live: ['one'] })
    expect(await tagsOf(had)).toEqual({ head: ['one', 'three'], live: ['one', 'three'] })
  })
})

it('A page that was opened between a merge and its undo does not write the other tag back unseen', async () => {
  const { actor } = await makeUser()
  const story = await liveArticle({ tags: ['one'], actor, now })
  const { operation } = await merge(one, two)
  const open = await getArticleForEditing(actor, story.id)
  const typed = { ...story.input, tagSlugs: open.tags.map((tag) => tag.slug), standfirst: 'Typed meanwhile.' }
  const page = { id: story.id, tab: randomUUID(), sequence: 1, baseVersion: open.version, baseRevision: open.revision, over: null }
  await keepWorkingCopy(actor, { ...page, story: typed }, now)
  await undo(operation)
  await expect(saveDraft(actor, { ...typed, id: story.id, version: open.version }, now)).rejects.toThrow(Conflict)
  expect(await tagsOf(story)).toEqual({ head: ['one'], live: ['one'] })
})

it('A new name leaves the address of a tag that was merged into this one to that tag, and gets another', async () => {
  await merge(one, two)
  const renamed = await renameTag(clock, { ...(await known(two)), label: 'One', newAddress: true, keepName: true }, now)
  expect(renamed).toMatchObject({ ok: true, value: { slug: 'theme-one' } })
})
