/** One measurement in a process of its own: schedules, servers, kills, and what came of it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { db, Prisma } from '../../lib/db'
import { killKeeper, startKeeper, type TimeKeeper, whoPublishes } from '../../lib/testing/time-keepers'
import { systemActor } from '../../modules/access/actor'
import { scheduleStory } from '../../modules/articles/commands/schedule-story'
import { draftArticle } from '../../prisma/factories/article'

const SERVERS = 3
/** The first is due once all servers run. */
const LEAD_SECONDS = 5
/** What may still be under way when the last one is due. */
const PATIENCE_MS = 60_000
const SEED = 20_261_122

export type Measured = {
  published: number
  twice: number
  early: number
  lost: number
  killed: number
  lateness: { p50: number; p99: number; max: number }
}

const url = process.env.DATABASE_URL ?? ''
const [stories = 0, minutes = 0, kills = 0] = process.argv.slice(2).map(Number)
const actor = systemActor('Benchmark', 'measuring times')

/** The same moments for the same seed, between 0 and 1. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

async function fill(): Promise<void> {
  const far = new Date(Date.now() + 86_400_000)
  for (let count = 0; count < stories; count += 1) {
    const { id, version } = await draftArticle()
    const set = await scheduleStory(actor, { id, version, act: 'publish', at: far }, new Date())
    if (!set.ok) throw new Error(JSON.stringify(set.problems))
  }
}

async function spread(random: () => number): Promise<void> {
  const rows = await db.schedule.findMany({ select: { id: true }, orderBy: { id: 'asc' } })
  const offsets = rows.map(() => LEAD_SECONDS + random() * minutes * 60)
  await db.$executeRaw(Prisma.sql`
    update schedule s set due_at = clock_timestamp() + o.seconds * interval '1 second'
    from unnest(${rows.map((row) => row.id)}::uuid[], ${offsets}::float8[]) as o(id, seconds) where s.id = o.id`)
}

/** Kills a server that is publishing, `kills` times over the whole span, and starts another in its place. */
async function killOver(keepers: TimeKeeper[], random: () => number): Promise<number> {
  let killed = 0
  for (let kill = 0; kill < kills; kill += 1) {
    await sleep(((minutes * 60_000) / (kills + 1)) * (0.5 + random()))
    const busy = await whoPublishes(url, keepers)
    if (!busy) break
    await killKeeper(busy)
    killed += 1
    keepers.splice(keepers.indexOf(busy), 1, await startKeeper(url, `bench-again-${kill}`))
  }
  return killed
}

async function settle(): Promise<void> {
  for (let waited = 0; (await db.schedule.count({ where: { state: 'waiting' } })) > 0; waited += 500) {
    const [next] = await db.$queryRaw<{ ms: number }[]>(
      Prisma.sql`select greatest(0, extract(epoch from max(due_at) - clock_timestamp()) * 1000)::float8 as ms from schedule`,
    )
    if ((next?.ms ?? 0) === 0 && waited > PATIENCE_MS) return
    if ((next?.ms ?? 0) > 0) waited = 0
    await sleep(500)
  }
}

async function judge(killed: number): Promise<Measured> {
  const [row] = await db.$queryRaw<Omit<Measured, 'killed' | 'lateness'>[]>(Prisma.sql`
    select (select count(*)::int from published_article) as published,
      (select count(*)::int from (select entity_id from audit_event where kind = 'article.published' group by 1 having count(*) > 1) x) as twice,
      (select count(*)::int from schedule s join article a on a.id = s.article_id where s.ended_at < s.due_at or a.first_published_at < s.due_at) as early,
      (select count(*)::int from schedule where state <> 'done') as lost`)
  const [late] = await db.$queryRaw<Measured['lateness'][]>(Prisma.sql`
    select percentile_cont(0.5) within group (order by t) as p50, percentile_cont(0.99) within group (order by t) as p99, max(t) as max
    from (select extract(epoch from ended_at - due_at)::float8 as t from schedule where state = 'done') x`)
  return { ...(row as Omit<Measured, 'killed' | 'lateness'>), killed, lateness: late ?? { p50: 0, p99: 0, max: 0 } }
}

const random = randomFrom(SEED)
await fill()
const keepers = await Promise.all(Array.from({ length: SERVERS }, (_, at) => startKeeper(url, `bench-${at}`)))
try {
  await spread(random)
  const killed = await killOver(keepers, random)
  await settle()
  process.send?.(await judge(killed))
} finally {
  await Promise.all(keepers.map(killKeeper))
  await db.$disconnect()
}
