import { londonIsoDay } from '../../lib/dates'
import { db, Prisma } from '../../lib/db'
import { systemActor } from '../../modules/access/actor'
import { curateRelated } from '../../modules/articles/commands/curate-related'
import { publishArticle } from '../../modules/articles/commands/publish-article'
import { findAsked } from '../../modules/related/commands/find-asked'
import { forecastPublication, forecastWithdrawal } from '../../modules/related/commands/forecast-publication'
import { forecastSettings } from '../../modules/related/commands/forecast-settings'
import { listsOf } from '../../modules/related/lists'
import { DEFAULT_SETTINGS } from '../../modules/related/settings'
import { seedReference } from '../../modules/tags/commands/seed-reference'
import { loadSyntheticNewsroom } from '../../prisma/synthetic/load'

const actor = systemActor('Review', 'a look')
const now = new Date()
const time = async (name: string, work: () => Promise<unknown>) => {
  const t = performance.now()
  let r: unknown
  try {
    r = await work()
  } catch (e) {
    r = `ERROR ${e instanceof Error ? e.message.slice(-300) : e}`
  }
  console.log(name, Math.round(performance.now() - t), 'ms', typeof r === 'string' ? r : JSON.stringify(r)?.slice(0, 200))
}
await seedReference(actor, now)
await time('load', () => loadSyntheticNewsroom(actor, { stories: 20_000, seed: 20_261_121, paragraphs: 1, bulk: false }, now))
const rows = await db.publishedArticle.findMany({ select: { number: true, articleId: true }, orderBy: { number: 'desc' } })
const numbers = rows.map((r) => r.number)
console.log('stories', numbers.length)
const sample = numbers.filter((_, i) => i % 40 === 0)
let least: number[] = []
await time('lists of 500', async () => {
  least = [...(await listsOf(db, sample, now)).values()].map((l) => l.leastWorth ?? -1).sort((a, b) => a - b)
})
console.log(
  'least worth quantiles',
  [0.1, 0.25, 0.5, 0.75, 0.9].map((q) => least[Math.floor(q * least.length)]),
  'with room',
  least.filter((l) => l < 0).length / least.length,
)
const middle = least.filter((l) => l >= 0)[Math.floor(least.filter((l) => l >= 0).length / 2)] ?? 100000
await db.$executeRaw(
  Prisma.sql`insert into related_shown (article_number, links, least_worth, day, computed_at) select number, '{}', case when number % 20 = 0 then null else ${middle}::int end, ${londonIsoDay(now)}::date, now() from published_article`,
)
await db.$executeRaw(
  Prisma.sql`update related_work set audit_id = (select max(id) from audit_event), target_id = (select max(id) from audit_event), last_sweep_day = ${londonIsoDay(now)}::date where id = 1`,
)
await db.$executeRaw(Prisma.sql`analyze`)
for (const n of [1, 10, 50, 500]) {
  const ids = rows.slice(0, n).map((r) => r.articleId)
  await time(`findAsked of ${n} events, first slice`, () =>
    db.$transaction((tx) => findAsked(tx, { all: false, articleIds: ids }, 0, 50, londonIsoDay(now)), { timeout: 300_000 }),
  )
}

await time('settings forecast', () => forecastSettings(actor, { version: 1, settings: { ...DEFAULT_SETTINGS, likenessPenalty: 0.2, halfLifeDays: 200 } } as never, now).then((o) => o.ok ? { counted: o.value.counted, all: o.value.all, changed: o.value.changed.length } : o))
const one = rows[100]
if (one) await time('withdrawal forecast', () => forecastWithdrawal(actor, { id: one.articleId }, now).then((o) => o.ok ? { counted: o.value.counted, all: o.value.all, changed: o.value.changed.length } : o))
process.send?.({})
