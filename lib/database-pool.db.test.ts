import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { isDatabaseAway } from './database-fault'
import { databasePool } from './database-pool'

const SILENCE = 400
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** The database through a door that can stop passing its answers on. */
async function behindDoor() {
  const there = new URL(process.env.DATABASE_URL ?? '')
  const sockets = new Set<Socket>()
  let silent = false
  const door = createServer((near) => {
    const far = connect(Number(there.port || 5432), there.hostname)
    for (const socket of [near, far]) sockets.add(socket.on('error', () => undefined))
    near.pipe(far)
    far.on('data', (bytes) => silent || near.write(bytes)).on('close', () => near.destroy())
    near.on('close', () => far.destroy())
  }).listen(0, '127.0.0.1')
  await once(door, 'listening')
  const url = new URL(there)
  url.host = `127.0.0.1:${(door.address() as AddressInfo).port}`
  const pool = databasePool({ connectionString: url.href, max: 1, connect: 5_000, statement: 10_000, silence: SILENCE })
  pool.on('error', () => undefined)
  closing.push(
    () => door.close(),
    () => {
      for (const socket of sockets) socket.destroy()
    },
    () => pool.end(),
  )
  return { pool, fallSilent: (yes = true) => (silent = yes) }
}

it('gives up a connection that was asked and says nothing, and asks on another one', async () => {
  const { pool, fallSilent } = await behindDoor()
  await pool.query('select 1')
  fallSilent()
  const error = await pool.query('select 2').catch((fault: unknown) => fault)
  expect((error as Error).message).toBe('Connection terminated: the database said nothing for 0.4 seconds.')
  expect(isDatabaseAway(error)).toBe(true)
  fallSilent(false)
  expect((await pool.query('select 3 as n')).rows).toEqual([{ n: 3 }])
})

it('leaves a connection alone that is asked nothing', async () => {
  const { pool } = await behindDoor()
  const backend = async (): Promise<unknown> => (await pool.query('select pg_backend_pid() as pid')).rows[0]
  const first = await backend()
  await pause(SILENCE * 3)
  expect(await backend()).toEqual(first)
})

it('gives it up also when it was left alone for a while before', async () => {
  const { pool, fallSilent } = await behindDoor()
  await pool.query('select 1')
  await pause(SILENCE * 3)
  fallSilent()
  const answer = pool.query('select 2').then(
    () => 'an answer',
    (error: Error) => error.message,
  )
  expect(await Promise.race([answer, pause(SILENCE * 12, 'nothing')])).toMatch(/^Connection terminated/)
})
