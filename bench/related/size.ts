/** Measures one size in the process that run.ts starts for it, and sends the result. */
import { db } from '../../lib/db'
import { publishedSql } from '../../lib/published-db'
import { systemActor } from '../../modules/access/actor'
import { POOL_SIZE } from '../../modules/related/pool'
import { type RelatedSource, relatedNews } from '../../modules/related/published'
import { seedReference } from '../../modules/tags/commands/seed-reference'
import { loadSyntheticNewsroom } from '../../prisma/synthetic/load'
import { randomFrom } from '../../prisma/synthetic/story'
import { exactTop, naiveTop } from './exact'
import { summary, type Timing, timeEach } from './measure'
import { type TransactionCost, transactionCost } from './transaction'

export type SizeResult = {
  stories: number
  loadSeconds: number
  product: Timing
  pool: Timing
  exact: Timing
  naive: Timing
  roundTrip: Timing
  /** The statements of related news in the transactions of an editor. */
  editor: TransactionCost
  /** Share of the five best by exact score that the pool's five best hold, before diversity and caps. */
  recall: number
  naiveRecall: number
}

const SEED = 20_261_121
const CALLS = 2_000
const WARM_UP_CALLS = 300
const COMPARED = 100
/** The obvious way takes seconds for each of a million stories. */
const COMPARED_OF_MANY = 40
const PUBLISHED = 200
/** From here on stories have one paragraph, whose full-text index is most of the loading and no part of what is timed, and are loaded in bulk. */
const BULK_FROM = 50_000
const MANY = 200_000

const actor = systemActor('Benchmark', 'measuring related news')

async function pool(story: RelatedSource, now: Date): Promise<number[]> {
  const rows = await publishedSql.$queryRaw<{ pool: { candidates: { number: number[] | null } } }[]>`
    select related_pool(${[...story.relTags]}::int[], ${[...story.relInherited]}::int[], ${story.number}::int, '{}'::int[], '{}'::int[], ${now}::timestamptz, ${POOL_SIZE}::int) as pool`
  return rows[0]?.pool.candidates.number ?? []
}

/** How much of the exact top five other ways find, over some stories. Equal scores at the edge count as found. */
async function recalls(stories: readonly RelatedSource[], now: Date): Promise<{ recall: number; naiveRecall: number }> {
  let [wanted, found, naive] = [0, 0, 0]
  for (const story of stories) {
    const best = await exactTop(story, now, 5)
    const [mine, theirs] = [(await pool(story, now)).slice(0, 5), (await naiveTop(story, 5)).map((one) => one.number)]
    wanted += best.length
    found += best.filter((one) => mine.includes(one.number)).length
    naive += best.filter((one) => theirs.includes(one.number)).length
  }
  return { recall: wanted === 0 ? 1 : found / wanted, naiveRecall: wanted === 0 ? 1 : naive / wanted }
}

/** Chooses live stories at random, the same for the same newsroom, and reads only those: a million do not fit. */
async function choosing(): Promise<(count: number) => Promise<RelatedSource[]>> {
  const rows = await db.$queryRaw<{ numbers: number[] }[]>`select array_agg(number order by number) as numbers from published_article`
  const all = rows[0]?.numbers ?? []
  const random = randomFrom(SEED)
  return async (count) => {
    const chosen = Array.from({ length: count }, () => all[Math.floor(random() * all.length)]).flatMap((number) => number ?? [])
    const found = await db.publishedArticle.findMany({
      where: { number: { in: [...new Set(chosen)] } },
      select: { number: true, headline: true, relTags: true, relInherited: true },
    })
    const byNumber = new Map(found.map((story) => [story.number, story]))
    return chosen.flatMap((number) => byNumber.get(number) ?? [])
  }
}

async function measure(stories: number): Promise<SizeResult> {
  const now = new Date()
  await seedReference(actor, now)
  const start = performance.now()
  await loadSyntheticNewsroom(actor, { stories, seed: SEED, ...(stories >= BULK_FROM && { paragraphs: 1, bulk: true }) }, now)
  const loadSeconds = (performance.now() - start) / 1000
  await db.$executeRaw`vacuum analyze`
  const some = await choosing()
  const compared = stories >= MANY ? COMPARED_OF_MANY : COMPARED
  await timeEach(await some(WARM_UP_CALLS), (story) => relatedNews(story, now))
  return {
    stories,
    loadSeconds,
    product: summary(await timeEach(await some(CALLS), (story) => relatedNews(story, now))),
    pool: summary(await timeEach(await some(CALLS), (story) => pool(story, now))),
    roundTrip: summary(await timeEach(await some(CALLS), () => publishedSql.$queryRaw`select 1`)),
    exact: summary(await timeEach(await some(compared), (story) => exactTop(story, now, 5))),
    naive: summary(await timeEach(await some(compared), (story) => naiveTop(story, 5))),
    editor: await transactionCost((await some(PUBLISHED)).map((story) => story.number)),
    ...(await recalls(await some(compared), now)),
  }
}

const result = await measure(Number(process.argv[2]))
process.send?.(result, () => process.exit(0))
