/**
 * Applies prisma/migrations without Prisma's native engine, and keeps the same history table, so that
 * `prisma migrate deploy` and this may take turns. docs/decisions: migrations.
 */
import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { StartProblem } from './start-problem.mjs'

/** The advisory lock Prisma's own engine takes. */
export const PRISMA_LOCK = 72707369
const POSTGRES_VERSION_MIN = 150000

export const MIGRATION_HISTORY = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null,
  logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`

export type Migration = { name: string; sql: string; checksum: string }
type Applied = { migration_name: string; checksum: string; finished_at: Date | null }

/** The migrations of a folder in the order of their names. */
export function readMigrations(folder = 'prisma/migrations'): Migration[] {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  return names.map((name) => {
    const bytes = readFileSync(join(folder, name, 'migration.sql'))
    return { name, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') }
  })
}

/** Which migrations are still to be applied. Throws StartProblem when the history and the folder do not agree. */
export function pendingMigrations(migrations: Migration[], applied: Applied[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const row of applied) {
    const migration = known.get(row.migration_name)
    if (!migration)
      throw new StartProblem(
        `The database has had the migration ${row.migration_name}, which is not in this copy of Throughline: start the newer copy that brought it.`,
      )
    if (!row.finished_at)
      throw new StartProblem(
        `The migration ${row.migration_name} began and did not finish: restore a backup, or finish it by hand and mark it with prisma migrate resolve.`,
      )
    if (row.checksum !== migration.checksum)
      throw new StartProblem(
        `The migration ${row.migration_name} was changed after it had been applied: put its file back as it was, and make the change in a new migration.`,
      )
  }
  const done = new Set(applied.map((row) => row.migration_name))
  return migrations.filter((migration) => !done.has(migration.name))
}

/** Runs a migration and writes it into the history, in the transaction the caller has begun. */
export async function runMigration(client: Client, migration: Migration): Promise<void> {
  await client.query(migration.sql)
  await client.query(
    'insert into _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count) values ($1, $2, clock_timestamp(), $3, 1)',
    [randomUUID(), migration.checksum, migration.name],
  )
}

async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await runMigration(client, migration)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new StartProblem(`The migration ${migration.name} could not be applied, and nothing of it was: ${(error as Error).message}.`, {
      cause: error,
    })
  }
}

/** Refuses a server that is too old, in words. */
export async function requireVersion(client: Client): Promise<void> {
  const { rows } = await client.query<{ number: string; name: string }>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as name`,
  )
  if (Number(rows[0]?.number) < POSTGRES_VERSION_MIN)
    throw new StartProblem(`DATABASE_URL leads to PostgreSQL ${rows[0]?.name}, and Throughline needs 15 or newer: use a newer server.`)
}

/**
 * Brings the database up to date: each migration in one transaction, under an advisory lock, so that several servers
 * may start at once. Returns the names of those applied now. Throws StartProblem with a sentence that says what to do.
 */
export async function migrate(databaseUrl: string, options: { folder?: string } = {}): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    await requireVersion(client)
    await client.query('select pg_advisory_lock($1)', [PRISMA_LOCK])
    await client.query('set client_min_messages = warning')
    await client.query(MIGRATION_HISTORY)
    const applied = await client.query<Applied>(
      'select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null',
    )
    const pending = pendingMigrations(readMigrations(options.folder), applied.rows)
    for (const migration of pending) await apply(client, migration)
    return pending.map((migration) => migration.name)
  } finally {
    await client.end()
  }
}
