-- An aspect is worth less than what is carried in passing is at most, so that it is worth the same either way. The migration
-- before this one made what it is worth in passing a quarter as well: until the next count of the night.
update tag set inherited_points = least(points, inherited_points * 4)
where aspect and type = 'theme' and inherited_points < points
  and slug in ('data-quality-assurance', 'joint-commissioning', 'leadership-governance', 'parent-carer-voice', 'waiting-times', 'workforce');
update published_tag p set inherited_points = t.inherited_points
from tag t where t.id = p.id and t.aspect and t.points is not null and p.inherited_points is distinct from t.inherited_points;

-- The worker looks at every list again.
update related_work set audit_id = 0, target_id = 0, after_number = 0;
