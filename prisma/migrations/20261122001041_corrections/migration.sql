-- Corrections: what readers were told so far becomes each story's log, and what is legally sensitive leaves the search.

-- ── what was told before ───────────────────────────────────────────────────────────────────────
-- Every "Tell readers" is in the audit; the story itself keeps only the last one.
insert into correction (article_id, state, kind, wording, place, created_by_id, created_by_name, created_at, published_at)
select a.id, 'published', 'update', e.detail ->> 'note', 'foot', e.actor_id, e.actor_name, e.at, e.at
from audit_event e join article a on a.id::text = e.entity_id
where e.entity_type = 'article' and e.kind = 'article.republished' and e.detail ->> 'kind' = 'told' and e.detail ->> 'note' <> '';
update article a set correction_kind = 'update', correction_at = c.at
from (select article_id, max(published_at) as at from correction where state = 'published' group by 1) c where c.article_id = a.id;
update published_article p set correction_kind = a.correction_kind, correction_at = a.correction_at from article a where a.id = p.article_id;
insert into published_correction (id, article_number, kind, wording, place, at)
select c.id, p.number, c.kind, c.wording, c.place, c.published_at from correction c join published_article p on p.article_id = c.article_id
where c.state = 'published';

alter table correction add constraint correction_seriousness check (seriousness in ('minor', 'significant', 'serious'));
alter table correction add constraint correction_sat check (sat in ('headline', 'opening', 'body', 'picture', 'related'));
alter table correction add constraint correction_decided check (
  (state <> 'published' or (published_at is not null and wording <> '')) and (state <> 'closed' or (closed_at is not null and closed_note <> '')));
-- Few of many: what asks for them reads nothing else.
create index published_article_legally_sensitive on published_article (number) where legally_sensitive;
create index published_article_corrected on published_article (number) where correction_kind is not null;

-- ── search ─────────────────────────────────────────────────────────────────────────────────────
-- As before (20261121000300_search), without what is legally sensitive.
create or replace function search_count(p_query text) returns table (total int, capped boolean, ranked int)
language sql stable set jit = off as $$
  select least(count(*), 2000)::int, count(*) > 2000, (case when count(*) > 2000 then 500 else count(*) end)::int
  from (select from published_article a where a.search @@ websearch_to_tsquery('english', p_query) and not a.legally_sensitive limit 2001) found
$$;

create or replace function search_newest(p_query text) returns setof int
language sql stable set enable_bitmapscan = off set jit = off as $$
  select a.number from published_article a where a.search @@ websearch_to_tsquery('english', p_query) and not a.legally_sensitive
  order by a.first_published_at desc, a.number desc limit 500
$$;

create or replace function search_page(p_query text, p_limit int, p_offset int, p_start text, p_end text)
returns table (number int, slug text, first_published_at timestamptz, headline text, fragments text)
language plpgsql stable set jit = off as $$
#variable_conflict use_column
declare
  words tsquery := websearch_to_tsquery('english', p_query);
  marks text := format('StartSel=%s, StopSel=%s, ', p_start, p_end);
  candidates int[];
begin
  if (select c.capped from search_count(p_query) c) then
    candidates := array(select search_newest(p_query));
  else
    candidates := array(select a.number from published_article a where a.search @@ words and not a.legally_sensitive);
  end if;
  return query
  with ranked as (
    select a.number, a.first_published_at,
      ts_rank('{0.1, 0.2, 0.5, 1.0}', a.search, words, 1 | 32)
        * (0.5 + 0.5 * power(2::float8, - greatest(0::float8, extract(epoch from now() - a.first_published_at)::float8 / 86400) / 365)) as worth
    from published_article a where a.number = any (candidates)),
  best as (
    select ranked.number, ranked.worth from ranked
    order by ranked.worth desc, ranked.first_published_at desc, ranked.number desc limit p_limit offset p_offset)
  select a.number, a.slug, a.first_published_at,
    ts_headline('english', translate(a.headline, p_start || p_end, ''), words, marks || 'HighlightAll=true'),
    ts_headline('english', translate(a.standfirst || E'\n' || left(a.body_text, 20000), p_start || p_end, ''), words,
      marks || 'MaxFragments=2, MaxWords=24, MinWords=10, FragmentDelimiter=" … "')
  from best join published_article a on a.number = best.number
  order by best.worth desc, a.first_published_at desc, a.number desc;
end $$;
