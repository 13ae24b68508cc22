-- Which live stories these keep out of the newest that related_pool reads of a key, or would if they were out of the way: of
-- each key they are filed under, those that follow the sixteenth, counted by four more, for a pool leaves out its own story
-- and those kept apart from it. A list that holds one of them changes though the story that came is worth less than it.
create function related_displaced(p_numbers int[]) returns setof int language sql stable set jit = off as $$
  select distinct o.article_number
  from published_article x cross join lateral related_keys_of(x.rel_tags, x.rel_inherited) as keys(k)
  cross join lateral (
    select count(*)::int as newer from (
      select from related_key r where r.k = keys.k and r.evergreen = x.evergreen
        and (r.sort_at, r.article_number) > (x.first_published_at, x.number) limit 20) n) before
  cross join lateral (
    select r.article_number from related_key r where r.k = keys.k and r.evergreen = x.evergreen
      and (r.sort_at, r.article_number) < (x.first_published_at, x.number)
    order by r.sort_at desc, r.article_number desc offset greatest(0, 15 - before.newer) limit 4) o
  where x.number = any (p_numbers) and before.newer < 19
$$;
revoke execute on function related_displaced(int[]) from public;

-- The pool without the triples of a tag on sixteen stories or fewer: every story of it is read by the tag itself, with each
-- other tag in a pair. Columns in which nothing is said are null.
create or replace function related_pool(p_own int[], p_inherited int[], p_self int, p_pins int[], p_excluded int[], p_now timestamptz, p_pool int)
returns json
language plpgsql stable
set plan_cache_mode = force_generic_plan
set jit = off
set search_path = pg_catalog, public, pg_temp
security definer
as $fn$
#variable_conflict use_column
declare
  skipped constant int[] := p_self || p_excluded;
  today constant date := (p_now at time zone 'Europe/London')::date;
  now_seconds constant float8 := date_part('epoch', p_now);
  half_life float8; floor_fresh float8; evergreen_fresh float8; answer json;
begin
  select coalesce((weights ->> 'halfLifeDays')::float8, 180), coalesce((weights ->> 'freshFloor')::float8, 0.5),
    coalesce((weights ->> 'evergreenFresh')::float8, 0.8)
    into half_life, floor_fresh, evergreen_fresh from related_settings where id = 1;
  with src as materialized (
    select t.id, t.type in ('area', 'organisation', 'person', 'theme', 'storyline') and t.id = any (p_own) as relates, t.type in ('area', 'theme') as passable,
      t.id <> all (p_inherited) as whole, t.points as pts, t.inherited_points as inh, t.article_count <= 16 as rare
    from published_tag t
    where t.id = any (p_own || p_inherited) and not t.do_not_relate and case when t.id = any (p_inherited) then t.inherited_points else t.points end > 0),
  own as materialized (
    select src.id::bigint as id, src.pts, src.relates, src.rare from src where src.whole order by src.pts desc, src.id limit 6),
  pairs as materialized (
    select x.id as x, y.id as y, x.pts + y.pts as pts, x.relates or y.relates as relates, x.rare or y.rare as rare from own x join own y on y.id > x.id),
  keys as materialized (
    select src.id::bigint << 42 as k, case when src.whole then src.pts else src.inh end as pts from src where src.relates
    union all
    select (src.id::bigint << 42) | (src.id::bigint << 21), src.inh from src where src.relates and src.passable and src.inh > 0
    union all
    select (x << 42) | (y << 21), pts from pairs where pairs.relates
    union all
    select (p.x << 42) | (p.y << 21) | z.id, p.pts + z.pts
    from pairs p join own z on z.id > p.y where (p.relates or z.relates) and not p.rare and not z.rare),
  hit as (
    select h.article_number, h.evergreen, h.sort_at, max(keys.pts) as at_least
    from keys cross join lateral (
      (select r.article_number, r.evergreen, r.sort_at from related_key r
        where r.k = keys.k and not r.evergreen and r.article_number <> all (skipped) order by r.sort_at desc, r.article_number desc limit 16)
      union all
      (select r.article_number, r.evergreen, r.sort_at from related_key r
        where r.k = keys.k and r.evergreen and r.article_number <> all (skipped) order by r.sort_at desc, r.article_number desc limit 16)) h
    group by 1, 2, 3),
  cut as (
    select hit.article_number from hit
    order by hit.at_least * related_fresh_after(hit.evergreen, (now_seconds - date_part('epoch', hit.sort_at)) / 86400,
        half_life, floor_fresh, evergreen_fresh) desc,
      hit.sort_at desc, hit.article_number desc
    limit 48),
  considered as (
    select u.number, min(u.position)::int as pin from unnest(p_pins) with ordinality as u(number, position)
    where u.number <> all (skipped) group by 1
    union all
    select cut.article_number, null from cut where cut.article_number <> all (p_pins)),
  scored as materialized (
    select a.number, c.pin, a.first_published_at, a.slug, a.headline, a.standfirst, a.rel_tags,
      case when a.rel_tags && a.rel_inherited then a.rel_inherited end as in_passing, coalesce(s.pts, 0) as pts,
      round(coalesce(s.pts, 0)::float8 * 1000::float8
        * related_fresh_after(a.evergreen, (today - (a.first_published_at at time zone 'Europe/London')::date)::float8,
          half_life, floor_fresh, evergreen_fresh))::int as score
    from considered c join published_article a on a.number = c.number
    cross join lateral (
      select sum(case when src.whole and src.id <> all (a.rel_inherited) then src.pts else src.inh end)::int as pts,
        bool_or(src.relates and src.id = any (a.rel_tags)) as relates
      from src where src.id = any (a.rel_tags) or src.id = any (a.rel_inherited)) s
    where s.relates or c.pin is not null),
  pool as materialized (
    select * from scored order by scored.pin, scored.score desc, scored.first_published_at desc, scored.number desc
    limit p_pool + cardinality(p_pins)),
  named as materialized (
    select json_build_object('id', json_agg(t.id), 'slug', json_agg(t.slug), 'label', json_agg(t.label), 'type', json_agg(t.type),
      'points', json_agg(t.points)) as tags
    from published_tag t where t.id = any (array(select unnest(pool.rel_tags) from pool union select unnest(p_own))))
  select json_build_object(
    'candidates', (select json_build_object('number', json_agg(pool.number), 'slug', json_agg(pool.slug), 'headline', json_agg(pool.headline),
        'standfirst', json_agg(pool.standfirst), 'at', json_agg((date_part('epoch', pool.first_published_at) * 1000)::bigint),
        'score', json_agg(pool.score), 'points', json_agg(pool.pts), 'pin', case when cardinality(p_pins) > 0 then json_agg(pool.pin) end, 'tags', json_agg(pool.rel_tags),
        'inPassing', case when bool_or(pool.in_passing is not null) then json_agg(pool.in_passing) end) from pool),
    'tags', (select named.tags from named))
    into answer;
  return answer;
end
$fn$;
