import 'server-only'
import { db, Prisma } from '@/lib/db'
import { drawnFrom, type ListRow } from '../lists'
import type { MapStory } from '../map-fix'
import { POOL_SIZE } from '../pool'
import { PINS_SHOWN_MAX } from '../rank'
import { reasonSentence } from '../reason'

/** A live story close to another one, and what they share, in words. */
export type NearStory = MapStory & { reason: string }

/** Stories proposed for one. */
const NEAR_MAX = 3

/**
 * For each of these live stories the three live ones that share most with it, by points before age, best first: none
 * that it pins or that is kept apart from it. `withRoom`: only such as would show one more pin.
 */
export async function nearStories(
  numbers: readonly number[],
  { withRoom }: { withRoom: boolean },
  now: Date,
): Promise<Map<number, NearStory[]>> {
  if (numbers.length === 0) return new Map()
  const rows = await db.$queryRaw<ListRow[]>`select * from related_lists(${[...numbers]}::int[], ${now}::timestamptz, ${POOL_SIZE}::int)`
  const pools = new Map(rows.map((row) => [row.number, drawnFrom(row).candidates.filter((one) => one.pin === null)]))
  const known = [...new Set([...pools.values()].flatMap((pool) => pool.map((one) => one.number)))]
  const [ids, full] = await Promise.all([idsOf(known), withRoom ? fullOfPins(known, now) : new Set<number>()])
  return new Map(
    [...pools].map(([number, pool]) => [
      number,
      pool
        .filter((one) => one.reasons.length > 0 && !full.has(one.number))
        .sort((a, b) => b.points - a.points || b.score - a.score || b.number - a.number)
        .slice(0, NEAR_MAX)
        .flatMap(({ number: near, headline, reasons }) => {
          const id = ids.get(near)
          return id ? [{ id, number: near, headline, reason: reasonSentence(reasons) }] : []
        }),
    ]),
  )
}

async function idsOf(numbers: readonly number[]): Promise<Map<number, string>> {
  const rows = await db.publishedArticle.findMany({
    where: { number: { in: [...numbers] } },
    select: { number: true, articleId: true },
  })
  return new Map(rows.map((row) => [row.number, row.articleId]))
}

/** Those of them that show as many hand-made links as are shown: a further pin would only stand by. */
async function fullOfPins(numbers: readonly number[], now: Date): Promise<Set<number>> {
  const rows = await db.$queryRaw<{ number: number }[]>(Prisma.sql`
    select h.number from (
      select article_number as number from published_pin
      where article_number = any (${[...numbers]}::int[]) and (expires_at is null or expires_at > ${now}::timestamptz)
      union all
      select article_number from published_external_link
      where article_number = any (${[...numbers]}::int[]) and not dead and (expires_at is null or expires_at > ${now}::timestamptz)) h
    group by 1 having count(*) >= ${PINS_SHOWN_MAX}::int`)
  return new Set(rows.map((row) => row.number))
}

/** For stories that share nothing close: the newest live ones with the tag worth most that they have in common, if only a region. */
export async function distantStories(numbers: readonly number[]): Promise<Map<number, NearStory[]>> {
  const rows = await db.$queryRaw<(MapStory & { of: number; label: string })[]>(Prisma.sql`
    select x.number as of, o.number, o.article_id::text as id, o.headline, best.label
    from published_article x
    cross join lateral (
      select t.id, t.label from published_tag t
      where t.id = any (x.rel_tags || x.rel_inherited) and not t.do_not_relate and t.article_count > 1
      order by greatest(t.points, t.inherited_points) desc, t.id limit 1) best
    cross join lateral (
      select c.article_number from published_article_tag c
      where c.tag_id = best.id and c.article_number <> x.number
        and not exists (select from published_exclusion e where (e.article_number, e.target_number) in ((x.number, c.article_number), (c.article_number, x.number)))
      order by c.first_published_at desc, c.article_number desc limit ${NEAR_MAX}::int) c
    join published_article o on o.number = c.article_number and not o.legally_sensitive
    where x.number = any (${[...numbers]}::int[])
    order by x.number, o.first_published_at desc, o.number desc`)
  const found = new Map<number, NearStory[]>()
  for (const { of, label, ...story } of rows) found.set(of, [...(found.get(of) ?? []), { ...story, reason: `Both have the tag ${label}` }])
  return found
}
