/**
 * The PostgreSQL login with which counts of what readers do are added: the grants of throughline_counter, which are two
 * functions. It can read no table and write none. docs/decisions, counting without readers.
 */
import { askAs, ensureLogin, type LoginKind, loginRole } from './limited-login'
import { StartProblem } from './start-problem.mjs'

export const COUNTER: LoginKind = {
  name: 'counter',
  group: 'throughline_counter',
  connections: 10,
  settings: [['statement_timeout', '3s']],
  variable: 'COUNTER_DATABASE_URL',
  use: 'that counts are added with',
}

/** The name of a database's counter role, at most 63 characters. */
export const counterRole = (database: string): string => loginRole(COUNTER, database)

/** The address counts are added through; see `ensureLogin`. */
export const ensureCounterLogin = (databaseUrl: string, secret: string): Promise<string> => ensureLogin(COUNTER, databaseUrl, secret)

/** A COUNTER_DATABASE_URL of the operator's own is used as it is, if it can count and nothing else. Throws StartProblem. */
export async function requireCounter(url: string): Promise<void> {
  const { reads, runs, counts } = await askAs<{ reads: boolean; runs: boolean; counts: boolean }>(
    COUNTER,
    url,
    `with ours as (select oid from pg_namespace where nspname in ('public', 'page_cache'))
     select exists (select from pg_class c where c.relnamespace in (select oid from ours) and case c.relkind
         when 'S' then has_sequence_privilege(c.oid, 'usage, select, update')
         when 'i' then false when 'I' then false when 'c' then false
         else has_table_privilege(c.oid, 'select, insert, update, delete, truncate') or has_any_column_privilege(c.oid, 'select, insert, update') end) as reads,
       exists (select from pg_proc p where p.pronamespace in (select oid from ours where has_schema_privilege(oid, 'usage'))
         and has_function_privilege(p.oid, 'execute')) as runs,
       has_schema_privilege('counting', 'usage') and has_function_privilege('counting.count_reading(jsonb)', 'execute') as counts`,
  )
  if (reads)
    throw new StartProblem('The login of COUNTER_DATABASE_URL can use tables: give it the role throughline_counter and nothing else.')
  if (runs)
    throw new StartProblem(
      'The login of COUNTER_DATABASE_URL can run functions that are not for it: give it the role throughline_counter and nothing else.',
    )
  if (!counts) throw new StartProblem('The login of COUNTER_DATABASE_URL cannot count: grant throughline_counter to it.')
}
