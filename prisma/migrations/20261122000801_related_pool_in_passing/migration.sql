-- The pool and the lists as the postings are now: what is carried in passing gives small points (docs/decisions/0019).
drop function related_lists(int[], timestamptz, int);
drop function related_pool(int[], int[], int, int[], int[], timestamptz, int);

create function related_pool(p_own int[], p_inherited int[], p_self int, p_pins int[], p_excluded int[], p_now timestamptz, p_pool int)
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
    from pairs p join own z on z.id > p.y where p.relates or z.relates),
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
        'score', json_agg(pool.score), 'points', json_agg(pool.pts), 'pin', json_agg(pool.pin), 'tags', json_agg(pool.rel_tags),
        'inPassing', json_agg(pool.in_passing)) from pool),
    'tags', (select named.tags from named))
    into answer;
  return answer;
end
$fn$;

revoke execute on function related_pool(int[], int[], int, int[], int[], timestamptz, int) from public;
grant execute on function related_pool(int[], int[], int, int[], int[], timestamptz, int) to throughline_reader;

create function related_lists(p_numbers int[], p_now timestamptz, p_pool int)
returns table (number int, headline text, first_published_at timestamptz, rel_tags int[], rel_inherited int[], pool json, pins json, externals json, weights jsonb)
language plpgsql stable
set plan_cache_mode = force_generic_plan
set jit = off
as $fn$
#variable_conflict use_column
begin
  return query
  select a.number, a.headline, a.first_published_at, a.rel_tags, a.rel_inherited,
    related_pool(a.rel_tags, a.rel_inherited, a.number, hand.numbers, apart.numbers, p_now, p_pool),
    hand.pins, elsewhere.links, (select s.weights from related_settings s where s.id = 1)
  from published_article a
  cross join lateral (
    select coalesce(array_agg(p.target_number order by p.position), '{}') as numbers,
      json_agg(json_build_array(p.target_number, p.position)) as pins
    from published_pin p where p.article_number = a.number and (p.expires_at is null or p.expires_at > p_now)) hand
  cross join lateral (
    select coalesce(array_agg(x.number), '{}') as numbers from (
      select e.target_number from published_exclusion e where e.article_number = a.number
      union
      select e.article_number from published_exclusion e where e.target_number = a.number) as x(number)) apart
  cross join lateral (
    select json_agg(json_build_object('position', l.position, 'url', l.url, 'headline', l.title, 'datedOn', l.dated_on)) as links
    from published_external_link l
    where l.article_number = a.number and not l.dead and (l.expires_at is null or l.expires_at > p_now)) elsewhere
  where a.number = any (p_numbers);
end
$fn$;

revoke execute on function related_lists(int[], timestamptz, int) from public;
grant execute on function related_lists(int[], timestamptz, int) to throughline_reader;

-- What is live is filed anew, and the worker looks at every list again.
truncate related_key;
do $$ begin perform related_rederive(array(select number from published_article)); end $$;
insert into related_key (k, evergreen, sort_at, article_number)
select k, a.evergreen, a.first_published_at, a.number from published_article a cross join lateral related_keys_of(a.rel_tags, a.rel_inherited) as k
order by 1, 2, 3, 4 on conflict do nothing;
update related_work set audit_id = 0, target_id = 0, after_number = 0;
