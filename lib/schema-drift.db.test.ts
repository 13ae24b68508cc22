import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { databaseUrl } from './testing/start-database'

const { serverUrl, template } = inject('testDatabase')
const name = `${template}_drift_${process.env.VITEST_POOL_ID}`

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

/** What Prisma's schema language can say of a database, a line each. Rules that only SQL can say are left out. */
const DESCRIPTION = {
  columns: `select format('%s.%s %s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' else '' end) as line
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and c.relname <> '_prisma_migrations' order by 1`,
  indexes: `select regexp_replace(indexdef, 'public\\.', '') as line from pg_indexes where schemaname = 'public' and tablename <> '_prisma_migrations' order by 1`,
  references: `select format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as line from pg_constraint
    where contype = 'f' and connamespace = 'public'::regnamespace order by 1`,
}

const lines = async (url: string, what: keyof typeof DESCRIPTION): Promise<string[]> =>
  (await query(url, DESCRIPTION[what])).map(({ line }) => String(line))

let fromSchema = ''
const migrated = process.env.DATABASE_URL ?? ''

beforeAll(async () => {
  await query(serverUrl, `create database ${name}`)
  fromSchema = databaseUrl(serverUrl, name)
  const { stdout } = await promisify(execFile)(process.execPath, ['bin/schema-sql.mjs'], {
    env: { ...process.env, DATABASE_URL: fromSchema },
    maxBuffer: 10_000_000,
  })
  await query(fromSchema, stdout)
})

afterAll(() => query(serverUrl, `drop database if exists ${name} with (force)`))

describe('The migrations build what prisma/schema.prisma says', () => {
  it('column by column', async () => {
    expect(await lines(migrated, 'columns')).toEqual(await lines(fromSchema, 'columns'))
  })

  it('reference by reference', async () => {
    expect(await lines(migrated, 'references')).toEqual(await lines(fromSchema, 'references'))
  })

  it('with every index it names, and those only SQL can say', async () => {
    const there = await lines(migrated, 'indexes')
    const expected = await lines(fromSchema, 'indexes')
    expect(expected.filter((line) => !there.includes(line))).toEqual([])
  })
})
