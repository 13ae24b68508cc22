/**
 * The database as a stranger may write to it: a login that can run two functions and nothing else
 * (lib/counter-login.ts). Only modules/measures/counting.ts may import it.
 */
import type { Pool } from 'pg'
import { databasePool } from './database-pool'
import { log } from './log'

const global_ = globalThis as typeof globalThis & { throughlineCounterDb?: Pool }

function connect(): Pool {
  const connectionString = process.env.COUNTER_DATABASE_URL
  if (!connectionString) throw new Error('COUNTER_DATABASE_URL is not set: start Throughline with npm start.')
  const pool = databasePool({ connectionString, max: 1, connect: 2_000, statement: 3_000, silence: 3_500 }, { allowExitOnIdle: true })
  pool.on('error', (error) => log.warn('counter database connection lost', { error: error.message }))
  return pool
}

const pool = (): Pool => {
  global_.throughlineCounterDb ??= connect()
  return global_.throughlineCounterDb
}

/** Adds counts, in one statement: see the function counting.count_reading. Rejects when the database did not take them. */
export async function addCounts(entries: readonly unknown[]): Promise<void> {
  await pool().query('select counting.count_reading($1::jsonb)', [JSON.stringify(entries)])
}

/** Adds one reader to each of these pairs, in one statement: see the function counting.report_not_related. */
export async function addReports(pairs: readonly { article: number; target: number }[]): Promise<void> {
  await pool().query('select counting.report_not_related(p.article, p.target) from unnest($1::int[], $2::int[]) as p (article, target)', [
    pairs.map((pair) => pair.article),
    pairs.map((pair) => pair.target),
  ])
}
