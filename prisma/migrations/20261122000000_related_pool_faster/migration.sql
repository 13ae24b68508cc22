-- The pool of candidates at less than half the cost, and with stories left out by the editor (docs/decisions/0007).

-- Freshness after so many days: floor + (1 - floor) x 2^(-days / half-life); evergreen is fixed.
create function related_fresh_after(p_evergreen boolean, p_days float8, p_half_life float8, p_floor float8, p_evergreen_fresh float8)
returns float8 language sql immutable parallel safe as $$
  select case when p_evergreen then p_evergreen_fresh
    else p_floor + (1 - p_floor) * power(2::float8, - greatest(0::float8, p_days) / p_half_life) end
$$;

-- The same on a London calendar day.
create or replace function related_fresh(p_evergreen boolean, p_at timestamptz, p_now timestamptz, p_half_life float8, p_floor float8, p_evergreen_fresh float8)
returns float8 language sql immutable parallel safe as $$
  select related_fresh_after(p_evergreen,
    ((p_now at time zone 'Europe/London')::date - (p_at at time zone 'Europe/London')::date)::float8, p_half_life, p_floor, p_evergreen_fresh)
$$;

drop function related_pool(int[], int[], int, int[], timestamptz, int);

-- The candidate pool of one story, live or not: first p_pins, which come along whether or not they share a tag, then the
-- p_pool best in exact score order. p_own and p_inherited are the story's relating tags, best first; p_self its number
-- (or 0); p_excluded are never in the answer and take nobody's place. It reads the newest 16 postings of each key that
-- holds a tag able to relate, so the work does not grow with the archive, and scores exactly the 48 best by their lower
-- bound, which finds the same five as scoring all (bench/related). What made it slow, and is avoided:
--   - joining the vocabulary: read as a whole for four tags, and it grows; `= any` keeps to its index;
--   - a time zone for each posting: age in hours is near enough for the lower bound, London days for the score;
--   - a JSON object for each candidate, its keys written again each time: the answer goes by columns;
--   - numeric: five times slower than float8.
-- The answer is one JSON document, so that labels travel once and the client has one value to check. Its columns are
-- null where it has no rows, and of one length otherwise:
--   {"candidates": {number, slug, headline, standfirst, at (ms), score, points, pin, tags}, "tags": {id, slug, label, type, points}}
-- `tags` of a candidate are its own that add points; the second table names every tag mentioned and the read story's own.
-- The pool reads the postings, which the reader may not: it runs as its owner. Compiling it takes longer than running it.
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
    select t.id, t.type in ('area', 'organisation', 'person', 'theme', 'storyline') as relates, true as own, t.points as pts, t.inherited_points as inh
    from published_tag t where t.id = any (p_own) and t.points > 0 and not t.do_not_relate
    union all
    select t.id, false, false, t.inherited_points, t.inherited_points
    from published_tag t where t.id = any (p_inherited) and t.inherited_points > 0 and not t.do_not_relate),
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
    select a.number, c.pin, a.first_published_at, a.slug, a.headline, a.standfirst, a.rel_tags, coalesce(s.pts, 0) as pts,
      round(coalesce(s.pts, 0)::float8 * 1000::float8
        * related_fresh_after(a.evergreen, (today - (a.first_published_at at time zone 'Europe/London')::date)::float8,
          half_life, floor_fresh, evergreen_fresh))::int as score
    from considered c join published_article a on a.number = c.number
    cross join lateral (
      select sum(case when src.own and src.id = any (a.rel_tags) then src.pts else src.inh end)::int as pts,
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
        'score', json_agg(pool.score), 'points', json_agg(pool.pts), 'pin', json_agg(pool.pin), 'tags', json_agg(pool.rel_tags)) from pool),
    'tags', (select named.tags from named))
    into answer;
  return answer;
end
$fn$;

revoke execute on function related_pool(int[], int[], int, int[], int[], timestamptz, int) from public;
grant execute on function related_pool(int[], int[], int, int[], int[], timestamptz, int) to throughline_reader;
