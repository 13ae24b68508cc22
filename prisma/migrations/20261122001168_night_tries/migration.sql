-- Making up for a night: when a server last began, and how often in a row nothing came of it. One server tries at a time,
-- and each try that fails makes the next one wait longer.
alter table related_work add column night_tried_at timestamptz(3), add column night_tries int not null default 0;
