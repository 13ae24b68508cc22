-- The lock of the vocabulary, taken with patience: a publication that would wait for a change of the whole site is told so
-- instead of waiting until the database gives up. Null: the lock is held until the transaction ends. Otherwise it is not
-- (and the transaction goes on): {"says", "since"} of the holder; "says" is null where the holder is one publication among many.
-- p_says is what this transaction says of itself to those that wait, in pg_stat_activity, until it ends.
create function vocabulary_lock(p_wait_ms int, p_says text) returns jsonb language plpgsql as $$
declare before text := current_setting('lock_timeout');
begin
  begin
    perform set_config('lock_timeout', p_wait_ms::text, true);
    -- The number of modules/tags/commands/publish-vocabulary.ts.
    perform pg_advisory_xact_lock(7301204);
    perform set_config('lock_timeout', before, true);
  exception when lock_not_available then
    -- Taken back to where this block began, the setting too.
    return coalesce(
      (select jsonb_build_object('says', substring(a.application_name from '^throughline: (.*)$'), 'since', a.xact_start)
       from pg_locks l join pg_stat_activity a on a.pid = l.pid
       where l.locktype = 'advisory' and l.granted and l.classid = 0 and l.objid = 7301204
         and l.database = (select d.oid from pg_database d where d.datname = current_database())),
      jsonb_build_object('says', null, 'since', null));
  end;
  if p_says is not null then perform set_config('application_name', 'throughline: ' || p_says, true); end if;
  return null;
end $$;
revoke execute on function vocabulary_lock(int, text) from public;
