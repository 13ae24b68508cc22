-- What is asked for every list costs less (bench/README.md): a function in SQL that cannot be folded into its caller is planned
-- again at each call, and corrections were looked up by taking apart the pool that had just read their stories.
create or replace function related_weights_of(p_number int) returns jsonb language plpgsql stable as $$
begin
  return (select case when s.trial is not null and related_in_trial(p_number, (s.trial ->> 'test')::int, (s.trial ->> 'share')::int)
    then s.trial -> 'weights' else s.weights end
  from related_settings s where s.id = 1);
end $$;

drop function related_corrected(json);
