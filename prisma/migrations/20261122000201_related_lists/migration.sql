-- What the lists of live stories are chosen from, for readers' and newsroom's logins alike: the pool, what editors
-- decided by hand, and the settings, in one answer with a cached plan. Pins and links to other sites that are past, links
-- found dead, and stories left out in either direction are not in it. modules/related/lists.ts reads it.
--   pins: [[number of the story, place], …]; externals: [{position, url, headline, datedOn}, …]; null where there are none.
create function related_lists(p_numbers int[], p_now timestamptz, p_pool int)
returns table (number int, headline text, first_published_at timestamptz, rel_tags int[], pool json, pins json, externals json, weights jsonb)
language plpgsql stable
set plan_cache_mode = force_generic_plan
set jit = off
as $fn$
#variable_conflict use_column
begin
  return query
  select a.number, a.headline, a.first_published_at, a.rel_tags,
    related_pool(a.rel_tags, a.rel_inherited, a.number, hand.numbers, apart.numbers, p_now, p_pool),
    hand.pins, elsewhere.links, (select s.weights from related_settings s where s.id = 1)
  from published_article a
  cross join lateral (
    select coalesce(array_agg(p.target_number order by p.position), '{}') as numbers,
      json_agg(json_build_array(p.target_number, p.position)) as pins
    from published_pin p where p.article_number = a.number and (p.expires_at is null or p.expires_at > p_now)) hand
  cross join lateral (
    select coalesce(array_agg(x.number), '{}') as numbers from (
      select e.target_number from published_exclusion e where e.article_number = a.number
      union
      select e.article_number from published_exclusion e where e.target_number = a.number) as x(number)) apart
  cross join lateral (
    select json_agg(json_build_object('position', l.position, 'url', l.url, 'headline', l.title, 'datedOn', l.dated_on)) as links
    from published_external_link l
    where l.article_number = a.number and not l.dead and (l.expires_at is null or l.expires_at > p_now)) elsewhere
  where a.number = any (p_numbers);
end
$fn$;

revoke execute on function related_lists(int[], timestamptz, int) from public;
grant execute on function related_lists(int[], timestamptz, int) to throughline_reader;
