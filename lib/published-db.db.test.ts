import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { expect, it, vi } from 'vitest'
import { publishedSql } from './published-db'

/** Another zone than UTC, as the database's own setting would be. */
const url = new URL(process.env.READER_DATABASE_URL ?? '')
url.searchParams.set('options', '-c TimeZone=Europe/London')
vi.stubEnv('READER_DATABASE_URL', url.href)

it('reads and writes times alike past the client and through it, whatever zone the database is set to', async () => {
  expect(await publishedSql.$queryRaw`select current_setting('TimeZone') as zone`).toEqual([{ zone: 'UTC' }])
})

it('answers when a migration has changed what a prepared statement answers, whichever connection is asked', async () => {
  const other = new Client({ connectionString: process.env.DATABASE_URL })
  await other.connect()
  await other.query('create table plan_probe (a int); insert into plan_probe values (1); grant select on plan_probe to public')
  try {
    const ask = () => publishedSql.$queryRaw`select p.*, pg_sleep(0.05)::text as slept from plan_probe p`
    const all = () => Promise.all([ask(), ask(), ask()])
    expect(await all()).toEqual(Array(3).fill([{ a: 1, slept: '' }]))
    await other.query('alter table plan_probe add column b int default 2')
    expect(await all()).toEqual(Array(3).fill([{ a: 1, b: 2, slept: '' }]))
    expect(await ask()).toEqual([{ a: 1, b: 2, slept: '' }])
    await other.query('drop table plan_probe')
    await expect(ask()).rejects.toMatchObject({ code: '42P01' })
  } finally {
    await other.query('drop table if exists plan_probe')
    await other.end()
  }
})

it('goes on when an idle connection is lost, before the client was asked anything', async () => {
  const [mine] = await publishedSql.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`
  const other = new Client({ connectionString: process.env.DATABASE_URL })
  await other.connect()
  await other.query('select pg_terminate_backend($1)', [mine?.pid])
  await other.end()
  // An error that nobody hears fails the run.
  await pause(200)
  expect(await publishedSql.$queryRaw`select 1 as n`).toEqual([{ n: 1 }])
})
