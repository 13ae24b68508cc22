-- What Prisma's schema language cannot say: rules the database itself keeps, the reader's grants, the page
-- cache and full text. The related engine and the search follow. Needs PostgreSQL 15 or newer.

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
-- A tsvector holds one megabyte at most and a body may be longer: the search reads its first 150,000 characters
-- (some 25,000 words), so that a long text can still be published.
alter table published_article drop column search;
alter table published_article add column search tsvector generated always as (
  setweight(to_tsvector('english', headline), 'A') ||
  setweight(to_tsvector('english', standfirst), 'B') ||
  setweight(to_tsvector('english', left(body_text, 150000)), 'D')) stored;
create index published_article_search on published_article using gin (search) with (fastupdate = off);

-- ── hand-made lists ────────────────────────────────────────────────────────────────────────────
-- The links of these live stories' hand-made lists whose other end is live, written again. A link with a story of its
-- own leads there; one that waits, or whose story was deleted, to the newest live story of that headline.
create function publish_pins(p_numbers int[]) returns void language plpgsql as $$
begin
  delete from published_pin p where p.article_number = any (p_numbers);
  insert into published_pin (article_number, target_number, position)
  select distinct on (a.number, t.number) a.number, t.number, p.position
  from article a
  join revision_pin p on p.revision_id = a.live_revision_id
  cross join lateral (
    (select l.number from published_article l where p.target_id is not null and l.article_id = p.target_id)
    union all
    (select l.number from published_article l
      where l.headline_key = p.headline_key and l.number <> a.number
        and (p.target_id is null or not exists (select from article x where x.id = p.target_id))
      order by l.first_published_at desc, l.number desc limit 1)) t
  where a.number = any (p_numbers) and t.number <> a.number
  order by a.number, t.number, p.position;
end $$;
revoke execute on function publish_pins(int[]) from public;

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
revoke execute on function page_cache.expire(text[]) from public;
revoke all on schema page_cache from public;
