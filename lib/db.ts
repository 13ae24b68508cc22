/**
 * The newsroom's database client: drafts, people, audit. Only queries.ts and commands of modules may import it.
 * Public code uses lib/published-db.ts, whose login cannot see a draft.
 */
import { PrismaPg } from '@prisma/adapter-pg'
import { databasePool } from './database-pool'
import { type Prisma, PrismaClient } from './generated/newsroom/client'
import { log } from './log'

const global_ = globalThis as typeof globalThis & { throughlineDb?: PrismaClient }

function connect(): PrismaClient {
  const connectionString = process.env.DATABASE_URL
  if (!connectionString) throw new Error('DATABASE_URL is not set: start Throughline with npm start.')
  const pool = databasePool(
    { connectionString, max: 10, connect: 3_000, statement: 30_000, silence: 35_000 },
    // A machine that dies in the middle of a transaction says nothing: its locks are let go after this.
    { idle_in_transaction_session_timeout: 60_000 },
  )
  const adapter = new PrismaPg(pool, {
    disposeExternalPool: true,
    onPoolError: (error) => log.warn('newsroom database connection lost', { error: error.message }),
  })
  return new PrismaClient({ adapter })
}

/** One client per process, made at the first use, so that `next build` needs no database. */
export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get(_, property) {
    global_.throughlineDb ??= connect()
    const value = Reflect.get(global_.throughlineDb, property)
    return typeof value === 'function' ? value.bind(global_.throughlineDb) : value
  },
})

/** What a command's transaction hands to the functions it calls. */
export type Tx = Prisma.TransactionClient

export { Prisma } from './generated/newsroom/client'
