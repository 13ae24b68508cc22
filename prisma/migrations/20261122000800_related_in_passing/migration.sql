-- What a story is about only in passing counts small where it is filed, and no longer loses points after the pool is drawn
-- (docs/decisions/0019-lists-judged-by-hand.md): points are only ever added, so the newest of each key are enough.

-- Of more than three areas, or more than four themes, a story is about none in particular. `p_many`: own tags of the type.
create function related_in_passing(p_type text, p_many bigint) returns boolean language sql immutable parallel safe as $$
  select (p_type = 'area' and p_many > 3) or (p_type = 'theme' and p_many > 4)
$$;

-- What a story's own tags come to: the broader tags it inherits; of its own those that can add points, whole ones first,
-- best first; and those that give the small points of an inherited tag: what it carries in passing, which stays among its
-- own, and what it inherits.
create or replace function related_sets_of(p_own int[]) returns table (inherited int[], rel_tags int[], rel_inherited int[])
language sql stable as $$
  with carried as (
    select t.id, t.id = any (p_own) as own, t.type, coalesce(t.points, 0) as points, coalesce(t.inherited_points, 0) as inherited_points, t.do_not_relate
    from tag t where t.id = any (tags_and_broader(p_own))),
  weighed as (
    select c.*, c.own and related_in_passing(c.type, count(*) over (partition by c.own, c.type)) as passing
    from carried c),
  sets as (
    select coalesce(array_agg(id order by id) filter (where not own), '{}') as inherited,
      coalesce((array_agg(id order by passing, points desc, id)
        filter (where own and not do_not_relate and case when passing then inherited_points else points end > 0))[1:12], '{}') as own,
      coalesce(array_agg(id) filter (where passing), '{}') as passing,
      coalesce((array_agg(id order by inherited_points desc, id) filter (where not own and inherited_points > 0 and not do_not_relate))[1:12], '{}') as broader
    from weighed)
  select s.inherited, s.own, array(select u.id from unnest(s.own) with ordinality as u(id, place) where u.id = any (s.passing) order by u.place) || s.broader
  from sets s
$$;

-- The keys one story is filed under: each tag it relates by, each pair and triple of the best eight that count whole, and
-- what it carries in passing under a key of its own (the tag twice), so that round-ups never stand before the stories that
-- are about a thing. What it inherits relates nothing, and is not filed.
create or replace function related_keys_of(p_own int[], p_inherited int[]) returns setof bigint
language sql immutable parallel safe as $$
  with own as (select id::bigint from unnest(p_own[1:8]) as u(id) where id <> all (p_inherited))
  select case when u.id = any (p_inherited) then (u.id::bigint << 42) | (u.id::bigint << 21) else u.id::bigint << 42 end from unnest(p_own) as u(id)
  union
  select (x.id << 42) | (y.id << 21) from own x join own y on y.id > x.id
  union
  select (x.id << 42) | (y.id << 21) | z.id from own x join own y on y.id > x.id join own z on z.id > y.id
$$;

create or replace function related_key_is_of(p_k bigint, p_own int[], p_inherited int[]) returns boolean
language sql immutable parallel safe as $$
  select case
    when p_k & 4398046511103 = 0 then (p_k >> 42) = any (p_own) and (p_k >> 42) <> all (p_inherited)
    when p_k & 2097151 = 0 and (p_k >> 42) = ((p_k >> 21) & 2097151) then (p_k >> 42) = any (p_own) and (p_k >> 42) = any (p_inherited)
    else (p_k >> 42) = any (p_own[1:8]) and (p_k >> 42) <> all (p_inherited)
      and ((p_k >> 21) & 2097151) = any (p_own[1:8]) and ((p_k >> 21) & 2097151) <> all (p_inherited) and (p_k >> 42) < ((p_k >> 21) & 2097151)
      and (p_k & 2097151 = 0 or ((p_k & 2097151) = any (p_own[1:8]) and (p_k & 2097151) <> all (p_inherited) and ((p_k >> 21) & 2097151) < (p_k & 2097151))) end
$$;

-- Derives inherited tags, relating sets and postings of these live stories again from the tags they carry themselves,
-- and writes what differs. Answers the stories whose relating sets changed. Its caller holds the vocabulary lock.
-- Compiling these statements takes longer than running them: no jit.
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
  sets as materialized (
    select s.number, s.own,
      array(select u.id from unnest(s.own) with ordinality as u(id, place) where u.id = any (s.passing) order by u.place) || s.broader as inherited
    from sorted s),
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
