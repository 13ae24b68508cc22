/**
 * Connections to the database, with every wait limited: for a connection, for a busy pool, for an answer. pg's own limit for
 * an answer (query_timeout) is left alone: it starts a timer for each question, and what such timers keep alive made the
 * collection of garbage ten times as slow (bench/README.md). The silence of a connection is watched by its socket instead.
 */
import { Pool, type PoolClient, type PoolConfig, type QueryConfig } from 'pg'

/** Milliseconds. `silence`: after so long without a byte from a database that was asked something, the connection is given up. */
export type PoolLimits = { connectionString: string; max: number; connect: number; statement: number; silence: number }

type Streaming = PoolClient & {
  connection: {
    stream: { setTimeout: (ms: number) => void; on: (event: 'timeout', act: () => void) => void; destroy: (error: Error) => void }
  }
}

/** Words that say that the database is away, as lib/database-fault.ts reads them. */
const silent = (ms: number): Error =>
  Object.assign(new Error(`Connection terminated: the database said nothing for ${ms / 1000} seconds.`), { code: 'ETIMEDOUT' })

/** Connects at the first question. Each connection is busy from the moment it is taken until it is given back. */
export function databasePool({ connectionString, max, connect, statement, silence }: PoolLimits, more: PoolConfig = {}): Pool {
  const pool = new Pool({
    connectionString,
    max,
    connectionTimeoutMillis: connect,
    idleTimeoutMillis: 30_000,
    // Kept by the database itself.
    statement_timeout: statement,
    // Prisma writes times without their zone, and reads them without it: in another zone than UTC it and pg differ by hours.
    onConnect: (client) => client.query({ text: "set time zone 'UTC'", query_timeout: connect } as QueryConfig).then(() => undefined),
    ...more,
  })
  const busy = new Set<PoolClient>()
  pool.on('acquire', (client) => busy.add(client))
  pool.on('release', (_, client) => busy.delete(client))
  pool.on('remove', (client) => busy.delete(client))
  pool.on('connect', (client) => {
    const { stream } = (client as Streaming).connection
    // Starts again by itself with every byte sent or received. A function given to setTimeout would hear of the first time only,
    // mostly while nothing was asked.
    stream.setTimeout(silence)
    stream.on('timeout', () => {
      if (busy.has(client)) stream.destroy(silent(silence))
    })
  })
  return pool
}
