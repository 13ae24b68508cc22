-- Deriving the relating sets again leaves what is legally sensitive out of them, as publishing does (modules/articles/commands/
-- snapshot.ts). The rest of related_rederive is that of 20261122000800_related_in_passing.
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

-- Which candidates of a pool (related_pool) carry a correction: [[number, kind, at], …], null where none does. Lists say so in
-- a word; the order rests on none of it.
create function related_corrected(p_pool json) returns json language sql stable as $$
  select json_agg(json_build_array(a.number, a.correction_kind, a.correction_at)) from published_article a
  where a.correction_kind is not null and a.number in (
    select u.number::int from json_array_elements_text(
      case when json_typeof(p_pool -> 'candidates' -> 'number') = 'array' then p_pool -> 'candidates' -> 'number' else '[]'::json end) as u(number))
$$;
revoke execute on function related_corrected(json) from public;
grant execute on function related_corrected(json) to throughline_reader;
