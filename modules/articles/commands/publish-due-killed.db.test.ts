/**
 * Four servers on one database, three of them killed without warning while they publish (security.md A31): each story once, none early.
 * Real processes with the servers' own loop; bench/schedules does the same with a thousand.
 */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { db, Prisma } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { killKeeper, startKeeper, type TimeKeeper, whoPublishes } from '@/lib/testing/time-keepers'
import { draftArticle } from '@/prisma/factories/article'
import { makeUser } from '@/prisma/factories/user'
import { scheduleStory } from './schedule-story'

const STORIES = 30
const KILLS = 3
/** The first is due once the servers run, then one every … milliseconds: a server is nearly always at it. */
const FIRST_DUE_SECONDS = 1
const APART_MS = 60

const url = process.env.DATABASE_URL ?? ''
const keepers: TimeKeeper[] = []

beforeAll(async () => {
  await emptyDatabase()
  const { actor } = await makeUser()
  const at = new Date(Date.now() + 3_600_000)
  for (let count = 0; count < STORIES; count += 1) {
    const { id, version } = await draftArticle()
    await scheduleStory(actor, { id, version, act: 'publish', at }, new Date())
  }
}, 60_000)

afterAll(async () => {
  await Promise.all(keepers.map(killKeeper))
})

it('Stories whose time comes while servers are killed are published once each, and none early', async () => {
  const names = Array.from({ length: KILLS + 1 }, (_, at) => `times-${at}`)
  keepers.push(...(await Promise.all(names.map((name) => startKeeper(url, name)))))
  await db.$executeRaw(Prisma.sql`
    update schedule s set due_at = clock_timestamp() + ${FIRST_DUE_SECONDS}::int * interval '1 second' + o.place * ${APART_MS}::int * interval '1 millisecond'
    from (select id, row_number() over (order by id) as place from schedule) o where o.id = s.id`)
  let killedInside = 0
  for (let kill = 0; kill < KILLS; kill += 1) {
    const busy = await whoPublishes(url, keepers)
    if (!busy) break
    await killKeeper(busy)
    killedInside += 1
    keepers.splice(keepers.indexOf(busy), 1)
  }
  await expect.poll(() => db.schedule.count({ where: { state: 'done' } }), { timeout: 40_000, interval: 250 }).toBe(STORIES)
  expect(killedInside).toBe(KILLS)
  const events = await db.auditEvent.groupBy({ by: ['entityId'], where: { kind: 'article.published' }, _count: true })
  expect([events.length, Math.max(...events.map((event) => event._count))]).toEqual([STORIES, 1])
  expect(await db.publishedArticle.count()).toBe(STORIES)
  const [early] = await db.$queryRaw<{ count: number }[]>(Prisma.sql`
    select count(*)::int as count from schedule s join article a on a.id = s.article_id
    where s.ended_at < s.due_at or a.first_published_at < s.due_at or a.state <> 'live' or a.version <> 3`)
  expect(early?.count).toBe(0)
}, 90_000)
