-- What strangers may add: counts, through two functions, by a role that may run these and nothing else.
-- As with throughline_reader, lib/counter-login.ts gives each database a login of its own that inherits it.
do $$ begin
  create role throughline_counter nologin;
exception when duplicate_object or unique_violation then null;
end $$;

-- The functions have a schema of their own, so that their role needs no look into the one where everything else is.
-- throughline_reader has its use of public by name; the owner needs none.
create schema if not exists counting;
revoke usage on schema public from public;

-- Adds what readers did: [{"day", "article", "target", "slot", "reason", "clicks"} or {"day", "article", "seen"}], at most
-- 5,000 of them and 1,000 for each. What cannot be is left aside: stories that are not live, slots nobody has, reasons
-- nobody knows, days other than the last three. "external": a link to another site; its target is 0.
create or replace function counting.count_reading(entries jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare today date := (now() at time zone 'Europe/London')::date;
begin
  with given as (
    select least(e.day, today) as day, e.article, e.target, e.slot, e.reason, e.clicks
    from jsonb_to_recordset(entries) as e (day date, article int, target int, slot int, reason text, clicks int)
    where e.clicks > 0 limit 5000)
  insert into related_clicks as c (day, article_number, target_number, slot, reason, clicks)
  select g.day, g.article, g.target, g.slot, g.reason, sum(least(g.clicks, 1000))::int
  from given g
  where g.day >= today - 2 and g.slot between 1 and 20 and g.article <> g.target
    and g.reason in ('pin', 'storyline', 'area', 'organisation', 'person', 'theme', 'external')
    and exists (select from published_article a where a.number = g.article)
    and case when g.reason = 'external'
      then g.target = 0 and exists (select from published_external_link l where l.article_number = g.article)
      else exists (select from published_article t where t.number = g.target) end
  group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
  on conflict (day, article_number, target_number, slot, reason)
    do update set clicks = least(c.clicks::bigint + excluded.clicks, 1000000000)::int;

  with given as (
    select least(e.day, today) as day, e.article, e.seen
    from jsonb_to_recordset(entries) as e (day date, article int, seen int)
    where e.seen > 0 limit 5000)
  insert into related_seen as s (day, article_number, seen)
  select g.day, g.article, sum(least(g.seen, 1000))::int
  from given g
  where g.day >= today - 2 and exists (select from published_article a where a.number = g.article)
  group by 1, 2 order by 1, 2
  on conflict (day, article_number) do update set seen = least(s.seen::bigint + excluded.seen, 1000000000)::int;
end $$;

-- "Not related?": one reader more says so of a pair that is listed or was. Both stories have to be live. A pair that the
-- newsroom decided to keep lies open again after three readers; one that it left out, only when it is listed again.
create or replace function counting.report_not_related(p_article int, p_target int) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  today date := (now() at time zone 'Europe/London')::date;
  listed boolean;
begin
  if p_article = p_target or (select count(*) from published_article a where a.number in (p_article, p_target)) <> 2 then return; end if;
  listed := not exists (select from published_exclusion x
      where (x.article_number, x.target_number) in ((p_article, p_target), (p_target, p_article)))
    and (exists (select from related_shown s where s.article_number = p_article and p_target = any (s.links))
      or exists (select from published_pin p where p.article_number = p_article and p.target_number = p_target)
      -- A story the record does not know yet: whatever shares a tag may be on its list.
      or (not exists (select from related_shown s where s.article_number = p_article)
        and exists (select from published_article a, published_article t
          where a.number = p_article and t.number = p_target and a.rel_tags && t.rel_tags)));
  if not listed and not exists (select from related_change c
      where c.article_number = p_article and (p_target = any (c.before) or p_target = any (c.after))) then return; end if;
  if not exists (select from not_related_report r where r.article_number = p_article and r.target_number = p_target)
    and (select count(*) from not_related_report r where r.state = 'open') >= 5000 then return; end if;
  insert into not_related_report as r (article_number, target_number, readers, first_day, last_day)
  values (p_article, p_target, 1, today, today)
  on conflict (article_number, target_number) do update set
    readers = least(r.readers + 1, 1000),
    first_day = case when r.readers = 0 and r.newsroom = 0 then today else r.first_day end,
    last_day = today,
    state = case when r.state = 'excluded' or r.readers + 1 >= 3 then 'open' else r.state end
  where r.state <> 'excluded' or listed;
end $$;

revoke execute on all functions in schema counting from public;
grant usage on schema counting to throughline_counter;
grant execute on function counting.count_reading(jsonb), counting.report_not_related(int, int) to throughline_counter;
