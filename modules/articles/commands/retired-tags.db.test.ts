/** A tag that the newsroom uses no more: no story gets it, stories that carry it keep it, and what took its place is followed. */
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import type { Outcome } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import type { Person } from '@/modules/access/actor'
import { draftArticle, liveArticle, type MadeArticle, storyInput } from '@/prisma/factories/article'
import { type MadeTag, makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { createArticle } from './create-article'
import { importStories } from './import-stories'
import { restoreRevision } from './restore-revision'
import { retagStory } from './retag-story'
import { saveDraft } from './save-draft'

const now = new Date('2026-11-22T10:00:00Z')
let admin: Person
/** `alone` and `gone` are retired; `next` took the place of `gone`. */
let [alone, gone, next, other]: MadeTag[] = []
let carrier: MadeArticle

beforeEach(async () => {
  await emptyDatabase()
  admin = (await makeUser({ role: 'admin' })).actor
  alone = await makeTag({ slug: 'alone', label: 'Alone' })
  gone = await makeTag({ slug: 'gone', label: 'Gone' })
  next = await makeTag({ slug: 'next', label: 'Next' })
  other = await makeTag({ slug: 'other', label: 'Other' })
  carrier = await liveArticle({ tags: ['alone'] })
  await db.tag.updateMany({ where: { slug: { in: ['alone', 'gone'] } }, data: { retiredAt: now } })
  await follow(gone, next)
})

const follow = (tag?: MadeTag, successor?: MadeTag) =>
  db.tagSuccessor.create({ data: { tagId: tag?.id ?? 0, successorId: successor?.id ?? 0 }, select: { tagId: true } })
const problemsOf = (outcome: Outcome<unknown>) => (outcome.ok ? [] : outcome.problems)
const tagsOf = async (id: string): Promise<string[]> => {
  const { headRevision } = await db.article.findUniqueOrThrow({
    where: { id },
    select: { headRevision: { select: { tags: { select: { tag: { select: { slug: true } } } } } } },
  })
  return (headRevision?.tags ?? []).map(({ tag }) => tag.slug).sort()
}
const create = (tags: string[]) => createArticle(admin, { ...storyInput({ tags }), importId: null }, now)
const idOf = (outcome: Outcome<{ id: string }>): string => (outcome.ok ? outcome.value.id : '')
const REFUSED = { field: 'tagSlugs', message: '“Alone” is retired, and no story takes it any more. Choose another tag' }

describe('A retired tag', () => {
  it('is refused for a new story, and for one that never carried it, with a sentence that names it', async () => {
    expect(problemsOf(await create(['other', 'alone']))).toEqual([REFUSED])
    const draft = await draftArticle({ tags: ['other'] })
    const saved = await saveDraft(admin, { ...draft.input, tagSlugs: ['alone'], id: draft.id, version: draft.version }, now)
    expect(problemsOf(saved)).toEqual([REFUSED])
    expect(problemsOf(await retagStory(admin, { id: draft.id, add: ['alone'], remove: [] }, now))).toEqual([{ ...REFUSED, field: '' }])
    expect(await tagsOf(draft.id)).toEqual(['other'])
  })

  it('stays with a story that carries it, and comes back with an older version of it', async () => {
    const save = async (tagSlugs: string[], headline: string) => {
      const { version } = await db.article.findUniqueOrThrow({ where: { id: carrier.id }, select: { version: true } })
      return problemsOf(await saveDraft(admin, { ...carrier.input, headline, tagSlugs, id: carrier.id, version }, now))
    }
    expect(await save(['alone', 'other'], 'A second headline')).toEqual([])
    expect(await tagsOf(carrier.id)).toEqual(['alone', 'other'])
    expect(await save(['other'], 'A third headline')).toEqual([])
    expect(await save(['alone'], 'A fourth headline')).toEqual([])
    expect(await tagsOf(carrier.id)).toEqual(['alone'])
  })

  it('comes back with an older version that carried what was merged into it', async () => {
    const old = await makeTag({ slug: 'old-name' })
    const story = await draftArticle({ tags: ['old-name'] })
    const saved = await saveDraft(admin, { ...story.input, tagSlugs: ['other'], id: story.id, version: story.version }, now)
    await db.tag.update({ where: { id: old.id }, data: { mergedIntoId: alone?.id ?? 0 } })
    const version = saved.ok ? saved.value.version : 0
    expect(problemsOf(await restoreRevision(admin, { id: story.id, version, revision: 1 }, now))).toEqual([])
    expect(await tagsOf(story.id)).toEqual(['alone'])
  })

  it('is the one that took its place, past those that are retired themselves', async () => {
    const made = await create(['gone', 'next', 'other'])
    expect(await tagsOf(idOf(made))).toEqual(['next', 'other'])
    await follow(alone, gone)
    expect(await tagsOf(idOf(await create(['alone'])))).toEqual(['next'])
  })

  it('of which two took the place is refused, and both are named', async () => {
    await follow(gone, other)
    expect(problemsOf(await create(['gone']))).toEqual([
      { field: 'tagSlugs', message: '“Gone” is retired. Choose what took its place: “Next” or “Other”' },
    ])
  })

  it('leads nowhere where tags took each other’s place', async () => {
    await follow(alone, gone)
    await db.tagSuccessor.deleteMany({ where: { tagId: gone?.id ?? 0 } })
    await follow(gone, alone)
    expect(problemsOf(await create(['alone']))).toEqual([REFUSED])
  })
})

describe('In an import', () => {
  const line = (over: object) => JSON.stringify({ headline: 'A story of a file', body: ['Words.'], ...over })
  const run = (lines: string[], dryRun: boolean) =>
    importStories(admin, { lines: lines.map((text, at) => ({ number: at + 1, text })), publish: false, dryRun }, now)

  it.each([true, false])(
    'a retired tag is refused by line and field, one that was followed is stored (only looked at: %s)',
    async (dryRun) => {
      const report = await run(
        [line({ tags: ['alone'] }), line({ headline: 'Another', tags: ['gone', 'nothing'] }), line({ tags: ['gone'] })],
        dryRun,
      )
      expect(report.refused).toEqual([
        { line: 1, ...REFUSED, field: 'tags' },
        { line: 2, field: 'tags', message: 'There is no tag “nothing”' },
      ])
      expect(report.stories).toHaveLength(1)
      const [stored] = report.stories
      if (!dryRun) expect(await tagsOf(stored?.id ?? '')).toEqual(['next'])
    },
  )

  it('a line of a story that carries it is not refused', async () => {
    const report = await run([line({ id: carrier.id, headline: 'A changed headline', tags: ['alone'] })], false)
    expect(report.refused).toEqual([])
    expect(await tagsOf(carrier.id)).toEqual(['alone'])
  })
})
