-- The related engine: what a story relates by, its postings, the vocabulary readers see, and the pool of candidates
-- (docs/decisions/0007-related-news-ranking.md). rank.ts of modules/related chooses from the pool.

insert into related_settings (id, version, weights) values (1, 1, '{}');
-- Room on the page, so that a changed relating set is an update in place that leaves the full-text index alone.
alter table published_article set (fillfactor = 75);

-- ── postings ───────────────────────────────────────────────────────────────────────────────────
-- The keys one story is filed under: each tag it relates by, and each pair and triple of its eight best own
-- tags, three tag numbers of 21 bits to a key. A function of what is stored on the story alone, so that
-- unfiling finds exactly the keys that filing wrote, whatever tags have become since.
create function related_keys_of(p_own int[], p_inherited int[]) returns setof bigint
language sql immutable parallel safe as $$
  with own as (select id::bigint from unnest(p_own[1:8]) as u(id))
  select u.id::bigint << 42 from unnest(p_own || p_inherited) as u(id)
  union
  select (x.id << 42) | (y.id << 21) from own x join own y on y.id > x.id
  union
  select (x.id << 42) | (y.id << 21) | z.id from own x join own y on y.id > x.id join own z on z.id > y.id
$$;

create function related_file(p_number int) returns void language sql as $$
  insert into related_key (k, evergreen, sort_at, article_number)
  select k, a.evergreen, a.first_published_at, a.number
  from published_article a cross join lateral related_keys_of(a.rel_tags, a.rel_inherited) as k
  where a.number = p_number
  on conflict do nothing
$$;

-- Postings are found by their whole key. Found by combination and story alone, taking one story out walked every
-- story of a common tag.
create function related_unfile(p_number int) returns void language plpgsql as $$
declare own int[]; inherited int[]; is_evergreen boolean; filed_at timestamptz;
begin
  select a.rel_tags, a.rel_inherited, a.evergreen, a.first_published_at into own, inherited, is_evergreen, filed_at
  from published_article a where a.number = p_number;
  delete from related_key r using related_keys_of(own, inherited) as q(k)
  where r.k = q.k and r.evergreen = is_evergreen and r.sort_at = filed_at and r.article_number = p_number;
end $$;

-- ── the vocabulary and what stories carry of it ────────────────────────────────────────────────
-- Tags and everything broader than them. A cycle, which the product refuses, would still end.
create function tags_and_broader(p_tags int[]) returns int[] language sql stable as $$
  with recursive up(id) as (
    select t.id from tag t where t.id = any (p_tags)
    union
    select t.broader_id from tag t join up on up.id = t.id where t.broader_id is not null)
  select coalesce(array_agg(id order by id), '{}') from up
$$;

-- What a story's own tags come to: the broader tags it inherits, and of both those that can add points, best first.
create function related_sets_of(p_own int[]) returns table (inherited int[], rel_tags int[], rel_inherited int[])
language sql stable as $$
  with carried as (
    select t.id, t.id = any (p_own) as own, t.points, t.inherited_points, t.do_not_relate
    from tag t where t.id = any (tags_and_broader(p_own)))
  select coalesce(array_agg(id order by id) filter (where not own), '{}'),
    coalesce((array_agg(id order by points desc, id) filter (where own and points > 0 and not do_not_relate))[1:12], '{}'),
    coalesce((array_agg(id order by inherited_points desc, id) filter (where not own and inherited_points > 0 and not do_not_relate))[1:12], '{}')
  from carried
$$;

-- Brings published_tag in step with the live stories' tags. Its caller holds the vocabulary lock.
create function publish_vocabulary(p_tags int[]) returns void language plpgsql as $$
declare all_tags int[] := tags_and_broader(p_tags);
begin
  insert into published_tag (id, slug, label, type, description, aliases, broader_id, do_not_relate, points, inherited_points, article_count)
  select t.id, t.slug, t.label, t.type, t.description,
    coalesce((select array_agg(x.alias order by x.alias) from tag_alias x where x.tag_id = t.id), '{}'),
    t.broader_id, t.do_not_relate, coalesce(t.points, 0), coalesce(t.inherited_points, 0), used.stories
  from tag t cross join lateral (select count(*)::int as stories from published_article_tag p where p.tag_id = t.id) used
  where t.id = any (all_tags) and used.stories > 0
  on conflict (id) do update set label = excluded.label, type = excluded.type, description = excluded.description, aliases = excluded.aliases,
    broader_id = excluded.broader_id, do_not_relate = excluded.do_not_relate, points = excluded.points,
    inherited_points = excluded.inherited_points, article_count = excluded.article_count;
  delete from published_tag v where v.id = any (all_tags)
    and not exists (select from published_article_tag p where p.tag_id = v.id);
end $$;

-- Derives inherited tags, relating sets and postings of these live stories again from the tags they carry themselves,
-- and writes what differs. Answers the stories whose relating sets changed. Its caller holds the vocabulary lock.
-- Compiling these statements takes longer than running them: no jit.
create function related_rederive(p_numbers int[]) returns int[] language plpgsql set jit = off as $$
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

  with sets as materialized (
    select c.article_number as number,
      coalesce((array_agg(t.id order by t.points desc, t.id) filter (where c.own and t.points > 0 and not t.do_not_relate))[1:12], '{}') as own,
      coalesce((array_agg(t.id order by t.inherited_points desc, t.id)
        filter (where not c.own and t.inherited_points > 0 and not t.do_not_relate))[1:12], '{}') as inherited
    from related_carried c join tag t on t.id = c.tag_id group by 1),
  differs as materialized (
    select a.number, a.evergreen, a.first_published_at, a.rel_tags as old_own, a.rel_inherited as old_inherited,
      coalesce(s.own, '{}') as own, coalesce(s.inherited, '{}') as inherited
    from published_article a left join sets s on s.number = a.number
    where a.number = any (p_numbers)
      and (a.rel_tags is distinct from coalesce(s.own, '{}') or a.rel_inherited is distinct from coalesce(s.inherited, '{}'))),
  outdated as materialized (
    select q.k, d.evergreen, d.first_published_at as at, d.number from differs d,
      lateral (select related_keys_of(d.old_own, d.old_inherited) as k except select related_keys_of(d.own, d.inherited)) q),
  unfiled as (
    delete from related_key r using outdated o
    where r.k = o.k and r.evergreen = o.evergreen and r.sort_at = o.at and r.article_number = o.number),
  filed as (
    insert into related_key (k, evergreen, sort_at, article_number)
    select q.k, d.evergreen, d.first_published_at, d.number from differs d,
      lateral (select related_keys_of(d.own, d.inherited) as k except select related_keys_of(d.old_own, d.old_inherited)) q
    order by q.k on conflict do nothing),
  written as (
    update published_article a set rel_tags = d.own, rel_inherited = d.inherited from differs d where a.number = d.number returning a.number)
  select coalesce(array_agg(written.number order by written.number), '{}') into changed from written;
  return changed;
end $$;

-- ── the pool ───────────────────────────────────────────────────────────────────────────────────
-- Freshness of a story on a London calendar day: floor + (1 - floor) x 2^(-days / half-life); evergreen is fixed.
create function related_fresh(p_evergreen boolean, p_at timestamptz, p_now timestamptz, p_half_life float8, p_floor float8, p_evergreen_fresh float8)
returns float8 language sql immutable parallel safe as $$
  select case when p_evergreen then p_evergreen_fresh
    else p_floor + (1 - p_floor) * power(2::float8,
      - greatest(0, (p_now at time zone 'Europe/London')::date - (p_at at time zone 'Europe/London')::date)::float8 / p_half_life) end
$$;

-- The candidate pool of one story, live or not, in exact score order. p_own and p_inherited are its relating tags, best
-- first; p_self its number (or 0); p_pins come along whether or not they share a tag. It reads the newest 16 postings of
-- each key that holds a tag able to relate, so the work does not grow with the archive, and scores the 80 best by their
-- lower bound, which finds the same five as scoring all (bench/related). float8 throughout: numeric is five times slower.
-- The answer is one JSON document, so that labels travel once and the client has one value to check:
--   {"candidates": [{number, slug, headline, standfirst, at (ms), score, points, pin, tags}], "tags": [{id, slug, label, type, points}]}
-- `tags` of a candidate are its own that add points; the second list names every tag mentioned and the read story's own.
-- The pool reads the postings, which the reader may not: it runs as its owner. Compiling it takes longer than running it.
create function related_pool(p_own int[], p_inherited int[], p_self int, p_pins int[], p_now timestamptz, p_pool int)
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

revoke execute on function related_pool(int[], int[], int, int[], timestamptz, int) from public;
grant execute on function related_pool(int[], int[], int, int[], timestamptz, int) to throughline_reader;
revoke execute on function related_file(int), related_unfile(int), tags_and_broader(int[]), related_sets_of(int[]),
  publish_vocabulary(int[]), related_rederive(int[]) from public;
