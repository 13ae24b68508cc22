-- Fair tests: other numbers on some pages, chosen by page and never by reader (docs/decisions/0026).
create table related_test (
  id integer not null,
  name text not null,
  changes jsonb not null,
  share integer not null,
  days integer not null,
  state text not null default 'running',
  started_at timestamptz(3) not null,
  started_by text not null,
  ended_at timestamptz(3),
  ended_by text,
  ended_for text,
  outcome jsonb,
  constraint related_test_pkey primary key (id),
  constraint related_test_state check (state in ('running', 'ended', 'taken')),
  constraint related_test_ended_for check (ended_for in ('days', 'worse', 'by-hand', 'taken')),
  constraint related_test_share check (share between 1 and 50),
  constraint related_test_days check (days between 1 and 366)
);
-- One at a time.
create unique index related_test_running on related_test (state) where state = 'running';

-- {test, share, weights}: the test that is running, and its numbers; null where none is.
alter table related_settings add column trial jsonb;

-- Whether a story's page is one of those on which a test tries its numbers: by the story's and the test's number alone, so
-- that every reader of a page has the same list, and another test has other pages.
create function related_in_trial(p_number int, p_test int, p_share int) returns boolean language sql immutable parallel safe as $$
  select p_number > 0 and (get_byte(h, 0) * 65536 + get_byte(h, 1) * 256 + get_byte(h, 2)) % 100 < p_share
  from sha256(convert_to(p_test || ':' || p_number, 'UTF8')) as h
$$;
grant execute on function related_in_trial(int, int, int) to throughline_reader;

create or replace function related_weights_of(p_number int) returns jsonb language sql stable as $$
  select case when s.trial is not null and related_in_trial(p_number, (s.trial ->> 'test')::int, (s.trial ->> 'share')::int)
    then s.trial -> 'weights' else s.weights end
  from related_settings s where s.id = 1
$$;
