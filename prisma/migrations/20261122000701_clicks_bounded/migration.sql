-- As before, and no more than 150,000 different rows of clicks in the three days that can be counted: whoever makes up
-- pairs, places and reasons from many addresses could else fill the disk. Rows that are there go on counting.
create or replace function counting.count_reading(entries jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  today date := (now() at time zone 'Europe/London')::date;
  filled boolean := (select count(*) from (select from related_clicks c where c.day >= today - 2 limit 150000) counted) >= 150000;
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
    and (not filled or exists (select from related_clicks c
      where (c.day, c.article_number, c.target_number, c.slot, c.reason) = (g.day, g.article, g.target, g.slot, g.reason)))
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
