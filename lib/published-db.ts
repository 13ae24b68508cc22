/**
 * The reader's database client: the published snapshots and public reference data, through a login without any
 * grant on drafts (prisma/reader.prisma). Only published.ts files may import it.
 */
import { createHash } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { DatabaseError, type Pool } from 'pg'
import { databasePool } from './database-pool'
import { PrismaClient } from './generated/reader/client'
import { log } from './log'

const global_ = globalThis as typeof globalThis & { throughlinePublishedDb?: PrismaClient; throughlinePublishedPool?: Pool }

/** The pool there is, or a new one where it was ended. */
function poolOf(): Pool {
  if (global_.throughlinePublishedPool && !global_.throughlinePublishedPool.ended) return global_.throughlinePublishedPool
  const connectionString = process.env.READER_DATABASE_URL
  if (!connectionString) throw new Error('READER_DATABASE_URL is not set: start Throughline with npm start.')
  global_.throughlinePublishedPool = databasePool(
    { connectionString, max: 10, connect: 2_000, statement: 3_000, silence: 3_500 },
    // A command that is done need not wait for connections nobody uses.
    { allowExitOnIdle: true },
  )
  // Not left to the client: where only lists are asked for there is none, and an error that nobody hears ends the process.
  global_.throughlinePublishedPool.on('error', (error) => log.warn('reader database connection lost', { error: error.message }))
  return global_.throughlinePublishedPool
}

const connect = (): PrismaClient => new PrismaClient({ adapter: new PrismaPg(poolOf(), { disposeExternalPool: true }) })

/** One client per process, made at the first use, so that `next build` needs no database. */
export const publishedDb: PrismaClient = new Proxy({} as PrismaClient, {
  get(_, property) {
    global_.throughlinePublishedDb ??= connect()
    const value = Reflect.get(global_.throughlinePublishedDb, property)
    return typeof value === 'function' ? value.bind(global_.throughlinePublishedDb) : value
  },
})

const prepared = new Map<string, { name: string; text: string }>()

/** The text of a statement, which the database prepares once for each connection. */
function statementOf(parts: TemplateStringsArray): { name: string; text: string } {
  const text = parts.reduce((sql, part, at) => `${sql}$${at}${part}`)
  const known = prepared.get(text)
  if (known) return known
  const statement = { name: createHash('sha256').update(text).digest('hex').slice(0, 32), text }
  prepared.set(text, statement)
  return statement
}

/**
 * A migration has changed what the statement answers, and this connection had prepared it before: "cached plan must not change
 * result type", in whatever language the database speaks. The pool drops the connection.
 */
const isOfAnOldPlan = (error: unknown): boolean =>
  error instanceof DatabaseError && error.code === '0A000' && error.routine === 'RevalidateCachedQuery'

/**
 * One statement on a connection of `publishedDb`, past its client, for what is asked for every page: the client takes as long
 * over an answer as the database, and keeps more of it. Rows as pg reads them; rejects as pg does (lib/database-fault.ts knows both).
 */
export const publishedSql = {
  async $queryRaw<T>(parts: TemplateStringsArray, ...values: unknown[]): Promise<T> {
    const statement = statementOf(parts)
    const { rows } = await poolOf()
      .query({ ...statement, values })
      .catch((error: unknown) => {
        if (!isOfAnOldPlan(error)) throw error
        // Once, and not prepared: the other connections may have the old plan too.
        return poolOf().query({ text: statement.text, values })
      })
    return rows as T
  },
}
