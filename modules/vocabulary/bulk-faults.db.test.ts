/** A story that cannot be changed: it is said which, and it holds neither the others nor the next operation. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { db, Prisma } from '@/lib/db'
import type { Outcome } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import type { Person } from '@/modules/access/actor'
import { draftArticle, type MadeArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { FAULTS_IN_A_ROW } from './commands/bulk-faults'
import { planBulk } from './commands/plan-bulk'
import { settleBulk, startBulk, undoBulk } from './commands/run-bulk'
import { workOnBulk } from './commands/work-on-bulk'
import { getBulk, listStalledBulk } from './queries/bulk'

const now = new Date('2026-11-20T10:00:00Z')
let editor: Person

beforeEach(async () => {
  await emptyDatabase()
  editor = (await makeUser({ role: 'editor' })).actor
  await makeTag({ slug: 'old' })
  await makeTag({ slug: 'fresh' })
  await db.$executeRaw(Prisma.sql`create table if not exists broken_story (id uuid)`)
  await db.$executeRaw(Prisma.sql`
    create or replace function refuse_tags() returns trigger language plpgsql as $$ begin
      if exists (select from broken_story b join revision r on r.article_id = b.id where r.id = coalesce(new.revision_id, old.revision_id))
        then raise exception 'the disk is full'; end if;
      return coalesce(new, old); end $$`)
  await db.$executeRaw(
    Prisma.sql`create or replace trigger refuse_tags before insert or update or delete on revision_tag for each row execute function refuse_tags()`,
  )
})
afterEach(async () => {
  await mend()
  await db.$executeRaw(Prisma.sql`drop trigger refuse_tags on revision_tag`)
  await db.$executeRaw(Prisma.sql`drop function refuse_tags()`)
  await db.$executeRaw(Prisma.sql`drop table broken_story`)
})

const breakStories = async (...stories: readonly MadeArticle[]) => {
  for (const { id } of stories) await db.$executeRaw(Prisma.sql`insert into broken_story values (${id}::uuid)`)
}
const mend = () => db.$executeRaw(Prisma.sql`delete from broken_story`)
function ok<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems))
  return outcome.value
}
async function drafts(count: number): Promise<MadeArticle[]> {
  const made: MadeArticle[] = []
  while (made.length < count) made.push(await draftArticle({ tags: ['old'] }))
  return made
}
const begin = async (stories: readonly MadeArticle[]): Promise<string> => {
  const asked = { ids: stories.map((story) => story.id), words: 'stories of a test', add: ['fresh'], remove: ['old'] }
  const { id } = ok(await planBulk(editor, asked, now))
  ok(await startBulk(editor, { id }, now))
  return id
}
async function workAll(): Promise<void> {
  for (let steps = 0; steps < 50; steps += 1) if ((await workOnBulk(now)) !== 'worked') return
  throw new Error('it never ends')
}
async function tagged(slug: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>(Prisma.sql`
    select a.id::text as id from article a join revision_tag r on r.revision_id = a.head_revision_id join tag t on t.id = r.tag_id
    where t.slug = ${slug} order by 1`)
  return rows.map((row) => row.id)
}
const ids = (stories: readonly MadeArticle[]): string[] => stories.map((story) => story.id).sort()

describe('A story that cannot be changed', () => {
  it('is passed over and named, with who asked and what happened, in no words of the database; all the others are changed', async () => {
    const stories = await drafts(7)
    const [broken, ...sound] = stories as [MadeArticle, ...MadeArticle[]]
    await breakStories(broken)
    const id = await begin(stories)
    await workAll()
    expect(await tagged('fresh')).toEqual(ids(sound))
    const seen = await getBulk(editor, id)
    expect(seen).toMatchObject({ state: 'stopped', failure: '1 story could not be changed', done: 6, total: 7, failedInAll: 1 })
    expect(seen.failed).toEqual([
      {
        story: { id: broken.id, headline: broken.headline },
        why: 'Something went wrong while its tags were written. Its tags are as they were.',
      },
    ])
    expect(await listStalledBulk(editor)).toEqual([
      { id, words: 'stories of a test', failure: '1 story could not be changed', by: editor.name, at: now },
    ])
    const events = await db.auditEvent.findMany({ where: { kind: 'tag.bulk' }, orderBy: { id: 'asc' }, select: { detail: true } })
    expect(events.map(({ detail }) => detail)).toEqual([
      { act: 'started', stories: 7 },
      { act: 'stopped', stories: 6 },
    ])
  })

  it('is changed when somebody goes on once it is mended, and nobody is told of it any more', async () => {
    const stories = await drafts(2)
    await breakStories(...stories.slice(0, 1))
    const id = await begin(stories)
    await workAll()
    await mend()
    ok(await startBulk(editor, { id }, now))
    await workAll()
    expect(await tagged('fresh')).toEqual(ids(stories))
    expect(await getBulk(editor, id)).toMatchObject({ state: 'done', failure: null, failed: [], done: 2 })
    expect(await listStalledBulk(editor)).toEqual([])
  })

  it('can be left as it is', async () => {
    const stories = await drafts(2)
    await breakStories(...stories.slice(0, 1))
    const id = await begin(stories)
    await workAll()
    ok(await settleBulk(editor, { id }, now))
    expect(await getBulk(editor, id)).toMatchObject({ state: 'done', failure: null, failed: [], changed: 1 })
    expect(await listStalledBulk(editor)).toEqual([])
  })

  it('of an undo is passed over too, and the undo goes on where it stopped', async () => {
    const stories = await drafts(3)
    const id = await begin(stories)
    await workAll()
    await breakStories(...stories.slice(1, 2))
    ok(await undoBulk(editor, { id }, now))
    await workAll()
    expect(await tagged('fresh')).toEqual(ids(stories.slice(1, 2)))
    expect(await getBulk(editor, id)).toMatchObject({ state: 'stopped', changed: 1, failedInAll: 1 })
    await mend()
    ok(await undoBulk(editor, { id }, now))
    await workAll()
    expect(await tagged('old')).toEqual(ids(stories))
    expect(await getBulk(editor, id)).toMatchObject({ state: 'undone', changed: 0, failure: null })
  })

  it('of an undo is tried again by going on, which never does anew what was taken back', async () => {
    const stories = await drafts(3)
    const id = await begin(stories)
    await workAll()
    await breakStories(...stories.slice(1, 2))
    ok(await undoBulk(editor, { id }, now))
    await workAll()
    await mend()
    expect(ok(await startBulk(editor, { id }, now))).toMatchObject({ state: 'undoing' })
    await workAll()
    expect(await tagged('old')).toEqual(ids(stories))
    expect(await getBulk(editor, id)).toMatchObject({ state: 'undone', changed: 0, failure: null })
  })

  it('that is closed is not named to those who may not open it', async () => {
    const stories = await drafts(2)
    await breakStories(...stories.slice(0, 1))
    const id = await begin(stories)
    await workAll()
    await db.article.update({ where: { id: stories[0]?.id ?? '' }, data: { sensitive: true }, select: { id: true } })
    expect((await getBulk(editor, id)).failed).toEqual([{ story: null, why: '' }])
  })
})

describe('Where every story fails', () => {
  it('the operation is stopped after a few, and the next one is carried out', async () => {
    const stories = await drafts(FAULTS_IN_A_ROW + 3)
    await breakStories(...stories)
    const first = await begin(stories)
    const others = await drafts(2)
    const second = await begin(others)
    await workAll()
    expect(await tagged('fresh')).toEqual(ids(others))
    expect(await getBulk(editor, first)).toMatchObject({
      state: 'stopped',
      failure: '5 stories in a row could not be changed, and no others were tried',
      done: 0,
      failedInAll: FAULTS_IN_A_ROW,
    })
    expect(await getBulk(editor, second)).toMatchObject({ state: 'done', done: 2 })
    await expect(listStalledBulk((await makeUser({ role: 'author' })).actor)).resolves.toEqual([])
  })
})
