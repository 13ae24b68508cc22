-- When a server last looked for times that are due. One row; any server writes it.
create table schedule_work (
  id integer not null default 1,
  heartbeat_at timestamptz(3),
  constraint schedule_work_pkey primary key (id),
  constraint schedule_work_one_row check (id = 1)
);
insert into schedule_work (id) values (1);
