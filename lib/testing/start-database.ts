/**
 * Before the database tests: a PostgreSQL of their own (or the server at TEST_DATABASE_SERVER_URL, whose user must be
 * a superuser) with a migrated, empty template that each worker copies.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { openEmbeddedPostgres, removeEmbeddedPostgres } from '../embedded-postgres'
import { migrate } from '../migrations'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server, as a superuser, and the template's name; a worker's database is `${template}_${worker}`. */
    testDatabase: { serverUrl: string; template: string }
  }
}

/** Keeps a copy of the rows that migrations put in, so that `emptyDatabase` can put them back. */
const REMEMBER_ROWS = `
create schema migrated;
do $$ declare t record; filled boolean; begin
  for t in select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'page_cache') and c.relname <> '_prisma_migrations'
  loop
    execute format('select exists (select from %I.%I)', t.nspname, t.relname) into filled;
    if filled then execute format('create table migrated.%I as table %I.%I', t.nspname || '.' || t.relname, t.nspname, t.relname); end if;
  end loop;
end $$`

async function openServer(): Promise<{ serverUrl: string; close: () => Promise<void> }> {
  const given = process.env.TEST_DATABASE_SERVER_URL
  if (given) return { serverUrl: given, close: async () => undefined }
  const folder = mkdtempSync(join(tmpdir(), 'throughline-test-'))
  chmodSync(folder, 0o711)
  const embedded = await openEmbeddedPostgres(folder, { durable: false })
  return {
    serverUrl: embedded.superuserUrl,
    close: async () => {
      await embedded.close()
      removeEmbeddedPostgres(folder)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}

async function run(url: string, statement: string): Promise<{ rows: Record<string, string>[] }> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query(statement)
  } finally {
    await client.end()
  }
}

/** Removes what this run made: its databases, and their logins' roles, which belong to the whole server. */
async function cleanUp(serverUrl: string, template: string): Promise<void> {
  const { rows } = await run(serverUrl, `select datname from pg_database where datname like '${template}%'`)
  for (const { datname } of rows) await run(serverUrl, `drop database if exists "${datname}" with (force)`)
  const roles = await run(
    serverUrl,
    `select rolname from pg_roles where rolname ~ '^throughline_(reader|counter)_${template.slice(0, 32)}'`,
  )
  for (const { rolname } of roles.rows) await run(serverUrl, `drop role if exists "${rolname}"`)
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { serverUrl, close } = await openServer()
  const template = `test_${process.pid}_${Date.now().toString(36)}`
  await run(serverUrl, `create database ${template}`)
  await migrate(databaseUrl(serverUrl, template))
  await run(databaseUrl(serverUrl, template), REMEMBER_ROWS)
  project.provide('testDatabase', { serverUrl, template })
  return async () => {
    await cleanUp(serverUrl, template)
    await close()
  }
}
