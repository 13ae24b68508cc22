-- Search over published stories. Up to 2,000 matches are ranked all; of more, the newest 500, found by walking the
-- date index: ranking every match of a common word costs seconds in a large archive, and for news the newest count.

-- Matches counted up to 2,000, whether there are more, and how many can be paged through.
create function search_count(p_query text) returns table (total int, capped boolean, ranked int)
language sql stable set jit = off as $$
  select least(count(*), 2000)::int, count(*) > 2000, (case when count(*) > 2000 then 500 else count(*) end)::int
  from (select from published_article a where a.search @@ websearch_to_tsquery('english', p_query) limit 2001) found
$$;

-- The newest 500 matches. Its own function, for the setting: the planner would read every match instead.
create function search_newest(p_query text) returns setof int
language sql stable set enable_bitmapscan = off set jit = off as $$
  select a.number from published_article a where a.search @@ websearch_to_tsquery('english', p_query)
  order by a.first_published_at desc, a.number desc limit 500
$$;

-- One page of results, best first: headline before standfirst before text, halved in a year and never below half.
-- What was found stands between p_start and p_end, which are taken out of the texts first.
create function search_page(p_query text, p_limit int, p_offset int, p_start text, p_end text)
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
    candidates := array(select a.number from published_article a where a.search @@ words);
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

grant execute on function search_count(text), search_newest(text), search_page(text, int, int, text, text) to throughline_reader;
