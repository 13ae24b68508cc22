-- The pool again, for less work: the shared tags of a candidate are not listed (the client knows the story's own tags,
-- and each candidate carries its own), nothing is sorted twice, and the 80 best by the lower bound are scored instead of
-- 120, which finds the same five (bench/related). The answer is now
--   {"candidates": [{number, slug, headline, standfirst, at (ms), score, points, pin, tags}], "tags": [{id, slug, label, type, points}]}
create or replace function related_pool(p_own int[], p_inherited int[], p_self int, p_pins int[], p_now timestamptz, p_pool int)
returns json
language plpgsql stable
set plan_cache_mode = force_generic_plan
set jit = off
set search_path = pg_catalog, public, pg_temp
security definer
as $fn$
#variable_conflict use_column
declare
  half_life float8; floor_fresh float8; evergreen_fresh float8; answer json;
begin
  select coalesce((weights ->> 'halfLifeDays')::float8, 180), coalesce((weights ->> 'freshFloor')::float8, 0.5),
    coalesce((weights ->> 'evergreenFresh')::float8, 0.8)
    into half_life, floor_fresh, evergreen_fresh from related_settings where id = 1;
  with src as materialized (
    select t.id, t.type in ('area', 'organisation', 'person', 'theme', 'storyline') as relates, true as own, t.points as pts, t.inherited_points as inh
    from unnest(p_own) as u(id) join published_tag t on t.id = u.id where t.points > 0 and not t.do_not_relate
    union all
    select t.id, false, false, t.inherited_points, t.inherited_points
    from unnest(p_inherited) as u(id) join published_tag t on t.id = u.id where t.inherited_points > 0 and not t.do_not_relate),
  own as materialized (
    select src.id::bigint as id, src.pts, src.relates from src where src.own order by src.pts desc, src.id limit 6),
  keys as materialized (
    select src.id::bigint << 42 as k, src.pts from src where src.relates
    union all
    select (x.id << 42) | (y.id << 21), x.pts + y.pts from own x join own y on y.id > x.id where x.relates or y.relates
    union all
    select (x.id << 42) | (y.id << 21) | z.id, x.pts + y.pts + z.pts
    from own x join own y on y.id > x.id join own z on z.id > y.id where x.relates or y.relates or z.relates),
  hit as (
    select h.article_number, h.evergreen, h.sort_at, max(keys.pts) as at_least
    from keys cross join lateral (
      (select r.article_number, r.evergreen, r.sort_at from related_key r
        where r.k = keys.k and not r.evergreen order by r.sort_at desc, r.article_number desc limit 16)
      union all
      (select r.article_number, r.evergreen, r.sort_at from related_key r
        where r.k = keys.k and r.evergreen order by r.sort_at desc, r.article_number desc limit 16)) h
    where h.article_number <> p_self
    group by 1, 2, 3),
  cut as (
    select hit.article_number from hit
    order by hit.at_least * related_fresh(hit.evergreen, hit.sort_at, p_now, half_life, floor_fresh, evergreen_fresh) desc,
      hit.sort_at desc, hit.article_number desc
    limit 80),
  pinned as (
    select u.number, min(u.position)::int as position from unnest(p_pins) with ordinality as u(number, position)
    where u.number <> p_self group by 1),
  considered as (
    select coalesce(cut.article_number, pinned.number) as number, pinned.position as pin
    from cut full join pinned on pinned.number = cut.article_number),
  scored as materialized (
    select a.number, c.pin, a.first_published_at, a.slug, a.headline, a.standfirst, a.rel_tags, coalesce(s.pts, 0) as pts,
      round(coalesce(s.pts, 0)::float8 * 1000::float8
        * related_fresh(a.evergreen, a.first_published_at, p_now, half_life, floor_fresh, evergreen_fresh))::int as score
    from considered c join published_article a on a.number = c.number
    cross join lateral (
      select sum(case when src.own and src.id = any (a.rel_tags) then src.pts else src.inh end)::int as pts,
        bool_or(src.relates and src.id = any (a.rel_tags)) as relates
      from src where src.id = any (a.rel_tags) or src.id = any (a.rel_inherited)) s
    where s.relates or c.pin is not null),
  pool as materialized (
    (select * from scored where scored.pin is not null)
    union all
    (select * from scored where scored.pin is null order by scored.score desc, scored.first_published_at desc, scored.number desc limit p_pool)),
  named as (
    select u.id from pool cross join lateral unnest(pool.rel_tags) as u(id)
    union
    select u.id from unnest(p_own) as u(id))
  select json_build_object(
    'candidates', (select coalesce(json_agg(json_build_object(
        'number', pool.number, 'slug', pool.slug, 'headline', pool.headline, 'standfirst', pool.standfirst,
        'at', (extract(epoch from pool.first_published_at)::float8 * 1000)::bigint, 'score', pool.score, 'points', pool.pts,
        'pin', pool.pin, 'tags', pool.rel_tags) order by pool.score desc, pool.first_published_at desc, pool.number desc), '[]') from pool),
    'tags', (select coalesce(json_agg(json_build_object('id', t.id, 'slug', t.slug, 'label', t.label, 'type', t.type, 'points', t.points)), '[]')
        from published_tag t where t.id = any (array(select named.id from named))))
    into answer;
  return answer;
end
$fn$;
