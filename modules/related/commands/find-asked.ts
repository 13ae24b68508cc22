import 'server-only'
import { Prisma, type Tx } from '@/lib/db'

/** Which stories a pass asks about: every one, or those that these stories' events concern. */
export type Asked = { all: true } | { all: false; articleIds: string[] }

/**
 * The next `limit` stories after number `after` whose lists can be other ones, by number. `articleIds` are stories that
 * events were about: themselves; those that list them; those bound to them by hand; and those that share a tag able to
 * relate and have room, or list something worth no more than these stories could score; what was worth more on an
 * earlier London day than `day` may not be now. So are those that could list an older story which has come into the newest
 * of a combination because one of these left it.
 */
export async function findAsked(tx: Tx, asked: Asked, after: number, limit: number, day: string): Promise<number[]> {
  if (asked.all) return (await everyStory(tx, after, limit)).map((row) => row.number)
  const { articleIds } = asked
  const stretch = Math.min(STRETCH.max, Math.max(STRETCH.min, Math.floor(PAIRS_AT_ONCE / Math.max(1, articleIds.length))))
  return concernedStories(tx, articleIds, { after, limit, day, stretch })
}

/** Stories compared in one statement with those of the events, of which an import leaves hundreds. */
const PAIRS_AT_ONCE = 200_000
const STRETCH = { min: 200, max: 4_000 } as const

type Search = { after: number; limit: number; day: string /** Numbers looked through in one statement. */; stretch: number }

/** A stretch of numbers at a time, until there are enough: what a slice costs does not grow with all that is left to ask. */
export async function concernedStories(tx: Tx, articleIds: readonly string[], search: Search): Promise<number[]> {
  const { after, limit, day, stretch } = search
  if (articleIds.length === 0) return []
  const { _max } = await tx.article.aggregate({ _max: { number: true } })
  const last = _max.number ?? 0
  const [displaced, returned] = [await displacedBy(tx, articleIds), await returnedFor(tx, articleIds)]
  const step = Math.max(STRETCH.min, Math.min(stretch, Math.floor(PAIRS_AT_ONCE / Math.max(1, returned.length))))
  const found: number[] = []
  for (let from = after; from < last && found.length < limit; from += step) {
    const rows = await concernedWithin(tx, articleIds, { from, to: from + step, limit: limit - found.length, day, displaced, returned })
    found.push(...rows.map((row) => row.number))
  }
  return found
}

/** Live stories, and those whose record is left from when they were. */
function everyStory(tx: Tx, after: number, limit: number): Promise<{ number: number }[]> {
  return tx.$queryRaw(Prisma.sql`
    (select number from published_article where number > ${after}::int order by number limit ${limit}::int)
    union
    (select article_number from related_shown where article_number > ${after}::int order by article_number limit ${limit}::int)
    order by 1 limit ${limit}::int`)
}

/** Live stories that those of the events may have pushed out of the newest of a combination. */
async function displacedBy(tx: Tx, articleIds: readonly string[]): Promise<number[]> {
  const rows = await tx.$queryRaw<{ number: number }[]>(Prisma.sql`
    select d.number from related_displaced(array(select a.number from article a where a.id = any (${articleIds}::uuid[]))) as d(number)`)
  return rows.map((row) => row.number)
}

type Returned = { number: number; key: bigint }

/** Live stories that have come into the newest of a combination since those of the events left it. */
async function returnedFor(tx: Tx, articleIds: readonly string[]): Promise<Returned[]> {
  return tx.$queryRaw<Returned[]>(Prisma.sql`
    select r.article_number as number, r.k as key
    from related_returned(array(select a.number from article a where a.id = any (${articleIds}::uuid[]))) r`)
}

type Stretch = { from: number; to: number; limit: number; day: string; displaced: readonly number[]; returned: readonly Returned[] }

function concernedWithin(
  tx: Tx,
  articleIds: readonly string[],
  { from, to, limit, day, displaced, returned }: Stretch,
): Promise<{ number: number }[]> {
  return tx.$queryRaw(Prisma.sql`
    with x as materialized (select a.number from article a where a.id = any (${articleIds}::uuid[])),
    live as materialized (
      select a.form = 'explainer' as explainer, a.rel_tags, a.rel_inherited, c.shared, array(
        select t.id from published_tag t where t.id = any (a.rel_tags)
          and t.type in ('area', 'organisation', 'person', 'theme', 'storyline')) as relating
      from (
        select x.number, null::int[] as shared from x
        union all
        select b.number, array_remove(array[(b.k >> 42)::int, ((b.k >> 21) & 2097151)::int, (b.k & 2097151)::int], 0)
        from unnest(${returned.map(({ number }) => number)}::int[], ${returned.map(({ key }) => key)}::bigint[]) as b(number, k)) c
      join published_article a on a.number = c.number),
    sharing as (
      select a.number from published_article a left join related_shown s on s.article_number = a.number
      where a.number > ${from}::int and a.number <= ${to}::int and exists (
        select from live where live.relating && a.rel_tags and (live.shared is null or live.shared <@ (a.rel_tags || a.rel_inherited))
          and (s.least_worth is null or s.day < ${day}::date or case when live.explainer then coalesce(s.least_explainer, 0) else s.least_worth end <= 1000 * (
            select sum(case when t.id = any (a.rel_tags) and t.id = any (live.rel_tags) then t.points else t.inherited_points end)
            from published_tag t where t.id = any (live.rel_tags || live.rel_inherited) and t.id = any (a.rel_tags || a.rel_inherited)))))
    select u.number from (
      select x.number from x
      union select s.article_number from related_shown s where s.links && array(select x.number from x)
      union select s.article_number from related_shown s where s.links && ${[...displaced]}::int[]
      union select p.article_number from published_pin p join x on x.number = p.target_number
      union select e.article_number from published_exclusion e join x on x.number = e.target_number
      union select e.target_number from published_exclusion e join x on x.number = e.article_number
      union select a.number from revision_pin p join article a on a.live_revision_id = p.revision_id where p.target_id = any (${articleIds}::uuid[])
      union select sharing.number from sharing) u
    where u.number > ${from}::int and u.number <= ${to}::int order by 1 limit ${limit}::int`)
}

/** Live stories with a hand-made link that has ended since their list was last seen. */
export async function findExpired(tx: Tx, now: Date, limit: number): Promise<number[]> {
  const rows = await tx.$queryRaw<{ number: number }[]>(Prisma.sql`
    select distinct e.number from (
      select p.article_number as number, p.expires_at from published_pin p where p.expires_at <= ${now}::timestamptz
      union all
      select l.article_number, l.expires_at from published_external_link l where l.expires_at <= ${now}::timestamptz) e
    join related_shown s on s.article_number = e.number and s.computed_at < e.expires_at
    order by 1 limit ${limit}::int`)
  return rows.map((row) => row.number)
}

/** Lists last seen on an earlier London day than `day`, after story number `after`. */
export async function findOfEarlierDays(tx: Tx, day: string, after: number, limit: number): Promise<number[]> {
  const rows = await tx.$queryRaw<{ number: number }[]>(Prisma.sql`
    select s.article_number as number from related_shown s
    where s.article_number > ${after}::int and s.day < ${day}::date order by 1 limit ${limit}::int`)
  return rows.map((row) => row.number)
}
