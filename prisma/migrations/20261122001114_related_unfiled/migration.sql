-- Where a story was filed before it went or changed: an older one may have come into the newest of a combination in its
-- place, and the worker asks the lists that can show that one. Kept for days; the daily look at every list needs none.
create table related_unfiled (
  id bigserial not null,
  article_number integer not null,
  own integer[],
  inherited integer[],
  run smallint not null,
  sort_at timestamptz(3) not null,
  at timestamptz(3) not null default current_timestamp,
  constraint related_unfiled_pkey primary key (id)
);
create unique index related_unfiled_once on related_unfiled (article_number, run, sort_at, own, inherited);
create index related_unfiled_at_idx on related_unfiled(at);

-- As it was, and: what was filed is remembered.
create or replace function related_unfile(p_number int) returns void language plpgsql as $$
declare was_own int[]; was_inherited int[]; filed_in smallint; filed_at timestamptz;
begin
  select a.rel_tags, a.rel_inherited, related_run(a.evergreen, a.form), a.first_published_at into was_own, was_inherited, filed_in, filed_at
  from published_article a where a.number = p_number;
  delete from related_key r using related_keys_of(was_own, was_inherited) as q(k)
  where r.k = q.k and r.run = filed_in and r.sort_at = filed_at and r.article_number = p_number;
  if found then
    insert into related_unfiled (article_number, own, inherited, run, sort_at) values (p_number, was_own, was_inherited, filed_in, filed_at)
    on conflict (article_number, run, sort_at, own, inherited) do update set at = current_timestamp;
  end if;
end $$;

-- Live stories that have come into the newest of a combination since these left it, and the combination. The mirror of
-- related_displaced: where several left one, as many have come in.
create function related_returned(p_numbers int[]) returns table (article_number int, k bigint) language sql stable set jit = off as $$
  with gone as materialized (
    select distinct u.article_number, u.run, u.sort_at, keys.k
    from related_unfiled u cross join lateral related_keys_of(u.own, u.inherited) as keys(k)
    where u.article_number = any (p_numbers) and not exists (
      select from related_key r where r.k = keys.k and r.run = u.run and r.sort_at = u.sort_at and r.article_number = u.article_number)),
  counted as (select gone.*, least(16, count(*) over (partition by gone.k, gone.run))::int as left_it from gone)
  select distinct o.article_number, counted.k
  from counted
  cross join lateral (
    select count(*)::int as newer from (
      select from related_key r where r.k = counted.k and r.run = counted.run
        and (r.sort_at, r.article_number) > (counted.sort_at, counted.article_number) limit 20) n) before
  cross join lateral (
    select r.article_number from related_key r where r.k = counted.k and r.run = counted.run
      and (r.sort_at, r.article_number) < (counted.sort_at, counted.article_number)
    order by r.sort_at desc, r.article_number desc offset greatest(0, 16 - counted.left_it - before.newer) limit counted.left_it + 3) o
  where before.newer < 19
$$;
