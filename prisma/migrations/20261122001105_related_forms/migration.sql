-- Each form of story ages by a half-life of its own (docs/decisions/0026).

-- Runs of a combination, each read newest first: 0 what ages as news does, 1 evergreen, 2 explainers, which age slowest and
-- are looked for by themselves.
create function related_run(p_evergreen boolean, p_form text) returns smallint language sql immutable parallel safe as $$
  select (case when p_evergreen then 1 when p_form = 'explainer' then 2 else 0 end)::smallint
$$;

alter table related_key rename column evergreen to run;
alter table related_key alter column run type smallint using (run::int::smallint);
update related_key r set run = 2 from published_article a where a.number = r.article_number and related_run(a.evergreen, a.form) = 2;

-- Days in which what age can take away is halved, for a story of this form; what is absent is as in modules/related/settings.ts.
create function related_half_life(p_weights jsonb, p_form text) returns float8 language sql immutable parallel safe as $$
  select coalesce((p_weights -> 'halfLives' ->> p_form)::float8, case p_form when 'reaction' then 90 when 'explainer' then 365 else 180 end)
$$;
grant execute on function related_half_life(jsonb, text) to throughline_reader;

-- The one half-life there was becomes that of every form that aged by it.
update related_settings set weights = weights - 'halfLifeDays' || jsonb_build_object('halfLives',
  jsonb_build_object('news', weights -> 'halfLifeDays', 'result', weights -> 'halfLifeDays', 'monitoring', weights -> 'halfLifeDays', 'reaction', weights -> 'halfLifeDays'))
where weights ? 'halfLifeDays';
update related_settings_version set weights = weights - 'halfLifeDays' || jsonb_build_object('halfLives',
  jsonb_build_object('news', weights -> 'halfLifeDays', 'result', weights -> 'halfLifeDays', 'monitoring', weights -> 'halfLifeDays', 'reaction', weights -> 'halfLifeDays'))
where weights ? 'halfLifeDays';

-- The numbers by which the list of this story is chosen.
create function related_weights_of(p_number int) returns jsonb language sql stable as $$
  select s.weights from related_settings s where s.id = 1
$$;
grant execute on function related_weights_of(int) to throughline_reader;

create or replace function related_file(p_number int) returns void language sql as $$
  insert into related_key (k, run, sort_at, article_number)
  select k, related_run(a.evergreen, a.form), a.first_published_at, a.number
  from published_article a cross join lateral related_keys_of(a.rel_tags, a.rel_inherited) as k
  where a.number = p_number
  on conflict do nothing
$$;

create or replace function related_unfile(p_number int) returns void language plpgsql as $$
declare own int[]; inherited int[]; filed_in smallint; filed_at timestamptz;
begin
  select a.rel_tags, a.rel_inherited, related_run(a.evergreen, a.form), a.first_published_at into own, inherited, filed_in, filed_at
  from published_article a where a.number = p_number;
  delete from related_key r using related_keys_of(own, inherited) as q(k)
  where r.k = q.k and r.run = filed_in and r.sort_at = filed_at and r.article_number = p_number;
end $$;

-- As it was, by runs.
create or replace function related_rederive(p_numbers int[]) returns int[] language plpgsql set jit = off as $$
declare changed int[];
begin
  create temporary table if not exists related_carried (article_number int, tag_id int, own boolean, primary key (article_number, tag_id)) on commit drop;
  truncate related_carried;
  insert into related_carried
  with recursive up as (
    select p.article_number, p.tag_id, true as own from published_article_tag p where p.own and p.article_number = any (p_numbers)
    union
    select up.article_number, t.broader_id, false from up join tag t on t.id = up.tag_id where t.broader_id is not null)
  select up.article_number, up.tag_id, bool_or(up.own) from up group by 1, 2;
  analyze related_carried;

  delete from published_article_tag p where not p.own and p.article_number = any (p_numbers)
    and not exists (select from related_carried c where c.article_number = p.article_number and c.tag_id = p.tag_id);
  insert into published_article_tag (article_number, tag_id, own, first_published_at)
  select c.article_number, c.tag_id, false, a.first_published_at
  from related_carried c join published_article a on a.number = c.article_number where not c.own
  on conflict do nothing;

  -- As related_sets_of, for many stories at once.
  with weighed as (
    select c.article_number as number, c.own, t.id, coalesce(t.points, 0) as points, coalesce(t.inherited_points, 0) as inherited_points, t.do_not_relate,
      c.own and related_in_passing(t.type, count(*) over (partition by c.article_number, c.own, t.type)) as passing
    from related_carried c join tag t on t.id = c.tag_id),
  sorted as (
    select w.number,
      coalesce((array_agg(w.id order by w.passing, w.points desc, w.id)
        filter (where w.own and not w.do_not_relate and case when w.passing then w.inherited_points else w.points end > 0))[1:12], '{}') as own,
      coalesce(array_agg(w.id) filter (where w.passing), '{}') as passing,
      coalesce((array_agg(w.id order by w.inherited_points desc, w.id)
        filter (where not w.own and w.inherited_points > 0 and not w.do_not_relate))[1:12], '{}') as broader
    from weighed w group by 1),
  -- What is legally sensitive keeps its tags and relates to nothing.
  sets as materialized (
    select s.number, s.own,
      array(select u.id from unnest(s.own) with ordinality as u(id, place) where u.id = any (s.passing) order by u.place) || s.broader as inherited
    from sorted s join published_article l on l.number = s.number and not l.legally_sensitive),
  differs as materialized (
    select a.number, related_run(a.evergreen, a.form) as run, a.first_published_at, a.rel_tags as old_own, a.rel_inherited as old_inherited,
      coalesce(s.own, '{}') as own, coalesce(s.inherited, '{}') as inherited
    from published_article a left join sets s on s.number = a.number
    where a.number = any (p_numbers)
      and (a.rel_tags is distinct from coalesce(s.own, '{}') or a.rel_inherited is distinct from coalesce(s.inherited, '{}'))),
  outdated as materialized (
    select q.k, d.run, d.first_published_at as at, d.number from differs d,
      lateral (select related_keys_of(d.old_own, d.old_inherited) as k except select related_keys_of(d.own, d.inherited)) q),
  unfiled as (
    delete from related_key r using outdated o
    where r.k = o.k and r.run = o.run and r.sort_at = o.at and r.article_number = o.number),
  filed as (
    insert into related_key (k, run, sort_at, article_number)
    select q.k, d.run, d.first_published_at, d.number from differs d,
      lateral (select related_keys_of(d.own, d.inherited) as k except select related_keys_of(d.old_own, d.old_inherited)) q
    order by q.k on conflict do nothing),
  written as (
    update published_article a set rel_tags = d.own, rel_inherited = d.inherited from differs d where a.number = d.number returning a.number)
  select coalesce(array_agg(written.number order by written.number), '{}') into changed from written;
  return changed;
end $$;

create or replace function related_displaced(p_numbers int[]) returns setof int language sql stable set jit = off as $$
  select distinct o.article_number
  from published_article x cross join lateral related_keys_of(x.rel_tags, x.rel_inherited) as keys(k)
  cross join lateral (
    select count(*)::int as newer from (
      select from related_key r where r.k = keys.k and r.run = related_run(x.evergreen, x.form)
        and (r.sort_at, r.article_number) > (x.first_published_at, x.number) limit 20) n) before
  cross join lateral (
    select r.article_number from related_key r where r.k = keys.k and r.run = related_run(x.evergreen, x.form)
      and (r.sort_at, r.article_number) < (x.first_published_at, x.number)
    order by r.sort_at desc, r.article_number desc offset greatest(0, 15 - before.newer) limit 4) o
  where x.number = any (p_numbers) and before.newer < 19
$$;

-- As it was, and: of each combination the newest explainers are read as well, some of them stay in the pool however many
-- stories are worth more, and freshness is that of the form. What ages as news does is read newest first whatever its form:
-- exact where those half-lives are one, and near enough where they are not (bench/related).
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
  weights constant jsonb := related_weights_of(p_self);
  floor_fresh constant float8 := coalesce((weights ->> 'freshFloor')::float8, 0.5);
  evergreen_fresh constant float8 := coalesce((weights ->> 'evergreenFresh')::float8, 0.8);
  of_news constant float8 := related_half_life(weights, 'news');
  of_result constant float8 := related_half_life(weights, 'result');
  of_monitoring constant float8 := related_half_life(weights, 'monitoring');
  of_reaction constant float8 := related_half_life(weights, 'reaction');
  of_explainer constant float8 := related_half_life(weights, 'explainer');
  longest constant float8 := greatest(of_news, of_result, of_monitoring, of_reaction);
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
    select a.number, c.pin, a.first_published_at, a.slug, a.headline, a.standfirst, a.rel_tags, a.form = 'explainer' as explainer,
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
        'inPassing', case when bool_or(pool.in_passing is not null) then json_agg(pool.in_passing) end) from pool),
    'tags', (select named.tags from named))
    into answer;
  return answer;
end
$fn$;

create or replace function related_lists(p_numbers int[], p_now timestamptz, p_pool int)
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

-- The worker looks at every list again.
update related_work set audit_id = 0, target_id = 0, after_number = 0;
