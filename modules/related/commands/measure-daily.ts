import 'server-only'
import { londonIsoDay } from '@/lib/dates'
import { db, Prisma } from '@/lib/db'

/** Diversity and age are averages: beyond so many lists, of an even sample. */
const SAMPLED_MAX = 20_000

/**
 * Writes how the lists stand into related_daily, for the London day of `now`, from the worker's record. Run again on the
 * same day, it writes the day's row anew. Counts: stories that are live; lists that are full; lists without a link;
 * stories no list shows. Diversity: 0 to 1, one less the likeness of each two links of a list by their tags. Age in days.
 */
export async function measureDaily(now: Date): Promise<void> {
  const day = londonIsoDay(now)
  await db.$executeRaw(Prisma.sql`
    with room as (select coalesce((weights ->> 'listLength')::int, 5) as links from related_settings where id = 1),
    outside as (
      select l.article_number as number, count(*)::int as links from published_external_link l
      where not l.dead and (l.expires_at is null or l.expires_at > ${now}::timestamptz) group by 1),
    lists as materialized (
      select a.number, coalesce(s.links, '{}') as links, cardinality(coalesce(s.links, '{}')) + coalesce(o.links, 0) as size
      from published_article a left join related_shown s on s.article_number = a.number left join outside o on o.number = a.number),
    listed as (select distinct u.number from lists cross join lateral unnest(lists.links) as u(number)),
    sample as materialized (
      select lists.number, lists.links from lists
      where cardinality(lists.links) > 0 and lists.number % (1 + (select count(*)::int from lists) / ${SAMPLED_MAX}::int) = 0),
    linked as materialized (
      select s.number, u.target, u.place, a.rel_tags, a.first_published_at
      from sample s cross join lateral unnest(s.links) with ordinality as u(target, place) join published_article a on a.number = u.target),
    pairs as (
      select 1 - coalesce(
        (select sum(t.points) filter (where t.id = any (x.rel_tags) and t.id = any (y.rel_tags))::float8 / nullif(sum(t.points), 0)
          from published_tag t where t.id = any (x.rel_tags || y.rel_tags)), 0) as unlike
      from linked x join linked y on y.number = x.number and y.place > x.place)
    insert into related_daily (day, stories, "full", dead_ends, orphans, links, pins, exclusions, diversity, mean_age_days)
    select ${day}::date, count(*)::int, count(*) filter (where lists.size >= room.links)::int, count(*) filter (where lists.size = 0)::int,
      count(*) filter (where listed.number is null)::int, coalesce(sum(lists.size), 0)::int,
      (select count(*)::int from published_pin) + (select count(*)::int from published_external_link),
      (select count(*)::int from published_exclusion), coalesce((select avg(pairs.unlike) from pairs), 0),
      coalesce((select avg(${day}::date - (linked.first_published_at at time zone 'Europe/London')::date)::float8 from linked), 0)
    from lists cross join room left join listed on listed.number = lists.number
    on conflict (day) do update set stories = excluded.stories, "full" = excluded."full", dead_ends = excluded.dead_ends,
      orphans = excluded.orphans, links = excluded.links, pins = excluded.pins, exclusions = excluded.exclusions,
      diversity = excluded.diversity, mean_age_days = excluded.mean_age_days`)
}
