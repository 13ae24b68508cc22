/** Databases for measuring: made, migrated and dropped again. BENCH_SERVER_URL names a server; else one is started. */
import { fork } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { openEmbeddedPostgres } from '../../lib/embedded-postgres'
import { migrate } from '../../lib/migrations'
import { ensureReaderLogin } from '../../lib/reader-login'

const READER_SECRET = 'only for measuring, on a database that is dropped at the end'

async function onServer(url: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

export type Server = { url: string; close: () => Promise<void> }

export async function openServer(): Promise<Server> {
  const given = process.env.BENCH_SERVER_URL
  if (given) return { url: given, close: async () => undefined }
  const folder = mkdtempSync(join(tmpdir(), 'throughline-bench-'))
  chmodSync(folder, 0o711)
  const embedded = await openEmbeddedPostgres(folder, { durable: false })
  return {
    url: embedded.superuserUrl,
    close: async () => {
      await embedded.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Runs `work` with the environment of a migrated, empty database called throughline_bench_…, and drops it afterwards. */
export async function withDatabase<T>(server: Server, name: string, work: (env: Record<string, string>) => Promise<T>): Promise<T> {
  const database = `throughline_bench_${process.pid}_${name}`
  const url = new URL(server.url)
  url.pathname = `/${database}`
  await onServer(server.url, `create database ${database}`)
  try {
    await migrate(url.href)
    const reader = await ensureReaderLogin(url.href, READER_SECRET)
    return await work({ DATABASE_URL: url.href, READER_DATABASE_URL: reader, LOG_LEVEL: 'error' })
  } finally {
    const role = `throughline_reader_${database}`.slice(0, 40)
    await onServer(server.url, `drop database if exists ${database} with (force)`)
    await onServer(
      server.url,
      `do $$ declare r record; begin for r in select rolname from pg_roles where rolname like '${role}%' loop execute format('drop role %I', r.rolname); end loop; end $$`,
    )
  }
}

/** The product's clients belong to one database for the life of a process: each measurement has a process of its own, which sends its result. */
export function inProcess<T>(script: URL, environment: Record<string, string>, ...args: string[]): Promise<T> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(script), args, { execArgv: process.execArgv, env: { ...process.env, ...environment } })
    let result: T | undefined
    child.on('message', (message) => {
      result = message as T
    })
    child.on('close', () => (result === undefined ? reject(new Error(`${script.pathname} failed`)) : resolve(result)))
  })
}
