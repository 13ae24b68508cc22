/** Loads the labelled set through the product's commands and asks for its lists; run.ts starts it on a database of its own. */
import { db, Prisma } from '../../../lib/db'
import { publishedDb } from '../../../lib/published-db'
import { systemActor } from '../../../modules/access/actor'
import { changeSettings } from '../../../modules/related/commands/change-settings'
import { relatedNews } from '../../../modules/related/published'
import { engineSettingsOf } from '../../../modules/related/settings'
import { loadStories } from './load'
import { readStories } from './set'

/** Ids of the stories listed under each, best first, by three ways of choosing. */
export type Way = 'related news' | 'most shared tags' | 'newest with a shared tag'
export type Lists = Record<Way, Record<string, string[]>>

/** A week after the newest story. */
const NOW = new Date('2026-11-16T10:00:00Z')
const actor = systemActor('Benchmark', 'judging related news')

/** The five that share most tags of any kind, or the five newest that share one: what a newsroom would write in an afternoon. */
async function plainly(number: number, order: Prisma.Sql): Promise<string[]> {
  const rows = await db.$queryRaw<{ slug: string }[]>(Prisma.sql`
    select a.slug from published_article_tag o join published_article_tag p on p.tag_id = o.tag_id and p.own
    join published_article a on a.number = p.article_number
    where o.article_number = ${number}::int and o.own and p.article_number <> ${number}::int
    group by a.number order by ${order} limit 5`)
  return rows.map((row) => row.slug)
}

async function ask(given: string | undefined): Promise<Lists> {
  await loadStories(actor, readStories(), NOW)
  if (given) await changeSettings(actor, { version: 1, settings: engineSettingsOf(JSON.parse(given)) }, NOW)
  const lists: Lists = { 'related news': {}, 'most shared tags': {}, 'newest with a shared tag': {} }
  const newest = Prisma.sql`a.first_published_at desc, a.number desc`
  for (const { number, slug } of await db.publishedArticle.findMany({ select: { number: true, slug: true } })) {
    const links = await relatedNews({ number }, NOW)
    lists['related news'][slug] = links.flatMap((link) => (link.kind === 'story' ? link.slug : []))
    lists['most shared tags'][slug] = await plainly(number, Prisma.sql`count(*) desc, ${newest}`)
    lists['newest with a shared tag'][slug] = await plainly(number, newest)
  }
  return lists
}

const lists = await ask(process.argv[2])
process.send?.(lists)
await Promise.all([db.$disconnect(), publishedDb.$disconnect()])
