-- Readers' pages of areas are there before their first story and after their last, so what they say of reorganised councils does
-- not wait for one: from when to when there was an area, what took its place, and whose place it took. Nothing else of a tag.
create view published_area_standing as
select t.slug, t.starts_on, t.ends_on,
  (select coalesce(json_agg(json_build_object('slug', s.slug, 'label', s.label) order by s.label), '[]')
    from tag_successor x join tag s on s.id = x.successor_id and s.type = 'area' and s.merged_into_id is null where x.tag_id = t.id) as successors,
  (select coalesce(json_agg(json_build_object('slug', b.slug, 'label', b.label) order by b.label), '[]')
    from tag_successor x join tag b on b.id = x.tag_id and b.type = 'area' and b.merged_into_id is null where x.successor_id = t.id) as predecessors
from tag t where t.type = 'area' and t.merged_into_id is null;
grant select on published_area_standing to throughline_reader;
