import 'server-only'
import { londonIsoDay } from '@/lib/dates'
import { Prisma, type Tx } from '@/lib/db'
import { DEFAULT_SETTINGS } from '../settings'
import { readListStamp } from './read-list-stamp'

/** What a list holds was worth a little more on an earlier day: a record of one is taken for less than it says. */
const NEAR_OF_EARLIER_DAYS = 0.75

/**
 * Live stories whose list may be another one when story `number` (as it stands now in this transaction) comes, goes or
 * changes: those that list it or are linked to it by hand; those in whose list it would score the least that is listed,
 * or whose list has room; and those that list a story which it keeps out of the newest of a combination. Where it may leave
 * such a place, that story can be worth more than it by what is inherited or carried in passing: so much is granted.
 * Newest first. `inStep`: the record says what readers see (`workerIsInStep`, asked before anything is tried out); where it
 * does not, all that share a tag.
 */
export async function concernedBy(tx: Tx, number: number, inStep: boolean, now: Date): Promise<number[]> {
  const rows = await tx.$queryRaw<{ number: number }[]>(Prisma.sql`
    with x as (select a.* from published_article a where a.number = ${number}::int),
    fresh as (
      select 1000 * greatest(
        related_fresh(x.evergreen, x.first_published_at, ${now}::timestamptz, related_half_life(s.weights, x.form),
          coalesce((s.weights ->> 'freshFloor')::float8, ${DEFAULT_SETTINGS.freshFloor}::float8), coalesce((s.weights ->> 'evergreenFresh')::float8, 0.8)),
        case when s.trial is not null then related_fresh(x.evergreen, x.first_published_at, ${now}::timestamptz, related_half_life(s.trial -> 'weights', x.form),
          coalesce((s.trial -> 'weights' ->> 'freshFloor')::float8, ${DEFAULT_SETTINGS.freshFloor}::float8), coalesce((s.trial -> 'weights' ->> 'evergreenFresh')::float8, 0.8)) end) as a_point, x.form = 'explainer' as explainer
      from x, related_settings s where s.id = 1),
    src as materialized (
      select t.id, t.id <> all (x.rel_inherited) as whole, t.points as pts, t.inherited_points as inh,
        t.type in ('area', 'organisation', 'person', 'theme', 'storyline') and t.id = any (x.rel_tags) as relates
      from x join published_tag t on t.id = any (x.rel_tags || x.rel_inherited) where not t.do_not_relate),
    broader as materialized (select distinct t.broader_id as id from published_tag t where t.broader_id is not null),
    displaced as materialized (select d.number from related_displaced(array[${number}::int]) as d(number)),
    leaves as (select exists (select from related_shown where article_number = ${number}::int) and exists (select from displaced) as room),
    sharing as materialized (
      select distinct p.article_number as number from published_article_tag p join src on src.id = p.tag_id and src.relates where p.own),
    near as (
      select b.number from sharing join published_article b on b.number = sharing.number
      cross join fresh cross join leaves
      cross join lateral (
        select sum(case when src.whole and src.id <> all (b.rel_inherited) then src.pts else src.inh end) as pts from src
        where src.id = any (b.rel_tags) or src.id = any (b.rel_inherited)) s
      cross join lateral (
        select coalesce(sum(t.inherited_points), 0) as pts from published_tag t
        where not exists (select from src where src.id = t.id) and (t.id = any (b.rel_inherited)
          or (t.id = any (b.rel_tags) and (t.type in ('area', 'theme') or t.id in (select broader.id from broader))))) granted
      left join related_shown r on r.article_number = b.number
      where not ${inStep}::boolean or r.article_number is null or r.least_worth is null
        or ceil((s.pts + case when leaves.room then granted.pts else 0 end) * fresh.a_point)
          >= case when fresh.explainer then coalesce(r.least_explainer, 0) else r.least_worth end * case when r.day = ${londonIsoDay(now)}::date then 1 else ${NEAR_OF_EARLIER_DAYS}::float8 end),
    listing as (
      select r.article_number as number from related_shown r where r.links @> array[${number}::int]
      union select r.article_number from related_shown r
        where r.links && array(select displaced.number from displaced) and r.article_number in (select sharing.number from sharing)
      union select p.article_number from published_pin p where p.target_number = ${number}::int
      union select e.article_number from published_exclusion e where e.target_number = ${number}::int
      union select e.target_number from published_exclusion e where e.article_number = ${number}::int)
    select b.number from published_article b
    where b.number <> ${number}::int and (b.number in (select near.number from near) or b.number in (select listing.number from listing))
    order by b.first_published_at desc, b.number desc`)
  return rows.map((row) => row.number)
}

/** Whether related_shown says what readers see now: the worker has worked in every event. */
export async function workerIsInStep(tx: Tx): Promise<boolean> {
  const work = await tx.relatedWork.findUnique({ where: { id: 1 }, select: { auditId: true } })
  return work !== null && work.auditId >= BigInt(await readListStamp(tx))
}

/**
 * Live stories whose list may be another one when these tags change what they are worth: those that carry one, those
 * that list such a story, then all others that share a tag with one, each group newest first.
 */
export async function concernedByTags(tx: Tx, tagIds: readonly number[]): Promise<number[]> {
  const rows = await tx.$queryRaw<{ number: number }[]>(Prisma.sql`
    with carriers as materialized (select distinct article_number as number from published_article_tag where tag_id = any (${[...tagIds]}::int[])),
    listing as materialized (
      select r.article_number as number from related_shown r
      where r.links && coalesce((select array_agg(number) from carriers), '{}')),
    shared as materialized (
      select distinct p.tag_id from published_article_tag p join carriers on carriers.number = p.article_number where p.own)
    select a.number from published_article a
    cross join lateral (select case when a.number in (select number from carriers) then 0 when a.number in (select number from listing) then 1
      when exists (select from published_article_tag p join shared on shared.tag_id = p.tag_id where p.article_number = a.number and p.own) then 2 end as rank) r
    where r.rank is not null order by r.rank, a.first_published_at desc, a.number desc`)
  return rows.map((row) => row.number)
}
