-- Who was asked to read a submitted story: on their desk and by mail. Nobody in particular, when empty.
alter table article add column submitted_to_ids uuid[] not null default '{}';
create index schedule_waiting_by on schedule (created_by_id) where state = 'waiting';
