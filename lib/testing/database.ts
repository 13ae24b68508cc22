/** For database tests: call `emptyDatabase` in beforeEach, then make what the test needs with prisma/factories. */
import { Pool } from 'pg'

let pool: Pool | undefined

/** As if just migrated: no rows but those the migrations put in, numbers from 1. */
const EMPTY = `do $$
declare t record; large text[] := '{}';
begin
  set local session_replication_role = replica;  -- past the triggers that keep the audit append-only
  -- A truncation makes files anew and every connection plan again: many times the work of deleting a few rows.
  for t in select format('%I.%I', n.nspname, c.relname) as name, pg_relation_size(c.oid) as size from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'page_cache') and c.relname <> '_prisma_migrations' and pg_relation_size(c.oid) > 0
  loop
    if t.size > 400000 then large := large || t.name; else execute 'delete from ' || t.name; end if;
  end loop;
  if large <> '{}' then execute 'truncate ' || array_to_string(large, ', ') || ' cascade'; end if;
  for t in select format('%I.%I', schemaname, sequencename) as name, start_value from pg_sequences where schemaname = 'public' and last_value is not null loop
    perform setval(t.name, t.start_value, false);
  end loop;
  for t in select c.relname as name from pg_class c where c.relnamespace = 'migrated'::regnamespace and c.relkind = 'r' loop
    execute format('insert into %s select * from migrated.%I on conflict do nothing', t.name, t.name);
  end loop;
end $$`

/** Empties this worker's database. Needs a superuser, which the tests' DATABASE_URL is. */
export async function emptyDatabase(): Promise<void> {
  pool ??= new Pool({ connectionString: process.env.DATABASE_URL, max: 1, allowExitOnIdle: true })
  await pool.query(EMPTY)
}
