-- What the tags of a pool are called and worth was a quarter of its cost, and changes seldom: who asks for many lists keeps it,
-- and is told by a stamp that nothing of it has changed (docs/decisions/0028).
create table published_tag_stamp (
  id integer not null default 1,
  stamp uuid not null,
  constraint published_tag_stamp_pkey primary key (id),
  constraint published_tag_stamp_one check (id = 1)
);

-- Never a stamp that was there before, also where a change is taken back or a copy of the database put in its place.
-- Without nested loops: a session plans these two questions once, mostly for a publication of a few tags, and would compare each
-- with each ever after (a count of 20,000 tags took 40 seconds, more than a statement may).
create function published_tag_stamped() returns trigger language plpgsql
set enable_nestloop = off
set search_path = pg_catalog, public, pg_temp
as $$
begin
  if tg_op = 'UPDATE' then
    if not exists (select from was w join became b on b.id = w.id
        where (b.slug, b.label, b.type, b.points) is distinct from (w.slug, w.label, w.type, w.points)) then
      return null;
    end if;
  elsif tg_op = 'INSERT' then
    if not exists (select from became) then return null; end if;
  end if;
  insert into published_tag_stamp (id, stamp) values (1, gen_random_uuid()) on conflict (id) do update set stamp = excluded.stamp;
  return null;
end $$;
create trigger published_tag_stamped_update after update on published_tag
  referencing old table as was new table as became for each statement execute function published_tag_stamped();
create trigger published_tag_stamped_insert after insert on published_tag
  referencing new table as became for each statement execute function published_tag_stamped();
insert into published_tag_stamp (id, stamp) values (1, gen_random_uuid());

-- Everything a pool says of tags, and the stamp it holds for.
create function related_tags() returns json language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select json_build_object('stamp', (select s.stamp from published_tag_stamp s where s.id = 1),
    'tags', json_build_object('id', json_agg(t.id), 'slug', json_agg(t.slug), 'label', json_agg(t.label), 'type', json_agg(t.type),
      'points', json_agg(t.points)))
  from published_tag t
$$;
revoke execute on function related_tags() from public;
grant execute on function related_tags() to throughline_reader;

drop function related_lists(int[], timestamptz, int);
drop function related_pool(int[], int[], int, int[], int[], timestamptz, int);

-- As it was, with the weightiest correction of each candidate; and the tags are not said to who knows them already, by the stamp.
create function related_pool(p_own int[], p_inherited int[], p_self int, p_pins int[], p_excluded int[], p_now timestamptz, p_pool int, p_stamp uuid default null)
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
  weights constant jsonb := related_weights_of(p_self);
  floor_fresh constant float8 := coalesce((weights ->> 'freshFloor')::float8, 0.5);
  evergreen_fresh constant float8 := coalesce((weights ->> 'evergreenFresh')::float8, 0.8);
  of_news constant float8 := related_half_life(weights, 'news');
  of_result constant float8 := related_half_life(weights, 'result');
  of_monitoring constant float8 := related_half_life(weights, 'monitoring');
  of_reaction constant float8 := related_half_life(weights, 'reaction');
  of_explainer constant float8 := related_half_life(weights, 'explainer');
  longest constant float8 := greatest(of_news, of_result, of_monitoring, of_reaction);
  stamp constant uuid := (select s.stamp from published_tag_stamp s where s.id = 1);
  answer json;
begin
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
  hit as materialized (
    select h.article_number, h.run, h.sort_at, max(keys.pts)
      * related_fresh_after(h.run = 1, (now_seconds - date_part('epoch', h.sort_at)) / 86400,
        case when h.run = 2 then of_explainer else longest end, floor_fresh, evergreen_fresh) as bound
    from keys cross join lateral (
      (select r.article_number, r.run, r.sort_at from related_key r
        where r.k = keys.k and r.run = 0 and r.article_number <> all (skipped) order by r.sort_at desc, r.article_number desc limit 16)
      union all
      (select r.article_number, r.run, r.sort_at from related_key r
        where r.k = keys.k and r.run = 1 and r.article_number <> all (skipped) order by r.sort_at desc, r.article_number desc limit 16)
      union all
      (select r.article_number, r.run, r.sort_at from related_key r
        where r.k = keys.k and r.run = 2 and r.article_number <> all (skipped) order by r.sort_at desc, r.article_number desc limit 16)) h
    group by 1, 2, 3),
  cut as (
    (select hit.article_number from hit order by hit.bound desc, hit.sort_at desc, hit.article_number desc limit 48)
    union
    (select hit.article_number from hit where hit.run > 0 order by hit.bound desc, hit.sort_at desc, hit.article_number desc limit 6)),
  considered as (
    select u.number, min(u.position)::int as pin from unnest(p_pins) with ordinality as u(number, position)
    where u.number <> all (skipped) group by 1
    union all
    select cut.article_number, null from cut where cut.article_number <> all (p_pins)),
  scored as materialized (
    select a.number, c.pin, a.first_published_at, a.slug, a.headline, a.standfirst, a.rel_tags, a.form = 'explainer' as explainer, a.correction_kind, a.correction_at,
      case when a.rel_tags && a.rel_inherited then a.rel_inherited end as in_passing, coalesce(s.pts, 0) as pts,
      round(coalesce(s.pts, 0)::float8 * 1000::float8
        * related_fresh_after(a.evergreen, (today - (a.first_published_at at time zone 'Europe/London')::date)::float8,
          case a.form when 'news' then of_news when 'result' then of_result when 'monitoring' then of_monitoring when 'reaction' then of_reaction
            when 'explainer' then of_explainer else of_news end, floor_fresh, evergreen_fresh))::int as score
    from considered c join published_article a on a.number = c.number
    cross join lateral (
      select sum(case when src.whole and src.id <> all (a.rel_inherited) then src.pts else src.inh end)::int as pts,
        bool_or(src.relates and src.id = any (a.rel_tags)) as relates
      from src where src.id = any (a.rel_tags) or src.id = any (a.rel_inherited)) s
    where s.relates or c.pin is not null),
  ranked as (
    select scored.*, row_number() over (order by scored.pin, scored.score desc, scored.first_published_at desc, scored.number desc) as place from scored),
  pool as materialized (
    select * from ranked where ranked.place <= p_pool + cardinality(p_pins) or ranked.explainer order by ranked.place),
  named as materialized (
    select json_build_object('id', json_agg(t.id), 'slug', json_agg(t.slug), 'label', json_agg(t.label), 'type', json_agg(t.type),
      'points', json_agg(t.points)) as tags
    from published_tag t where t.id = any (array(select unnest(pool.rel_tags) from pool union select unnest(p_own))))
  select json_build_object(
    'candidates', (select json_build_object('number', json_agg(pool.number), 'slug', json_agg(pool.slug), 'headline', json_agg(pool.headline),
        'standfirst', json_agg(pool.standfirst), 'at', json_agg((date_part('epoch', pool.first_published_at) * 1000)::bigint),
        'score', json_agg(pool.score), 'points', json_agg(pool.pts), 'pin', case when cardinality(p_pins) > 0 then json_agg(pool.pin) end, 'tags', json_agg(pool.rel_tags),
        'explainer', case when bool_or(pool.explainer) then json_agg(pool.explainer) end,
        'correction', case when bool_or(pool.correction_kind is not null) then json_agg(pool.correction_kind) end,
        'correctedAt', case when bool_or(pool.correction_kind is not null) then json_agg((date_part('epoch', pool.correction_at) * 1000)::bigint) end,
        'inPassing', case when bool_or(pool.in_passing is not null) then json_agg(pool.in_passing) end) from pool),
    'stamp', stamp, 'tags', case when stamp = p_stamp then null else (select named.tags from named) end)
    into answer;
  return answer;
end
$fn$;
revoke execute on function related_pool(int[], int[], int, int[], int[], timestamptz, int, uuid) from public;
grant execute on function related_pool(int[], int[], int, int[], int[], timestamptz, int, uuid) to throughline_reader;

create function related_lists(p_numbers int[], p_now timestamptz, p_pool int, p_stamp uuid default null)
returns table (number int, headline text, first_published_at timestamptz, rel_tags int[], rel_inherited int[], pool json, pins json, externals json, weights jsonb)
language plpgsql stable
set plan_cache_mode = force_generic_plan
set jit = off
as $fn$
#variable_conflict use_column
begin
  return query
  select a.number, a.headline, a.first_published_at, a.rel_tags, a.rel_inherited,
    related_pool(a.rel_tags, a.rel_inherited, a.number, hand.numbers, apart.numbers, p_now, p_pool, p_stamp),
    hand.pins, elsewhere.links, related_weights_of(a.number)
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
revoke execute on function related_lists(int[], timestamptz, int, uuid) from public;
grant execute on function related_lists(int[], timestamptz, int, uuid) to throughline_reader;
