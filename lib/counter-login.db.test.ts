import { Client } from 'pg'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { counterRole, ensureCounterLogin, requireCounter } from './counter-login'
import { emptyDatabase } from './testing/database'

const own = process.env.DATABASE_URL ?? ''
const counter = process.env.COUNTER_DATABASE_URL ?? ''
const SECRET = process.env.AUTH_SECRET ?? ''
const NOT_ALLOWED = { code: '42501' }

async function query(url: string, statement: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement, values)).rows
  } finally {
    await client.end()
  }
}

beforeEach(emptyDatabase)
afterAll(async () => {
  await ensureCounterLogin(own, SECRET) // the other tests of this worker go on with it
})

describe('The counter’s login', () => {
  it('can read no table, and write none', async () => {
    const tables = await query(
      own,
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'v', 'm', 'S') and n.nspname in ('public', 'page_cache', 'migrated')`,
    )
    expect(tables.length).toBeGreaterThan(40)
    for (const { name } of tables) {
      await expect(query(counter, `select 1 from ${name} limit 1`), String(name)).rejects.toMatchObject(NOT_ALLOWED)
      await expect(query(counter, `delete from ${name}`), String(name)).rejects.toMatchObject(NOT_ALLOWED)
    }
    await expect(query(counter, 'insert into public.related_clicks default values')).rejects.toMatchObject(NOT_ALLOWED)
    await expect(query(counter, 'update public.related_seen set seen = 9')).rejects.toMatchObject(NOT_ALLOWED)
    await expect(query(counter, 'create table public.mine (x int)')).rejects.toMatchObject(NOT_ALLOWED)
    await expect(query(counter, 'set role none; select 1 from public.article')).rejects.toMatchObject(NOT_ALLOWED)
  })

  it('can run two functions and no other of ours', async () => {
    const runs = await query(
      own,
      `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_'
         and has_schema_privilege($1, n.oid, 'usage') and has_function_privilege($1, p.oid, 'execute') order by 1`,
      [counterRole(new URL(own).pathname.slice(1))],
    )
    expect(runs.map(({ name }) => name)).toEqual(['counting.count_reading(jsonb)', 'counting.report_not_related(integer,integer)'])
    await expect(query(counter, `select public.related_pool('{}', '{}', 1, '{}', '{}', now(), 9)`)).rejects.toMatchObject(NOT_ALLOWED)
    await expect(query(counter, `select page_cache.expire('{x}')`)).rejects.toMatchObject(NOT_ALLOWED)
  })

  it('is the only stranger that can run them', async () => {
    const reader = process.env.READER_DATABASE_URL ?? ''
    await expect(query(reader, `select counting.count_reading('[]')`)).rejects.toMatchObject(NOT_ALLOWED)
    await expect(query(counter, `select counting.count_reading('[]')`)).resolves.toHaveLength(1)
  })

  it.each([
    ['a column', 'grant select (slug) on public.article to {}', /can use tables/],
    ['a sequence', 'grant usage on sequence public.article_number_seq to {}', /can use tables/],
    ['functions', 'grant usage on schema public to {}; grant execute on function public.related_file(int) to {}', /can run functions/],
  ])('that the operator gave is refused when it has %s', async (_, grants, refusal) => {
    const role = `"${counterRole(new URL(own).pathname.slice(1))}"`
    await query(own, grants.replaceAll('{}', role))
    try {
      await expect(requireCounter(counter)).rejects.toThrow(refusal)
    } finally {
      await query(own, `drop owned by ${role}; revoke throughline_counter from ${role}`)
      await ensureCounterLogin(own, SECRET)
    }
    await expect(requireCounter(counter)).resolves.toBeUndefined()
  })

  it('that the operator gave is refused when it can use tables, or not count', async () => {
    await expect(requireCounter(counter)).resolves.toBeUndefined()
    await expect(requireCounter(own)).rejects.toThrow(/can use tables/)
    await expect(requireCounter('postgres://nobody:x@127.0.0.1:1/none')).rejects.toThrow(/COUNTER_DATABASE_URL cannot be used/)
  })

  it('is mended when somebody changed it', async () => {
    await query(own, `alter role "${counterRole(new URL(own).pathname.slice(1))}" password 'something else'`)
    expect(await ensureCounterLogin(own, SECRET)).toBe(counter)
    await expect(query(counter, `select counting.count_reading('[]')`)).resolves.toHaveLength(1)
  })
})
