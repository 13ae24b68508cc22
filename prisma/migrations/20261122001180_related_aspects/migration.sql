-- What lists judged by three people have in common (docs/decisions/0029): some themes say how, or who says so, and count for a
-- part; five themes are not yet too many; old stories keep more of their points.
alter table tag add column aspect boolean not null default false;

update tag set aspect = true, points = case when points > 0 then greatest(20, round(points * 0.25)::int) else points end, inherited_points = round(inherited_points * 0.25)::int
where type = 'theme' and slug in ('data-quality-assurance', 'joint-commissioning', 'leadership-governance', 'parent-carer-voice', 'waiting-times', 'workforce');
update published_tag p set points = t.points, inherited_points = t.inherited_points
from tag t where t.id = p.id and t.aspect and t.points is not null;

-- Of more than three areas, or more than five themes, a story is about none in particular. `p_many`: own tags of the type.
create or replace function related_in_passing(p_type text, p_many bigint) returns boolean language sql immutable parallel safe as $$
  select (p_type = 'area' and p_many > 3) or (p_type = 'theme' and p_many > 5)
$$;

-- With what is absent of the numbers that the database reads itself: modules/related/settings.ts has all of them.
create or replace function related_weights_of(p_number int) returns jsonb language plpgsql stable as $$
begin
  return '{"freshFloor": 0.7}'::jsonb || (select case when s.trial is not null and related_in_trial(p_number, (s.trial ->> 'test')::int, (s.trial ->> 'share')::int)
    then s.trial -> 'weights' else s.weights end
  from related_settings s where s.id = 1);
end $$;

-- A place alone is one of two thin links now.
update related_settings set weights = (weights - 'placeShare') || jsonb_build_object('thinShare', weights -> 'placeShare') where weights ? 'placeShare';

-- What is live is filed anew, and the worker looks at every list again.
do $$ begin perform related_rederive(array(select number from published_article)); end $$;
update related_work set audit_id = 0, target_id = 0, after_number = 0;
