import { Pool } from 'pg'
import { beforeEach, describe, expect, it } from 'vitest'
import { db, Prisma } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { publishArticle } from '@/modules/articles/commands/publish-article'
import { saveDraft } from '@/modules/articles/commands/save-draft'
import { withdrawArticle } from '@/modules/articles/commands/withdraw-article'
import { liveArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { checkPostings } from './commands/check-postings'
import { rebuildPostings, startRebuild } from './commands/rebuild-postings'
import { workIn } from './commands/work-in'
import { engineHealth } from './queries/engine-health'

const clock = systemActor('Clock', 'a test')
const now = new Date('2026-11-20T10:00:00Z')
beforeEach(emptyDatabase)

/** Postings that should not be there, and that are missing, by what every story says. */
async function disagreements(): Promise<{ strays: number; missing: number }> {
  const [row] = await db.$queryRaw<{ strays: number; missing: number }[]>(Prisma.sql`
    with due as (
      select q.k, related_run(a.evergreen, a.form), a.first_published_at, a.number from published_article a cross join lateral related_keys_of(a.rel_tags, a.rel_inherited) as q(k)),
    there as (select k, run, sort_at, article_number from related_key)
    select (select count(*)::int from (select * from there except select * from due) x) as strays,
      (select count(*)::int from (select * from due except select * from there) x) as missing`)
  return row ?? { strays: -1, missing: -1 }
}

async function someStories(count: number) {
  const types = ['area', 'theme', 'theme', 'organisation', 'outcome', 'storyline', 'theme', 'theme', 'area', 'person'] as const
  const tags = []
  for (const type of types) tags.push((await makeTag({ type })).slug)
  const stories = []
  for (let n = 0; n < count; n += 1)
    stories.push(
      await liveArticle({ tags: tags.filter((_, at) => (n + at) % 3 !== 0 || at === n % 10).slice(0, 9), evergreen: n % 4 === 0, now }),
    )
  return { tags, stories }
}

/** Every way in which a posting can be wrong. */
async function damage(number: number): Promise<void> {
  await db.$executeRaw(
    Prisma.sql`delete from related_key where article_number = ${number}::int and k in (select k from related_key where article_number = ${number}::int order by k limit 3)`,
  )
  // For no story; for a story under the wrong run, moment and combination; and a pair that runs backwards.
  await db.$executeRaw(Prisma.sql`
    insert into related_key (k, run, sort_at, article_number)
    select k, run, sort_at, 999999 from related_key where article_number = ${number}::int
    union all select k, (1 - run)::smallint, sort_at, article_number from related_key where article_number = ${number + 1}::int
    union all select k, run, sort_at - interval '1 hour', article_number from related_key where article_number = ${number + 2}::int
    union all select (2097151::bigint << 42), related_run(evergreen, form), first_published_at, number from published_article where number = ${number + 3}::int
    union all select (rel_tags[1]::bigint << 42) | (2097150::bigint << 21), related_run(evergreen, form), first_published_at, number from published_article where number = ${number + 3}::int
    union all select (greatest(rel_tags[1], rel_tags[2])::bigint << 42) | (least(rel_tags[1], rel_tags[2])::bigint << 21), related_run(evergreen, form), first_published_at, number
      from published_article where number = ${number + 4}::int
    on conflict do nothing`)
}

describe('The check of the postings', () => {
  it('finds nothing where publishing wrote them, and takes no key for another', async () => {
    const { stories } = await someStories(12)
    await withdrawArticle(clock, { id: stories[3]?.id ?? '', version: stories[3]?.version ?? 0, reason: 'It was wrong.' }, now)
    expect(await checkPostings(clock, now)).toEqual({ stories: 11, disagreements: 0 })
    expect(await db.auditEvent.count({ where: { kind: 'related.mended' } })).toBe(0)
    const [row] = await db.$queryRaw<{ wrong: number }[]>(Prisma.sql`
      select count(*)::int as wrong from published_article a cross join lateral related_keys_of(a.rel_tags, a.rel_inherited) as q(k)
      where not related_key_is_of(q.k, a.rel_tags, a.rel_inherited)`)
    expect(row?.wrong).toBe(0)
  })

  it('counts and mends every kind of disagreement, and says so in the history and on the health page', async () => {
    const { actor } = await makeUser({ role: 'editor' })
    const { stories } = await someStories(12)
    const first = stories[2]?.number ?? 0
    await damage(first)
    expect(await disagreements()).toMatchObject({ missing: 3 })
    expect((await disagreements()).strays).toBeGreaterThan(10)
    expect(await checkPostings(clock, now)).toEqual({ stories: 12, disagreements: 6 })
    expect(await disagreements()).toEqual({ strays: 0, missing: 0 })
    expect(await db.auditEvent.findFirst({ where: { kind: 'related.mended' } })).toMatchObject({ detail: { stories: 6 } })
    expect(await engineHealth(actor, now)).toMatchObject({ disagreements: 6, lastCheckAt: now })
    expect(await db.$queryRaw`select tag from page_cache.tag where tag = 'relates:all'`).toHaveLength(1)
    expect(await checkPostings(clock, now)).toEqual({ stories: 12, disagreements: 0 })
  })

  it('is not for authors', async () => {
    const { actor } = await makeUser({ role: 'author' })
    await expect(checkPostings(actor, now)).rejects.toThrow('You may not')
    await expect(rebuildPostings(actor, {}, now)).rejects.toThrow('You may not')
    await expect(startRebuild(actor, {}, now)).rejects.toThrow('You may not')
  })
})

describe('The rebuild', () => {
  it('leaves what a recomputation would, while four people publish, change and withdraw', { timeout: 150_000 }, async () => {
    const { tags, stories } = await someStories(30)
    for (let n = 0; n < 24; n += 6) await damage(stories[n]?.number ?? 0)
    await db.publishedArticle.updateMany({
      where: { number: { in: stories.slice(0, 3).map(({ number }) => number) } },
      data: { relTags: [] },
    })
    const seen: number[] = []
    let rebuilding = true
    const rebuild = async () => {
      for (let n = 0; n < 2; n += 1) {
        const outcome = await rebuildPostings(clock, { storiesAtOnce: 10, onProgress: (stepped) => seen.push(stepped) }, new Date())
        expect(outcome.ok).toBe(true)
      }
      rebuilding = false
    }
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let n = 0; rebuilding && n < 12; n += 1) {
        const story = await liveArticle({ tags: tags.filter((__, at) => (at + n) % (writer + 2) === 0), now })
        const saved = await saveDraft(
          clock,
          { ...story.input, tagSlugs: tags.slice(writer, writer + 5), id: story.id, version: story.version },
          now,
        )
        if (!saved.ok) continue
        const { version } = saved.value
        if (n % 2) await withdrawArticle(clock, { id: story.id, version, reason: 'It was wrong.' }, now)
        else await publishArticle(clock, { id: story.id, version, change: 'minor' }, now)
      }
    })
    await Promise.all([rebuild(), ...writers])
    expect(await disagreements()).toEqual({ strays: 0, missing: 0 })
    const untouched = await db.publishedArticle.findMany({
      where: { number: { in: stories.slice(0, 3).map(({ number }) => number) } },
      select: { relTags: true },
    })
    for (const { relTags } of untouched) expect(relTags.length).toBeGreaterThan(3)
    expect(seen.slice(0, 3)).toEqual([10, 20, 30])
    const work = await db.relatedWork.findUniqueOrThrow({ where: { id: 1 } })
    expect(work).toMatchObject({ rebuildStartedAt: null, rebuildStepAt: null, lastRebuildAt: expect.any(Date) })
  })

  it('waits for a publication that is under way', async () => {
    await someStories(2)
    const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 1 })
    const publication = await pool.connect()
    await publication.query('begin')
    await publication.query('select pg_advisory_xact_lock(7301204)')
    let ended = false
    const rebuild = rebuildPostings(clock, {}, new Date()).then(() => {
      ended = true
    })
    const waiting = () =>
      db.$queryRaw<object[]>(Prisma.sql`
        select l.objid::text from pg_locks l join pg_database d on d.oid = l.database
        where d.datname = current_database() and l.locktype = 'advisory' and not l.granted and l.objid = 7301204`)
    await expect.poll(async () => (await waiting()).length, { timeout: 20_000 }).toBe(1)
    expect(ended).toBe(false)
    await publication.query('rollback')
    publication.release()
    await pool.end()
    await rebuild
    expect(ended).toBe(true)
  })

  it('is one at a time, shows how far it is, and may begin again after one that was cut off', async () => {
    const { actor } = await makeUser({ role: 'editor' })
    await someStories(4)
    const minuteAgo = new Date(now.getTime() - 61_000)
    await db.relatedWork.update({ where: { id: 1 }, data: { rebuildStartedAt: now, rebuildStepAt: now, rebuildDone: 2, rebuildTotal: 4 } })
    expect(await engineHealth(actor, now)).toMatchObject({ rebuild: { done: 2, total: 4, running: true } })
    expect(await rebuildPostings(actor, {}, now)).toMatchObject({ ok: false, problems: [{ message: expect.stringContaining('already') }] })
    await db.relatedWork.update({ where: { id: 1 }, data: { rebuildStepAt: minuteAgo } })
    expect(await engineHealth(actor, now)).toMatchObject({ rebuild: { running: false } })
    expect(await rebuildPostings(actor, {}, now)).toEqual({ ok: true, value: { stories: 4, changed: 0 } })
    expect(await engineHealth(actor, now)).toMatchObject({ rebuild: null })
  })

  it('of an engine that was wrong has its effect in the log, with its cause', async () => {
    const { stories } = await someStories(6)
    await db.$executeRaw(Prisma.sql`delete from related_key`)
    while ((await workIn(now)).state !== 'idle');
    const before = (await db.relatedChange.findFirst({ orderBy: { id: 'desc' }, select: { id: true } }))?.id ?? 0n
    await rebuildPostings(clock, {}, now)
    while ((await workIn(now)).state !== 'idle');
    const changes = await db.relatedChange.findMany({ where: { id: { gt: before } } })
    expect(changes).toHaveLength(stories.length)
    for (const { causes } of changes) expect(causes).toMatchObject([{ kind: 'related.rebuilt' }])
  })
})
