-- Storylines come to readers where the vocabulary does: in the transaction that publishes, withdraws or retags a story.

-- Brings published_storyline in step with the live stories that carry these tags. One that no live story carries has
-- no row, so that nobody learns of a storyline that only drafts carry; the order names live stories only. A tag of
-- this type that was never given words is by date and open. Its caller holds the vocabulary lock.
create function publish_storylines(p_tags int[]) returns void language plpgsql as $$
begin
  insert into published_storyline (tag_id, summary, by_hand, open, sequence)
  select t.id, coalesce(s.summary, ''), coalesce(s.by_hand, false), coalesce(s.open, true),
    coalesce((
      select array_agg(a.number order by u.place)
      from unnest(s.sequence) with ordinality as u(id, place)
      join published_article a on a.article_id = u.id
      join published_article_tag p on p.article_number = a.number and p.tag_id = t.id), '{}')
  from tag t left join storyline s on s.tag_id = t.id
  where t.id = any (p_tags) and t.type = 'storyline'
    and exists (select from published_article_tag p where p.tag_id = t.id)
  on conflict (tag_id) do update
    set summary = excluded.summary, by_hand = excluded.by_hand, open = excluded.open, sequence = excluded.sequence;
  delete from published_storyline v where v.tag_id = any (p_tags)
    and not exists (
      select from published_article_tag p join tag t on t.id = p.tag_id where p.tag_id = v.tag_id and t.type = 'storyline');
end $$;
revoke execute on function publish_storylines(int[]) from public;

-- As before, and the storylines among the tags with it.
create or replace function publish_vocabulary(p_tags int[]) returns void language plpgsql as $$
declare all_tags int[] := tags_and_broader(p_tags);
begin
  insert into published_tag (id, slug, label, type, description, aliases, broader_id, do_not_relate, points, inherited_points, article_count)
  select t.id, t.slug, t.label, t.type, t.description,
    coalesce((select array_agg(x.alias order by x.alias) from tag_alias x where x.tag_id = t.id), '{}'),
    t.broader_id, t.do_not_relate, coalesce(t.points, 0), coalesce(t.inherited_points, 0), used.stories
  from tag t cross join lateral (select count(*)::int as stories from published_article_tag p where p.tag_id = t.id) used
  where t.id = any (all_tags) and used.stories > 0
  on conflict (id) do update set label = excluded.label, type = excluded.type, description = excluded.description, aliases = excluded.aliases,
    broader_id = excluded.broader_id, do_not_relate = excluded.do_not_relate, points = excluded.points,
    inherited_points = excluded.inherited_points, article_count = excluded.article_count;
  delete from published_tag v where v.id = any (all_tags)
    and not exists (select from published_article_tag p where p.tag_id = v.id);
  perform publish_storylines(all_tags);
end $$;

-- Storyline tags that stories carry already.
select publish_storylines(array(select id from tag where type = 'storyline'));
