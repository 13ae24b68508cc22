/**
 * What the engine is measured against, on the same database: exact scoring of every live story that shares a tag
 * able to relate, with the product's formula, and the naive count of shared tags.
 */
import { db, Prisma } from '../../lib/db'
import type { RelatedSource } from '../../modules/related/published'
import { DEFAULT_SETTINGS } from '../../modules/related/settings'

/** Numbers of the best `limit` stories by exact score, best first: no index, no cut. */
export async function exactTop(story: RelatedSource, now: Date, limit: number): Promise<{ number: number; score: number }[]> {
  return db.$queryRaw(Prisma.sql`
    with src as materialized (
      select t.id, t.type in ('area', 'organisation', 'person', 'theme', 'storyline') and t.id = any (${[...story.relTags]}::int[]) as relates,
        t.id <> all (${[...story.relInherited]}::int[]) as whole, t.points as pts, t.inherited_points as inh
      from published_tag t where t.id = any (${[...story.relTags, ...story.relInherited]}::int[]) and not t.do_not_relate),
    near as (
      select distinct p.article_number from published_article_tag p join src on src.id = p.tag_id and src.relates
      where p.own and p.article_number <> ${story.number}::int)
    select a.number, round(s.pts::float8 * 1000 * related_fresh(a.evergreen, a.first_published_at, ${now}::timestamptz,
      related_half_life(related_weights_of(${story.number}::int), a.form), ${DEFAULT_SETTINGS.freshFloor}::float8, ${DEFAULT_SETTINGS.evergreenFresh}::float8))::int as score
    from near join published_article a on a.number = near.article_number
    cross join lateral (
      select sum(case when src.whole and src.id <> all (a.rel_inherited) then src.pts else src.inh end) as pts
      from src where src.id = any (a.rel_tags || a.rel_inherited)) s
    order by 2 desc, a.first_published_at desc, a.number desc limit ${limit}::int`)
}

/** The obvious way: count the tags two stories have in common. */
export async function naiveTop(story: RelatedSource, limit: number): Promise<{ number: number }[]> {
  return db.$queryRaw(Prisma.sql`
    select p.article_number as number from published_article_tag o join published_article_tag p on p.tag_id = o.tag_id
    where o.article_number = ${story.number}::int and p.article_number <> ${story.number}::int
    group by 1 order by count(*) desc, 1 desc limit ${limit}::int`)
}
