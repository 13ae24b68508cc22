import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'pg'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { GET as askReady } from '@/app/api/health/ready/route'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { liveArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { checkPostings } from './commands/check-postings'
import { claimNight } from './commands/claim-night'
import { measureDaily } from './commands/measure-daily'
import { rebuildPostings } from './commands/rebuild-postings'
import { watchEngine } from './commands/watch-engine'
import { workIn } from './commands/work-in'
import { relatedNewsOf } from './published'
import { engineHealth, findEngineState } from './queries/engine-health'

const folder = mkdtempSync(join(tmpdir(), 'throughline-alarm-'))
vi.stubEnv('MAIL_TRANSPORT', `file:${folder}`)
const address = 'https://news.example.org'

const now = new Date()
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000)
/** As they are read: mail breaks long lines. */
const mails = () =>
  readdirSync(folder)
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8').replace(/=\r?\n/g, ''))

async function catchUp(at: Date): Promise<void> {
  while ((await workIn(at)).state !== 'idle');
}

beforeEach(async () => {
  await emptyDatabase()
  for (const name of readdirSync(folder)) rmSync(join(folder, name))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** An editor, an admin, and people who are not to be told. */
async function makeNewsroom() {
  const [editor, admin] = [await makeUser({ role: 'editor' }), await makeUser({ role: 'admin' })]
  await makeUser({ role: 'author' })
  const gone = await makeUser({ role: 'editor' })
  await db.user.update({ where: { id: gone.id }, data: { active: false } })
  const people = await db.user.findMany({
    where: { id: { in: [editor.id, admin.id] } },
    select: { email: true },
    orderBy: { email: 'asc' },
  })
  return { editor, emails: people.map(({ email }) => email) }
}

describe('A worker that is held', () => {
  it('rings once, by mail to every editor and admin, while lists stay right, and says when it is over', async () => {
    const { editor, emails } = await makeNewsroom()
    const tag = await makeTag()
    const story = await liveArticle({ tags: [tag.slug] })
    await catchUp(now)
    expect(await watchEngine(address, later(60))).toBe('well')

    const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 1 })
    const held = await pool.connect()
    await held.query('begin')
    await held.query('select pg_advisory_xact_lock(7301205)')
    const newer = await liveArticle({ tags: [tag.slug] })
    expect((await workIn(later(30))).state).toBe('held')
    expect((await workIn(later(125))).state).toBe('held')
    expect(await watchEngine(address, later(119))).toBe('well')
    // Two servers look at the same moment.
    const both = await Promise.all([watchEngine(address, later(125)), watchEngine(address, later(125))])
    expect(both.sort()).toEqual(['alarmed', 'claimed'])
    expect(await watchEngine(address, later(155))).toBe('claimed')
    expect(mails().map((mail) => /^To: (.*)\r$/m.exec(mail)?.[1])).toEqual(expect.arrayContaining(emails))
    expect(mails()).toHaveLength(2)
    expect(mails()[0]).toContain('Subject: Throughline: The record of related lists stands still')
    expect(mails()[0]).toContain('No server has kept the record of related lists for 2 minutes.')
    expect(mails()[0]).toContain(`${address}/admin/health`)
    for (const figure of [
      'Newest entry: ',
      'Failures in a row: 0',
      'Events that wait: ',
      'Last check of the postings: never',
      'Last rebuild: never',
    ])
      expect(mails()[0]).toContain(figure)
    expect(await engineHealth(editor.actor, later(125))).toMatchObject({ state: 'stopped', heartbeatAgeSeconds: 125 })
    // What readers see does not wait for it.
    const stories = await db.publishedArticle.findMany({ where: { number: story.number } })
    expect((await relatedNewsOf(stories, later(125))).get(story.number)).toMatchObject([{ slug: newer.slug }])

    await held.query('rollback')
    held.release()
    await pool.end()
    await catchUp(later(200))
    const seen = await Promise.all([watchEngine(address, later(210)), watchEngine(address, later(210))])
    expect(seen).toContain('recovered')
    expect(mails()).toHaveLength(4)
    expect(mails().filter((mail) => mail.includes('is in order again'))).toHaveLength(2)
    expect(await watchEngine(address, later(240))).toBe('well')
    expect(mails()).toHaveLength(4)
  })

  it('rings when no server has a worker at all', async () => {
    await makeNewsroom()
    expect(await watchEngine(address, now)).toBe('alarmed')
    expect(mails()).toHaveLength(2)
  })

  it('rings again at the next look when no mail could be sent', async () => {
    await makeNewsroom()
    const people = await db.user.findMany({ select: { id: true } })
    for (const [at, { id }] of people.entries()) await db.user.update({ where: { id }, data: { email: `not one address ${at}` } })
    expect(await watchEngine(address, now)).toBe('alarmed')
    expect(mails()).toHaveLength(0)
    expect((await db.relatedWork.findUniqueOrThrow({ where: { id: 1 } })).alarmSentAt).toBeNull()
  })

  it('rings when the same event has failed five times', async () => {
    const { editor } = await makeNewsroom()
    await liveArticle({ tags: [(await makeTag()).slug] })
    // A pool that cannot be read: what an engine at fault comes to.
    const owner = new Pool({ connectionString: process.env.DATABASE_URL, max: 1 })
    await owner.query("alter table related_shown add constraint at_fault check (links = '{-1}')")
    for (let n = 1; n <= 5; n += 1) {
      expect(await watchEngine(address, now)).not.toBe(n === 1 ? 'claimed' : 'alarmed')
      await expect(workIn(now)).rejects.toThrow('at_fault')
    }
    expect(await engineHealth(editor.actor, now)).toMatchObject({
      state: 'late',
      failures: 5,
      lastError: expect.stringContaining('at_fault'),
    })
    expect(await watchEngine(address, now)).toBe('alarmed')
    await owner.query('alter table related_shown drop constraint at_fault')
    await owner.end()
    await catchUp(now)
    expect(await watchEngine(address, now)).toBe('recovered')
    expect(await engineHealth(editor.actor, now)).toMatchObject({ state: 'ok', failures: 0 })
  })
})

describe('The nightly check', () => {
  const clock = systemActor('Clock', 'a test')
  /** A record that is kept, so that nothing else is wrong. */
  const kept = (at: Date) => db.relatedWork.update({ where: { id: 1 }, data: { heartbeatAt: at } })

  it('rings when it has not run for more than a night, and is over when it has', async () => {
    await makeNewsroom()
    await liveArticle({ tags: [(await makeTag()).slug] })
    await checkPostings(clock, now)
    await catchUp(later(27 * 3_600))
    expect([await claimNight(later(25 * 3_600)), await watchEngine(address, later(27 * 3_600))]).toEqual([false, 'well'])
    expect(await claimNight(later(26 * 3_600))).toBe(true)
    await catchUp(later(29 * 3_600))
    await kept(later(29 * 3_600))
    expect(await watchEngine(address, later(29 * 3_600))).toBe('alarmed')
    expect(mails()[0]).toContain('Subject: Throughline: The nightly check of related news needs a look')
    expect(mails()[0]).toContain('The nightly count and check have not run for 29 hours.')
    await checkPostings(clock, later(29 * 3_600))
    expect(await watchEngine(address, later(29 * 3_600))).toBe('recovered')
  })

  it('rings when it found a story wrongly filed, until one finds none or everything was filed anew', async () => {
    await makeNewsroom()
    const story = await liveArticle({ tags: [(await makeTag()).slug] })
    const damage = () => db.$executeRaw`delete from related_key where article_number = ${story.number}`
    await damage()
    await checkPostings(clock, now)
    await catchUp(now)
    await kept(now)
    expect(await findEngineState(now)).toMatchObject({ state: 'late', sentence: expect.stringMatching(/^1 story was wrongly filed/) })
    expect(await watchEngine(address, now)).toBe('alarmed')
    expect(mails()[0]).toContain('wrongly filed then: 1')
    await checkPostings(clock, later(60))
    await kept(later(60))
    expect(await watchEngine(address, later(60))).toBe('recovered')
    await damage()
    await checkPostings(clock, later(60))
    expect((await findEngineState(later(60))).alarm).toBe(true)
    await rebuildPostings(clock, {}, later(60))
    await db.relatedWork.update({ where: { id: 1 }, data: { lastRebuildAt: later(61) } })
    await catchUp(later(61))
    expect((await findEngineState(later(61))).alarm).toBe(false)
  })

  it('is missed by no newsroom in which nothing has happened, and by one that never had it', async () => {
    expect(await claimNight(later(400 * 3_600))).toBe(false)
    await liveArticle({ tags: [] })
    expect(await claimNight(later(24 * 3_600))).toBe(false)
    expect(await claimNight(later(26 * 3_600))).toBe(true)
  })
})

describe('Making up for a night', () => {
  const clock = systemActor('Clock', 'a test')
  const hours = (count: number) => later(count * 3_600)
  /** Of several servers that look at the same moment, how many begin. */
  const begun = async (at: Date) => (await Promise.all([claimNight(at), claimNight(at), claimNight(at)])).filter(Boolean).length

  it('is for one server, and where nothing comes of it, each next try waits longer, up to a day', async () => {
    await liveArticle({ tags: [] })
    const tried: number[] = []
    for (let hour = 26; hour < 26 + 100; hour += 1) for (let one = await begun(hours(hour)); one > 0; one -= 1) tried.push(hour - 26)
    expect(tried).toEqual([0, 1, 3, 7, 15, 31, 55, 79])
  })

  it('begins anew when a check came of it', async () => {
    await liveArticle({ tags: [] })
    for (const hour of [26, 27, 29]) expect(await begun(hours(hour))).toBe(1)
    await checkPostings(clock, hours(33))
    expect(await begun(hours(34))).toBe(0)
    expect(await begun(hours(60))).toBe(1)
    expect(await begun(hours(61))).toBe(1)
  })
})

describe('The state of the engine', () => {
  it('is late when an event waits for more than a minute', async () => {
    await catchUp(now)
    await liveArticle({ tags: [] })
    const [event] = await db.auditEvent.findMany({ orderBy: { id: 'asc' }, take: 1 })
    const at = new Date((event?.at.getTime() ?? 0) + 90_000)
    await db.relatedWork.update({ where: { id: 1 }, data: { heartbeatAt: at } })
    expect(await findEngineState(at)).toMatchObject({
      state: 'late',
      eventsWaiting: 2,
      lagSeconds: 90,
      sentence: '2 events wait to be worked in, the oldest for 90 seconds.',
    })
  })

  it('is told to strangers in one word, without a figure', async () => {
    await liveArticle({ tags: [] })
    await db.$executeRaw`update schedule_work set heartbeat_at = now() where id = 1`
    const answer = await askReady()
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ status: 'ok', related: { state: 'stopped' }, schedules: { state: 'ok' } })
  })

  it('may be read by everybody in the newsroom', async () => {
    const { actor } = await makeUser({ role: 'viewer' })
    expect(await engineHealth(actor, now)).toMatchObject({ state: 'stopped', heartbeatAgeSeconds: null, liveStories: 0, rebuild: null })
  })
})

describe('The figures of a day', () => {
  it('count lists, orphans, dead ends and links, and how unlike and how old they are', async () => {
    const tag = await makeTag({ type: 'area' })
    const stories = []
    for (let n = 0; n < 6; n += 1)
      stories.push(await liveArticle({ tags: [tag.slug], publishedAt: new Date(now.getTime() - 10 * 86_400_000), now }))
    const alone = await liveArticle({ now })
    const [pinning] = [await liveArticle({ pins: [{ headline: alone.headline, targetId: alone.id }], now })]
    await catchUp(now)
    await measureDaily(now)
    const [row] = await db.relatedDaily.findMany()
    const shown = await db.relatedShown.findMany()
    const listed = new Set(shown.flatMap(({ links }) => links))
    expect(row).toMatchObject({
      stories: 8,
      full: shown.filter(({ links }) => links.length === 5).length,
      deadEnds: 1,
      orphans: 8 - listed.size,
      links: shown.reduce((sum, { links }) => sum + links.length, 0),
      pins: 1,
      exclusions: 0,
      diversity: 0,
    })
    expect(listed.has(pinning.number)).toBe(false)
    expect(row?.meanAgeDays).toBeGreaterThan(9)
    expect(row?.meanAgeDays).toBeLessThan(10.1)
    await measureDaily(now)
    expect(await db.relatedDaily.count()).toBe(1)
  })

  it('of an empty newsroom are nought', async () => {
    await measureDaily(now)
    expect(await db.relatedDaily.findFirst()).toMatchObject({ stories: 0, orphans: 0, diversity: 0 })
  })
})
