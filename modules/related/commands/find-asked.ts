import 'server-only'
import { Prisma, type Tx } from '@/lib/db'

/** Which stories a pass asks about: every one, or those that these stories' events concern. */
export type Asked = { all: true } | { all: false; articleIds: string[] }

/**
 * The next `limit` stories after number `after` whose lists can be other ones, by number. `articleIds` are stories that
 * events were about: themselves; those that list them; those bound to them by hand; and those that share a tag able to
 * relate and have room, or list something worth no more than these stories could score; what was worth more on an
 * earlier London day than `day` may not be now.
 */
export async function findAsked(tx: Tx, asked: Asked, after: number, limit: number, day: string): Promise<number[]> {
  const rows = asked.all ? await everyStory(tx, after, limit) : await concernedStories(tx, asked.articleIds, after, limit, day)
  return rows.map((row) => row.number)
}

/** Live stories, and those whose record is left from when they were. */
function everyStory(tx: Tx, after: number, limit: number): Promise<{ number: number }[]> {
  return tx.$queryRaw(Prisma.sql`
    (select number from published_article where number > ${after}::int order by number limit ${limit}::int)
    union
    (select article_number from related_shown where article_number > ${after}::int order by article_number limit ${limit}::int)
    order by 1 limit ${limit}::int`)
}

async function concernedStories(tx: Tx, articleIds: string[], after: number, limit: number, day: string): Promise<{ number: number }[]> {
  if (articleIds.length === 0) return []
  return tx.$queryRaw(Prisma.sql`
    with x as materialized (select a.number, a.id from article a where a.id = any (${articleIds}::uuid[])),
    sharing as (
      select a.number from x join published_article xa on xa.number = x.number
      cross join lateral (
        select distinct p.article_number as number from published_article_tag p join published_tag t on t.id = p.tag_id
        where p.own and p.tag_id = any (xa.rel_tags) and p.article_number > ${after}::int
          and t.type in ('area', 'organisation', 'person', 'theme', 'storyline')) c
      join published_article a on a.number = c.number
      left join related_shown s on s.article_number = a.number
      where s.least_worth is null or s.day < ${day}::date or s.least_worth <= 1000 * (
        select sum(case when t.id = any (a.rel_tags) and t.id = any (xa.rel_tags) then t.points else t.inherited_points end)
        from published_tag t where t.id = any (xa.rel_tags || xa.rel_inherited) and t.id = any (a.rel_tags || a.rel_inherited)))
    select u.number from (
      select x.number from x
      union select s.article_number from related_shown s where s.links && array(select x.number from x)
      union select p.article_number from published_pin p join x on x.number = p.target_number
      union select e.article_number from published_exclusion e join x on x.number = e.target_number
      union select e.target_number from published_exclusion e join x on x.number = e.article_number
      union select a.number from revision_pin p join article a on a.live_revision_id = p.revision_id where p.target_id = any (${articleIds}::uuid[])
      union select sharing.number from sharing) u
    where u.number > ${after}::int order by 1 limit ${limit}::int`)
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
