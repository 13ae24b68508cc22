import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { migrate } from './migrations'
import { databaseUrl } from './testing/start-database'

const { serverUrl, template } = inject('testDatabase')
let names: string[] = []

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

/** An empty database of this test's own. */
async function emptyDatabase(): Promise<string> {
  const name = `${template}_migrations_${names.length}_${process.env.VITEST_POOL_ID}`
  names.push(name)
  await query(serverUrl, `create database ${name}`)
  return databaseUrl(serverUrl, name)
}

beforeEach(() => {
  names = []
})
afterEach(async () => {
  for (const name of names) await query(serverUrl, `drop database ${name} with (force)`)
})

describe('Applying migrations', () => {
  it('three servers that start at once apply each of them once', async () => {
    const url = await emptyDatabase()
    const applied = await Promise.all([migrate(url), migrate(url), migrate(url)])
    expect(applied.filter((list) => list.length > 0)).toHaveLength(1)
    const history = await query(url, 'select migration_name, count(*)::int from _prisma_migrations group by 1 having count(*) > 1')
    expect(history).toEqual([])
    expect(await migrate(url)).toEqual([])
  })

  it('a migration that fails leaves nothing of itself and says which one it was', async () => {
    const url = await emptyDatabase()
    const folder = mkdtempSync(join(tmpdir(), 'throughline-migrations-'))
    for (const [name, sql] of [
      ['20260101000000_good', 'create table good (n int);'],
      ['20260102000000_bad', 'create table half (n int); select nonsense;'],
    ] as const) {
      mkdirSync(join(folder, name))
      writeFileSync(join(folder, name, 'migration.sql'), sql)
    }
    await expect(migrate(url, { folder })).rejects.toThrow(/20260102000000_bad could not be applied, and nothing of it was/)
    expect(await query(url, `select to_regclass('good')::text as good, to_regclass('half')::text as half`)).toEqual([
      { good: 'good', half: null },
    ])
    rmSync(folder, { recursive: true })
  })

  it('the history can be read by Prisma: its table, its checksums', async () => {
    const url = await emptyDatabase()
    await migrate(url)
    const rows = await query(
      url,
      'select length(checksum) as length, finished_at is not null as finished, applied_steps_count as steps from _prisma_migrations',
    )
    expect(new Set(rows.map((row) => JSON.stringify(row)))).toEqual(new Set([JSON.stringify({ length: 64, finished: true, steps: 1 })]))
  })
})
