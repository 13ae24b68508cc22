import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { Conflict, NotAllowed, type Outcome } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import type { Person } from '@/modules/access/actor'
import { saveDraft } from '@/modules/articles/commands/save-draft'
import { setPeople } from '@/modules/articles/commands/set-people'
import { findPublishedStory } from '@/modules/articles/published'
import { workIn } from '@/modules/related/commands/work-in'
import { relatedNews } from '@/modules/related/published'
import { isVocabularyAwaited, lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import { draftArticle, liveArticle, type MadeArticle, storyInput, withdrawnArticle } from '@/prisma/factories/article'
import { type MadeTag, makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { readBulkLines } from './bulk-csv'
import { STORIES_PER_STEP } from './commands/bulk-changes'
import { forecastBulk } from './commands/forecast-bulk'
import { planBulk, planBulkLines, planCsv } from './commands/plan-bulk'
import { retireTag } from './commands/retire-tag'
import { startBulk, stopBulk, undoBulk } from './commands/run-bulk'
import { workOnBulk } from './commands/work-on-bulk'
import { getBulk, listBulk, readBulkProgress } from './queries/bulk'
import { listStoryOperations } from './queries/story-operations'

const now = new Date('2026-11-20T10:00:00Z')
let editor: Person
let [old, fresh, other]: MadeTag[] = []

beforeEach(async () => {
  await emptyDatabase()
  editor = (await makeUser({ role: 'editor' })).actor
  ;[old, fresh, other] = [await makeTag({ slug: 'old' }), await makeTag({ slug: 'fresh' }), await makeTag({ slug: 'other' })]
})

function ok<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems))
  return outcome.value
}
const plan = async (stories: readonly MadeArticle[], { add = ['fresh'], remove = ['old'], actor = editor } = {}) =>
  ok(await planBulk(actor, { ids: stories.map((story) => story.id), words: 'stories of a test', add, remove }, now))
/** Begins, and works until there is nothing left to do. Answers how many steps it took. */
async function run(id: string): Promise<number> {
  ok(await startBulk(editor, { id }, now))
  return workAll()
}
async function workAll(): Promise<number> {
  let steps = 0
  while ((await workOnBulk(now)) === 'worked') steps += 1
  return steps
}
/** Slugs of the tags of a story's newest and live text, and of what readers have. */
async function tagsOf({ id, number }: MadeArticle) {
  const article = await db.article.findUniqueOrThrow({
    where: { id },
    select: { version: true, tagCount: true, headRevision: { select: { tags: { select: { tag: { select: { slug: true } } } } } } },
  })
  const head = (article.headRevision?.tags ?? []).map(({ tag }) => tag.slug).sort()
  const filed = await db.publishedArticleTag.findMany({ where: { articleNumber: number, own: true }, select: { tagId: true } })
  const rows = await db.tag.findMany({ where: { id: { in: filed.map((row) => row.tagId) } }, select: { slug: true } })
  return { head, live: rows.map((row) => row.slug).sort(), count: article.tagCount, version: article.version }
}

/** Everything that tagging touches, to be compared. Versions are left out: an open page is to be told of both ways. */
async function everything() {
  return {
    revisionTags: await db.$queryRaw`select * from revision_tag order by 1, 2`,
    articles: await db.$queryRaw`select id, tag_count, head_revision_id, live_revision_id, state, updated_at from article order by 1`,
    published: await db.$queryRaw`select number, rel_tags, rel_inherited from published_article order by 1`,
    publishedTags: await db.$queryRaw`select * from published_article_tag order by 1, 2`,
    vocabulary: await db.$queryRaw`select id, slug, article_count from published_tag order by 1`,
    postings: await db.$queryRaw`select * from related_key order by 1`,
  }
}

describe('Tagging in bulk', () => {
  it('says first what it would change, and changes nothing', async () => {
    const live = await liveArticle({ headline: 'Live', tags: ['old', 'other'] })
    const draft = await draftArticle({ headline: 'Draft', tags: [] })
    const same = await liveArticle({ tags: ['fresh'] })
    const before = await everything()
    const { id } = await plan([live, draft, same])
    expect(await everything()).toEqual(before)
    expect(await workOnBulk(now)).toBe('idle')
    const seen = await getBulk(editor, id)
    expect(seen).toMatchObject({ state: 'planned', found: 3, total: 2, same: 1, skippedInAll: 0, done: 0 })
    expect(seen.stories.find((story) => story.headline === 'Live')).toMatchObject({
      added: [fresh?.label],
      removed: [old?.label],
      kept: [other?.label],
    })
    expect(seen.tags).toEqual(expect.arrayContaining([{ label: fresh?.label, given: 2, taken: 0 }]))
  })

  it('changes live stories for readers, drafts and withdrawn ones for the newsroom, and tells open pages', async () => {
    const live = await liveArticle({ tags: ['old', 'other'] })
    const draft = await draftArticle({ tags: ['old'] })
    const gone = await withdrawnArticle({ tags: ['old'] })
    const { id } = await plan([live, draft, gone])
    expect(await run(id)).toBe(1)
    expect(await tagsOf(live)).toEqual({ head: ['fresh', 'other'], live: ['fresh', 'other'], count: 2, version: live.version + 1 })
    expect(await tagsOf(draft)).toMatchObject({ head: ['fresh'], live: [], count: 1 })
    expect(await tagsOf(gone)).toMatchObject({ head: ['fresh'], live: [] })
    expect(await getBulk(editor, id)).toMatchObject({ state: 'done', changed: 3, done: 3, total: 3 })
    const stale = await saveDraft(editor, { id: draft.id, version: draft.version, ...storyInput({ tags: ['old'] }) }, now).catch(
      (error: unknown) => error,
    )
    expect(stale).toBeInstanceOf(Conflict)
  })

  it('gives no story a tag that was retired since it was planned, or while it ran', async () => {
    const stories = [await draftArticle({ tags: ['old'] }), await draftArticle({ tags: ['old'] })]
    const { id } = await plan(stories)
    const running = await plan(stories, { add: ['fresh'], remove: ['other'] })
    ok(await startBulk(editor, running, now))
    ok(await retireTag(editor, { id: fresh?.id ?? 0, version: 1, successorSlug: null }, now))
    expect(await startBulk(editor, { id }, now)).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining('Plan it again') }],
    })
    await workAll()
    for (const story of stories) expect(await tagsOf(story)).toMatchObject({ head: ['old'] })
    expect(await getBulk(editor, running.id)).toMatchObject({ state: 'done', changed: 0 })
  })

  it('is taken back to exactly what was there', async () => {
    for (let n = 0; n < 12; n += 1) await liveArticle({ tags: n % 2 === 0 ? ['old', 'other'] : ['fresh', 'old'] })
    const stories = (await db.article.findMany({ select: { id: true } })) as MadeArticle[]
    const before = await everything()
    const { id } = await plan(stories)
    await run(id)
    expect(await everything()).not.toEqual(before)
    ok(await undoBulk(editor, { id }, now))
    await workAll()
    expect(await everything()).toEqual(before)
    expect(await getBulk(editor, id)).toMatchObject({ state: 'undone', undoneBy: editor.name, changed: 0 })
  })

  it('when taken back, leaves what was written since', async () => {
    const story = await liveArticle({ tags: ['old'] })
    const { id } = await plan([story])
    await run(id)
    const { version } = await tagsOf(story)
    ok(await saveDraft(editor, { ...story.input, id: story.id, version, tagSlugs: ['fresh', 'other'] }, now))
    ok(await undoBulk(editor, { id }, now))
    await workAll()
    expect(await tagsOf(story)).toMatchObject({ head: ['old', 'other'], live: ['old'] })
  })

  it('goes in steps, and what a colleague did between two of them stands', async () => {
    const stories: MadeArticle[] = []
    for (let n = 0; n < STORIES_PER_STEP + 3; n += 1) stories.push(await draftArticle({ tags: ['old'] }))
    const { id } = await plan(stories)
    ok(await startBulk(editor, { id }, now))
    expect(await workOnBulk(now)).toBe('worked')
    expect(await readBulkProgress(editor, id)).toEqual({ state: 'running', total: STORIES_PER_STEP + 3, done: STORIES_PER_STEP })
    const left = await db.tagOperationStory.findMany({ where: { operationId: id, doneAt: null }, select: { articleId: true } })
    const [one, two, three] = left.map(({ articleId }) => stories.find((story) => story.id === articleId) as MadeArticle)
    ok(
      await saveDraft(
        editor,
        { ...one?.input, id: one?.id, version: 1, tagSlugs: ['old', 'other'] } as Parameters<typeof saveDraft>[1],
        now,
      ),
    )
    await db.article.delete({ where: { id: two?.id ?? '' } }).catch(() => undefined)
    // Somebody else publishes while the operation is under way.
    await liveArticle({ tags: ['old'] })
    await workAll()
    expect(await tagsOf(one as MadeArticle)).toMatchObject({ head: ['fresh', 'other'] })
    expect(await tagsOf(three as MadeArticle)).toMatchObject({ head: ['fresh'] })
    expect(await readBulkProgress(editor, id)).toMatchObject({ state: 'done', done: STORIES_PER_STEP + 3 })
  }, 60_000)

  it('stops after the step under way, goes on, and can be taken back half done', async () => {
    const stories: MadeArticle[] = []
    for (let n = 0; n < STORIES_PER_STEP + 1; n += 1) stories.push(await draftArticle({ tags: ['old'] }))
    const before = await everything()
    const { id } = await plan(stories)
    ok(await startBulk(editor, { id }, now))
    await workOnBulk(now)
    ok(await stopBulk(editor, { id }, now))
    expect(await workOnBulk(now)).toBe('idle')
    expect(await getBulk(editor, id)).toMatchObject({ state: 'stopped', changed: STORIES_PER_STEP })
    ok(await undoBulk(editor, { id }, now))
    await workAll()
    expect(await everything()).toEqual(before)
    await expect(startBulk(editor, { id }, now)).rejects.toBeInstanceOf(Conflict)
  }, 60_000)

  it('waits for whoever publishes, and does not fall over', async () => {
    const story = await liveArticle({ tags: ['old'] })
    const { id } = await plan([story])
    ok(await startBulk(editor, { id }, now))
    let working: Promise<unknown> = Promise.resolve()
    await db.$transaction(async (tx) => {
      await lockVocabulary(tx)
      working = workOnBulk(now)
      await expect.poll(() => isVocabularyAwaited(tx)).toBe(true)
      expect((await readBulkProgress(editor, id)).done).toBe(0)
    })
    expect(await working).toBe('worked')
    expect((await tagsOf(story)).live).toEqual(['fresh'])
  })

  it('leaves out a story that would have too many tags, and live ones where the person may not publish', async () => {
    const many = await Promise.all(Array.from({ length: 40 }, () => makeTag()))
    const full = await draftArticle({ headline: 'Full', tags: many.map((tag) => tag.slug) })
    const live = await liveArticle({ headline: 'Live', tags: [] })
    const draft = await draftArticle({ tags: [] })
    const author: Person = { ...(await makeUser({ role: 'author' })).actor, duties: ['sub', 'tag-editor'] }
    const { id } = await plan([full, live, draft], { remove: [], actor: author })
    const { skipped, total } = await getBulk(editor, id)
    expect(total).toBe(1)
    expect(skipped.map(({ headline, why }) => [headline, why]).sort()).toEqual([
      ['Full', 'full'],
      ['Live', 'live'],
    ])
  })

  it('refuses a tag there is not, one that is retired, and one both given and taken', async () => {
    const story = await draftArticle()
    await db.tag.update({ where: { slug: 'other' }, data: { retiredAt: now } })
    const problems = async (add: string[], remove: string[]) => {
      const outcome = await planBulk(editor, { ids: [story.id], words: 'x', add, remove }, now)
      return outcome.ok ? [] : outcome.problems.map(({ field, message }) => `${field}: ${message}`)
    }
    expect(await problems(['nothing'], [])).toEqual(['add: There is no tag “nothing”'])
    expect(await problems(['other'], [])).toEqual([expect.stringMatching(/^add: .* is retired/)])
    expect(await problems(['old'], ['old'])).toEqual([expect.stringMatching(/^remove: .* at once/)])
  })
})

describe('What it would do to related lists', () => {
  it('is what they are afterwards, and nothing is changed by asking', async () => {
    const [one, two, three] = [
      await liveArticle({ headline: 'One about waiting', tags: ['old'] }),
      await liveArticle({ headline: 'Two about plans', tags: ['old', 'other'] }),
      await liveArticle({ headline: 'Three about courts', tags: ['other'] }),
    ]
    const { id } = await plan([one, three])
    const before = await everything()
    const forecast = ok(await forecastBulk(editor, { id }, now))
    expect(await everything()).toEqual(before)
    const listOf = async (story: MadeArticle) => {
      const found = await findPublishedStory(story.slug)
      return found.state === 'live' ? (await relatedNews(found.story, now)).map((link) => link.headline) : []
    }
    const was = new Map(await Promise.all([one, two, three].map(async (story) => [story.number, await listOf(story)] as const)))
    await run(id)
    for (const story of [one, two, three]) {
      const changed = forecast.changed.find((list) => list.number === story.number)
      const is = await listOf(story)
      if (was.get(story.number)?.join() === is.join()) expect(changed).toBeUndefined()
      else expect(changed?.loses.length || changed?.gains.length).toBeTruthy()
    }
    expect(forecast.changed.length).toBeGreaterThan(0)
    expect(await forecastBulk(editor, { id }, now)).toMatchObject({ ok: false })
  })
})

describe('A closed story', () => {
  it('is not there for somebody who may not open it: neither found, nor counted, nor changed, by id or by file', async () => {
    const open = await draftArticle({ tags: ['old'] })
    const closed = await draftArticle({ headline: 'Canary', tags: ['old'] })
    const admin = (await makeUser({ role: 'admin' })).actor
    ok(await setPeople(admin, { id: closed.id, version: closed.version, sensitive: true, people: [admin.id] }, now))
    const { id } = await plan([open, closed])
    const file = readBulkLines(`slug,add,remove\n${open.slug},fresh,\n${closed.slug},fresh,\nno-such-story,fresh,\n`)
    const second = ok(await planBulkLines(editor, file, now))
    expect(await getBulk(editor, id)).toMatchObject({ found: 1, total: 1, same: 0 })
    const lines = await getBulk(editor, second.id)
    expect(lines).toMatchObject({ found: 1, total: 1, badInAll: 2 })
    const [hidden, missing] = lines.bad
    expect({ ...hidden, line: 0 }).toEqual({ ...missing, line: 0 })
    expect(JSON.stringify([await getBulk(editor, id), lines])).not.toMatch(/Canary/)
    await run(id)
    expect((await tagsOf(closed)).head).toEqual(['old'])
  })

  it('that was closed after it was planned is left as it is', async () => {
    const story = await draftArticle({ headline: 'Canary', tags: ['old'] })
    const admin = (await makeUser({ role: 'admin' })).actor
    const { id } = await plan([story])
    ok(await setPeople(admin, { id: story.id, version: story.version, sensitive: true, people: [admin.id] }, now))
    expect(JSON.stringify(await getBulk(editor, id))).not.toContain('Canary')
    await run(id)
    expect((await tagsOf(story)).head).toEqual(['old'])
    expect(await getBulk(editor, id)).toMatchObject({ state: 'done', changed: 0 })
  })
})

describe('Who may', () => {
  it('is asked when it is planned and at every step', async () => {
    const story = await draftArticle({ tags: ['old'] })
    const author = (await makeUser({ role: 'author' })).actor
    await expect(planBulk(author, { ids: [story.id], words: 'x', add: ['fresh'], remove: [] }, now)).rejects.toBeInstanceOf(NotAllowed)
    const { id } = await plan([story])
    await expect(startBulk(author, { id }, now)).rejects.toBeInstanceOf(NotAllowed)
    ok(await startBulk(editor, { id }, now))
    await db.user.update({ where: { id: editor.id }, data: { active: false } })
    await workAll()
    const row = await db.tagOperation.findUniqueOrThrow({ where: { id }, select: { state: true, failure: true } })
    expect(row).toEqual({ state: 'stopped', failure: `${editor.name} may not do this any more` })
    const events = await db.auditEvent.findMany({ where: { kind: 'tag.bulk' }, orderBy: { id: 'asc' }, select: { detail: true } })
    expect(events.map(({ detail }) => (detail as { act: string }).act)).toEqual(['started', 'stopped'])
    expect((await tagsOf(story)).head).toEqual(['old'])
  })

  it('is in the history of each story, while it is done and when it was taken back; and not in that of one it left alone', async () => {
    const [one, same] = [await draftArticle({ tags: ['old', 'other'] }), await draftArticle({ tags: ['fresh'] })]
    const { id } = await plan([one, same])
    expect(await listStoryOperations(editor, one.id)).toEqual([])
    await run(id)
    expect(await listStoryOperations(editor, one.id)).toMatchObject([
      {
        kind: 'bulk',
        sentence: 'Tags of many stories changed: stories of a test',
        given: [fresh?.label],
        taken: [old?.label],
        undoneAt: null,
      },
    ])
    expect(await listStoryOperations(editor, same.id)).toEqual([])
    ok(await undoBulk(editor, { id }, now))
    await workAll()
    expect(await listStoryOperations(editor, one.id)).toMatchObject([{ undoneBy: editor.name, undoneAt: now }])
    await db.article.update({ where: { id: one.id }, data: { sensitive: true } })
    expect(await listStoryOperations(editor, one.id)).toEqual([])
  })

  it('is in the audit, and the operation in the list', async () => {
    const { id } = await plan([await draftArticle({ tags: ['old'] })])
    expect(await listBulk(editor)).toEqual([])
    await run(id)
    ok(await undoBulk(editor, { id }, now))
    await workAll()
    expect((await listBulk(editor)).map((one) => [one.id, one.state])).toEqual([[id, 'undone']])
    const events = await db.auditEvent.findMany({ where: { kind: 'tag.bulk' }, orderBy: { id: 'asc' }, select: { detail: true } })
    expect(events.map(({ detail }) => (detail as { act: string }).act)).toEqual(['started', 'ended', 'undoing', 'undone'])
  })
})

describe('A file', () => {
  it('is told what is missing where there is nothing but the names of the columns', async () => {
    expect(await planCsv(editor, { lines: 'slug,add,remove\n' }, now)).toMatchObject({ ok: false, problems: [{ field: 'lines' }] })
  })

  it('gives each story what its own line says, also by an old address, and keeps bad lines out', async () => {
    const one = await draftArticle({ tags: ['old'] })
    const two = await liveArticle({ tags: [] })
    const file = readBulkLines(`slug,add,remove\n${one.slug},fresh|other,old\n${two.slug},other,\nnowhere,fresh,\n${two.slug},nothing,\n`)
    const { id } = ok(await planBulkLines(editor, file, now))
    expect((await getBulk(editor, id)).bad).toEqual([
      { line: 4, field: 'slug', message: 'There is no story at this address' },
      { line: 5, field: 'add', message: 'There is no tag “nothing”' },
    ])
    await run(id)
    expect((await tagsOf(one)).head).toEqual(['fresh', 'other'])
    expect((await tagsOf(two)).live).toEqual(['other'])
  })

  it('that gives a story a tag in one line and takes it in another is told of the second line', async () => {
    const [story, untouched] = [await draftArticle({ tags: ['old'] }), await draftArticle({ tags: ['old'] })]
    const file = readBulkLines(`slug,add,remove\n${story.slug},fresh,old\n${story.slug},other|old,fresh\n${untouched.slug},,old\n`)
    const { id } = ok(await planBulkLines(editor, file, now))
    expect((await getBulk(editor, id)).bad).toEqual([
      { line: 3, field: 'add', message: 'Another line of this story removes “old”' },
      { line: 3, field: 'remove', message: 'Another line of this story adds “fresh”' },
    ])
    await run(id)
    expect([(await tagsOf(story)).head, (await tagsOf(untouched)).head]).toEqual([['fresh'], []])
  })

  it('without a good line is refused with every line', async () => {
    const outcome = await planBulkLines(editor, readBulkLines('slug,add\nnowhere,fresh\n'), now)
    expect(outcome.ok ? [] : outcome.problems.map(({ message }) => message)).toEqual(['Line 2, slug: There is no story at this address'])
  })
})

describe('The record of related lists', () => {
  it('is in step once the stories are changed, and again once they are taken back', async () => {
    const [one, two] = [await liveArticle({ tags: ['old'] }), await liveArticle({ tags: ['fresh'] })]
    const work = async () => {
      for (let turn = 0; turn < 20 && (await workIn(now)).state !== 'idle'; turn += 1);
      return (await db.relatedShown.findUniqueOrThrow({ where: { articleNumber: one.number }, select: { links: true } })).links
    }
    expect(await work()).toEqual([])
    const { id } = await plan([one])
    await run(id)
    expect(await work()).toEqual([two.number])
    ok(await undoBulk(editor, { id }, now))
    expect(await work()).toEqual([two.number])
    await workAll()
    expect(await work()).toEqual([])
  })
})
