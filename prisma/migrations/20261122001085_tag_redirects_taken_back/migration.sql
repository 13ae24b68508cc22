-- As before (20261122001080_governed_vocabulary), and an address that leads nowhere any more goes: a merge or a new name was
-- taken back, and the tag has its own address again.
create or replace function publish_vocabulary(p_tags int[]) returns void language plpgsql as $$
declare all_tags int[] := tags_and_broader(p_tags);
begin
  insert into published_tag (id, slug, label, type, description, aliases, broader_id, do_not_relate, points, inherited_points, article_count,
    intro, pinned_number, starts_on, ends_on, retired, successors)
  select t.id, t.slug, t.label, t.type, t.description,
    coalesce((select array_agg(x.alias order by x.alias) from tag_alias x where x.tag_id = t.id), '{}'),
    t.broader_id, t.do_not_relate, coalesce(t.points, 0), coalesce(t.inherited_points, 0), used.stories,
    t.intro, (select p.number from published_article p where p.article_id = t.pinned_id and not p.legally_sensitive),
    t.starts_on, t.ends_on, t.retired_at is not null,
    coalesce((select array_agg(s.successor_id order by s.successor_id) from tag_successor s where s.tag_id = t.id), '{}')
  from tag t cross join lateral (select count(*)::int as stories from published_article_tag p where p.tag_id = t.id) used
  where t.id = any (all_tags) and used.stories > 0
  on conflict (id) do update set slug = excluded.slug, label = excluded.label, type = excluded.type, description = excluded.description,
    aliases = excluded.aliases, broader_id = excluded.broader_id, do_not_relate = excluded.do_not_relate, points = excluded.points,
    inherited_points = excluded.inherited_points, article_count = excluded.article_count, intro = excluded.intro,
    pinned_number = excluded.pinned_number, starts_on = excluded.starts_on, ends_on = excluded.ends_on, retired = excluded.retired,
    successors = excluded.successors;
  delete from published_tag v where v.id = any (all_tags)
    and not exists (select from published_article_tag p where p.tag_id = v.id);
  delete from published_tag_redirect p
  where not exists (select from tag_redirect r join published_tag v on v.id = r.tag_id where r.old_slug = p.old_slug);
  insert into published_tag_redirect (old_slug, slug)
  select r.old_slug, v.slug from tag_redirect r join published_tag v on v.id = r.tag_id where r.tag_id = any (all_tags)
  on conflict (old_slug) do update set slug = excluded.slug;
  perform publish_storylines(all_tags);
end $$;
