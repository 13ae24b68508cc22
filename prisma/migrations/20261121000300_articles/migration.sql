-- A hand-made list finds a story, live or not, by its headline.
alter table revision add column headline_key text not null default '';
create index revision_headline_key_idx on revision (headline_key);

-- A tsvector holds one megabyte at most and a body may be longer: the search reads its first 150,000 characters
-- (some 25,000 words), so that a long text can still be published.
drop index published_article_search;
alter table published_article drop column search;
alter table published_article add column search tsvector generated always as (
  setweight(to_tsvector('english', headline), 'A') ||
  setweight(to_tsvector('english', standfirst), 'B') ||
  setweight(to_tsvector('english', left(body_text, 150000)), 'D')) stored;
create index published_article_search on published_article using gin (search) with (fastupdate = off);

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
