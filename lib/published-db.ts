/**
 * The reader's database client: the published snapshots and public reference data, through a login without any
 * grant on drafts (prisma/reader.prisma). Only published.ts files may import it.
 */
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/reader/client'
import { log } from './log'

const global_ = globalThis as typeof globalThis & { throughlinePublishedDb?: PrismaClient }

function connect(): PrismaClient {
  const connectionString = process.env.READER_DATABASE_URL
  if (!connectionString) throw new Error('READER_DATABASE_URL is not set: start Throughline with npm start.')
  const adapter = new PrismaPg(
    // statement_timeout is kept by the database, query_timeout by us: for one that has fallen silent.
    {
      connectionString,
      max: 10,
      connectionTimeoutMillis: 2_000,
      idleTimeoutMillis: 30_000,
      statement_timeout: 3_000,
      query_timeout: 3_500,
    },
    { onPoolError: (error) => log.warn('reader database connection lost', { error: error.message }) },
  )
  return new PrismaClient({ adapter })
}

/** One client per process, made at the first use, so that `next build` needs no database. */
export const publishedDb: PrismaClient = new Proxy({} as PrismaClient, {
  get(_, property) {
    global_.throughlinePublishedDb ??= connect()
    const value = Reflect.get(global_.throughlinePublishedDb, property)
    return typeof value === 'function' ? value.bind(global_.throughlinePublishedDb) : value
  },
})
