import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { db, Prisma } from '@/lib/db'
import { Conflict } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { type Actor, systemActor } from '@/modules/access/actor'
import { publishArticle } from '@/modules/articles/commands/publish-article'
import { withdrawArticle } from '@/modules/articles/commands/withdraw-article'
import { draftArticle, liveArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { recountPoints } from './commands'
import { changeSettings } from './commands/change-settings'
import { DEFAULT_SETTINGS } from './settings'

const now = new Date('2026-11-20T10:00:00Z')
const clock = systemActor('Clock', 'a test')
const admin: Actor = { kind: 'person', id: '00000000-0000-4000-8000-000000000001', name: 'Ada', role: 'admin' }
const LOCK = 7_301_204
let other: Client

beforeEach(async () => {
  await emptyDatabase()
  other = new Client({ connectionString: process.env.DATABASE_URL })
  await other.connect()
  await other.query('begin')
})
afterEach(() => other.end())

/** Who has the lock and who waits for it, each waiting one with the moment since when. */
async function lockStands(): Promise<{ held: boolean; waiting: string[] }> {
  const rows = await db.$queryRaw<{ granted: boolean; since: string }[]>(Prisma.sql`
    select l.granted, l.pid || ' ' || coalesce(l.waitstart::text, '') as since from pg_locks l join pg_database d on d.oid = l.database
    where d.datname = current_database() and l.locktype = 'advisory' and l.objid = ${LOCK}::oid`)
  return { held: rows.some((row) => row.granted), waiting: rows.flatMap(({ granted, since }) => (granted ? [] : since)) }
}

describe('A change of the whole site', () => {
  it('lets nobody wait long: who would publish is told what is going on, and nothing is written', { timeout: 60_000 }, async () => {
    const tag = await makeTag()
    const live = await liveArticle({ tags: [tag.slug], now })
    const drafts = [await draftArticle({ tags: [tag.slug] }), await draftArticle({ tags: [tag.slug] })]
    // The change stands still in the middle, with the lock.
    await other.query('select from related_settings for update')
    const change = changeSettings(
      admin,
      { version: 1, settings: { ...DEFAULT_SETTINGS, halfLives: { ...DEFAULT_SETTINGS.halfLives, news: 10 } } },
      now,
    )
    await expect.poll(async () => (await lockStands()).held, { timeout: 20_000 }).toBe(true)
    const count = recountPoints(clock, now)
    const begun = performance.now()
    const acts = [
      ...drafts.map(({ id, version }) => publishArticle(clock, { id, version }, now)),
      withdrawArticle(clock, { id: live.id, version: live.version, reason: 'It was wrong.' }, now),
    ]
    for (const outcome of await Promise.allSettled(acts)) {
      const reason = outcome.status === 'rejected' ? outcome.reason : null
      expect(reason).toBeInstanceOf(Conflict)
      expect(reason.message).toMatch(
        /^Somebody is changing the whole site just now \(new weights, since \d{1,2}\.\d\d[ap]m\)\. Nothing of yours was published or changed: try again in a minute\.$/,
      )
    }
    // Not the twenty seconds in which one publication gives up another.
    expect(performance.now() - begun).toBeLessThan(15_000)
    expect(await db.publishedArticle.findMany({ select: { number: true } })).toEqual([{ number: live.number }])
    // The nightly count waits for it, longer than people do.
    await expect.poll(async () => (await lockStands()).waiting.length, { timeout: 20_000 }).toBe(1)
    await other.query('rollback')
    expect(await change).toMatchObject({ ok: true, value: { version: 2 } })
    await expect(count).resolves.toMatchObject({ stories: expect.any(Number) })
    for (const { id, version } of drafts) expect((await publishArticle(clock, { id, version }, now)).ok).toBe(true)
  })

  it('is told from other publications, which are waited for', { timeout: 60_000 }, async () => {
    const draft = await draftArticle({})
    await other.query(`select pg_advisory_xact_lock(${LOCK})`)
    const publication = publishArticle(clock, { id: draft.id, version: draft.version }, now)
    let first: string | undefined
    await expect.poll(async () => (first ??= (await lockStands()).waiting[0]), { timeout: 20_000 }).toBeTruthy()
    // It has looked who is ahead, and waits again.
    await expect.poll(async () => (await lockStands()).waiting[0] ?? first, { timeout: 20_000 }).not.toBe(first)
    await other.query('rollback')
    expect((await publication).ok).toBe(true)
  })

  it('leaves no mark on the connection it had', async () => {
    await changeSettings(
      admin,
      { version: 1, settings: { ...DEFAULT_SETTINGS, halfLives: { ...DEFAULT_SETTINGS.halfLives, news: 10 } } },
      now,
    )
    const marked = await db.$queryRaw<object[]>`
      select application_name from pg_stat_activity where datname = current_database() and application_name like 'throughline: %'`
    expect(marked).toEqual([])
  })
})
