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

/** A COUNTER_DATABASE_URL of the operator's own is used as it is, if it can count and cannot read. Throws StartProblem. */
export async function requireCounter(url: string): Promise<void> {
  const { reads, counts } = await askAs<{ reads: boolean; counts: boolean }>(
    COUNTER,
    url,
    `select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname in ('public', 'page_cache') and c.relkind in ('r', 'v') and has_table_privilege(c.oid, 'select, insert, update, delete')) as reads,
       has_schema_privilege('counting', 'usage') and has_function_privilege('counting.count_reading(jsonb)', 'execute') as counts`,
  )
  if (reads)
    throw new StartProblem('The login of COUNTER_DATABASE_URL can use tables: give it the role throughline_counter and nothing else.')
  if (!counts) throw new StartProblem('The login of COUNTER_DATABASE_URL cannot count: grant throughline_counter to it.')
}
