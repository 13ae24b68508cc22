-- What Prisma's schema language cannot say: rules the database itself keeps, the reader's grants, the page
-- cache, full text, and the related engine. Needs PostgreSQL 15 or newer.

-- ── closed lists ───────────────────────────────────────────────────────────────────────────────
alter table user_account add constraint user_account_role check (role in ('viewer', 'author', 'editor', 'admin'));
alter table article add constraint article_state check (state in ('draft', 'live', 'withdrawn'));
alter table article add constraint article_slug_form check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 120);
alter table article add constraint article_live_has_revision check ((state = 'live') = (live_revision_id is not null));
alter table tag add constraint tag_type check (type in ('area', 'organisation', 'person', 'theme', 'outcome', 'stage', 'person-role', 'region', 'storyline'));
alter table tag add constraint tag_slug_form check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 120);
alter table tag add constraint tag_id_packs check (id between 1 and 2097151);
alter table tag add constraint tag_not_own_broader check (broader_id is null or broader_id <> id);
alter table related_settings add constraint related_settings_one_record check (id = 1);

-- ── what may never change ──────────────────────────────────────────────────────────────────────
-- Triggers, because a table's owner cannot be held back by grants.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, lower(tg_op) using errcode = 'restrict_violation';
end $$;
create trigger audit_event_append_only before update or delete on audit_event for each row execute function refuse_change();
create trigger audit_event_no_truncate before truncate on audit_event for each statement execute function refuse_change();
create trigger revision_immutable before update on revision for each row execute function refuse_change();
create trigger revision_tag_immutable before update on revision_tag for each row execute function refuse_change();

-- ── full text ──────────────────────────────────────────────────────────────────────────────────
alter table published_article drop column search;
alter table published_article add column search tsvector generated always as (
  setweight(to_tsvector('english', headline), 'A') ||
  setweight(to_tsvector('english', standfirst), 'B') ||
  setweight(to_tsvector('english', body_text), 'D')) stored;
create index published_article_search on published_article using gin (search) with (fastupdate = off);

-- ── related engine ─────────────────────────────────────────────────────────────────────────────
insert into related_settings (id, version, weights) values (1, 1, '{}');

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

create function related_unfile(p_number int) returns void language sql as $$
  delete from related_key r
  using published_article a, lateral related_keys_of(a.rel_tags, a.rel_inherited) as q(k)
  where a.number = p_number and r.k = q.k and r.evergreen = a.evergreen
    and r.sort_at = a.first_published_at and r.article_number = a.number
$$;

-- Freshness of a story on a London calendar day: floor + (1 - floor) x 2^(-days / half-life); evergreen is fixed.
create function related_fresh(p_evergreen boolean, p_at timestamptz, p_now timestamptz, p_half_life float8, p_floor float8, p_evergreen_fresh float8)
returns float8 language sql immutable parallel safe as $$
  select case when p_evergreen then p_evergreen_fresh
    else p_floor + (1 - p_floor) * power(2::float8,
      - greatest(0, (p_now at time zone 'Europe/London')::date - (p_at at time zone 'Europe/London')::date)::float8 / p_half_life) end
$$;

-- The candidate pool of one story, live or not, in exact score order. p_own and p_inherited are its relating
-- tags, best first; p_self its number (or 0). Reads the newest 16 postings of each key, so the work does not
-- grow with the archive. Pins, near-duplicates, caps and diversity are applied by modules/related/rank.ts.
-- A plpgsql function so that its plan is kept; float8 throughout, because numeric arithmetic is five times slower.
create function related_pool(p_own int[], p_inherited int[], p_self int, p_now timestamptz, p_pool int default 40)
returns table (number int, points int, score int, shared int[], shared_own int[], slug text, headline text,
  first_published_at timestamptz, evergreen boolean, area_tags int[], all_points int)
language plpgsql stable
set plan_cache_mode = force_generic_plan
as $fn$
#variable_conflict use_column
declare
  half_life float8; floor_fresh float8; evergreen_fresh float8;
begin
  select coalesce((weights ->> 'halfLifeDays')::float8, 180), coalesce((weights ->> 'freshFloor')::float8, 0.5),
    coalesce((weights ->> 'evergreenFresh')::float8, 0.8)
    into half_life, floor_fresh, evergreen_fresh from related_settings where id = 1;
  return query
  with src as materialized (
    select t.id, t.type, true as own, t.points as pts, t.inherited_points as inh
    from unnest(p_own) as u(id) join published_tag t on t.id = u.id where t.points > 0 and not t.do_not_relate
    union all
    select t.id, t.type, false, t.inherited_points, t.inherited_points
    from unnest(p_inherited) as u(id) join published_tag t on t.id = u.id where t.inherited_points > 0 and not t.do_not_relate),
  own as materialized (
    select src.id::bigint as id, src.pts from src where src.own order by src.pts desc, src.id limit 6),
  keys as materialized (
    select src.id::bigint << 42 as k, src.pts from src
    union all
    select (x.id << 42) | (y.id << 21), x.pts + y.pts from own x join own y on y.id > x.id
    union all
    select (x.id << 42) | (y.id << 21) | z.id, x.pts + y.pts + z.pts
    from own x join own y on y.id > x.id join own z on z.id > y.id),
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
    limit 120),
  scored as (
    select a.number, a.slug, a.headline, a.first_published_at, a.evergreen, a.rel_tags, s.pts, s.shared, s.shared_own,
      round(s.pts::float8 * 1000::float8 * related_fresh(a.evergreen, a.first_published_at, p_now, half_life, floor_fresh, evergreen_fresh))::int as score
    from cut join published_article a on a.number = cut.article_number
    cross join lateral (
      select sum(case when m.both_own then src.pts else src.inh end)::int as pts,
        array_agg(src.id order by case when m.both_own then src.pts else src.inh end desc, src.id) as shared,
        array_agg(src.id order by src.pts desc, src.id) filter (where m.both_own) as shared_own,
        bool_or(m.both_own and src.type in ('area', 'organisation', 'person', 'theme', 'storyline')) as relates
      from src cross join lateral (select src.own and src.id = any (a.rel_tags) as both_own) m
      where src.id = any (a.rel_tags || a.rel_inherited)) s
    where s.relates)
  select scored.number, scored.pts, scored.score, scored.shared, coalesce(scored.shared_own, '{}'), scored.slug, scored.headline,
    scored.first_published_at, scored.evergreen,
    coalesce((select array_agg(t.id order by t.id) from published_tag t where t.id = any (scored.rel_tags) and t.type = 'area'), '{}'),
    coalesce((select sum(t.points)::int from published_tag t where t.id = any (scored.rel_tags)), 0)
  from scored
  order by scored.score desc, scored.first_published_at desc, scored.number desc
  limit p_pool;
end
$fn$;

-- ── page cache: one store for every server (docs/decisions: cached pages) ───────────────────────
create schema page_cache;
-- Which transaction last expired a tag. Logged: it must survive a crash.
create table page_cache.tag (tag text primary key, expired_by xid8 not null);
-- Rendered pages. Unlogged: after a crash they are rendered again.
create unlogged table page_cache.entry (
  key text primary key, ver text not null, value bytea not null, tags text[] not null,
  snap pg_snapshot not null, bytes int not null, expires_at timestamptz, at timestamptz not null default now());
create index entry_tags on page_cache.entry using gin (tags);
create index entry_at on page_cache.entry (at);

-- Call last in the transaction that changes what the tags stand for: no gap between the commit and the expiry.
-- Rows are locked in order, so that two publications cannot deadlock. Entries are found stale when next asked
-- for; they are tidied in the background.
create function page_cache.expire(p_tags text[]) returns void language plpgsql as $$
declare part text[];
begin
  insert into page_cache.tag as t (tag, expired_by)
  select distinct x, pg_current_xact_id() from unnest(p_tags) as u(x) order by 1
  on conflict (tag) do update set expired_by = excluded.expired_by;
  -- A notification carries at most 8,000 bytes: long lists go in parts.
  for i in 0 .. (coalesce(array_length(p_tags, 1), 0) - 1) / 50 loop
    part := p_tags[i * 50 + 1 : i * 50 + 50];
    if array_length(part, 1) > 0 then perform pg_notify('page_cache_expired', to_json(part)::text); end if;
  end loop;
end $$;

-- Is a page rendered from this snapshot still right? Every expiry of its tags must be visible in it.
create function page_cache.is_fresh(p_tags text[], p_snap pg_snapshot) returns boolean language sql stable as $$
  select not exists (
    select 1 from page_cache.tag t where t.tag = any (p_tags) and not pg_visible_in_snapshot(t.expired_by, p_snap))
$$;

-- ── the reader: what public pages may see ──────────────────────────────────────────────────────
-- A role without login that holds the grants; lib/reader-login.ts gives each database a login of its own that
-- inherits them. Roles belong to the whole server, so another database may be creating it this very moment.
do $$ begin
  create role throughline_reader nologin;
exception when duplicate_object or unique_violation then null;
end $$;
grant usage on schema public to throughline_reader;
grant select on area, inspection, published_article, published_article_tag, published_tag, published_pin,
  withdrawn_article, published_redirect, site_page, related_settings to throughline_reader;
-- The pool reads the postings, which the reader may not: it runs as its owner.
alter function related_pool(int[], int[], int, timestamptz, int) security definer;
alter function related_pool(int[], int[], int, timestamptz, int) set search_path = pg_catalog, public, pg_temp;
revoke execute on function related_pool(int[], int[], int, timestamptz, int) from public;
grant execute on function related_pool(int[], int[], int, timestamptz, int) to throughline_reader;
revoke execute on function related_file(int), related_unfile(int), page_cache.expire(text[]) from public;
revoke all on schema page_cache from public;
