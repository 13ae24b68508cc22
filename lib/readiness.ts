/** Whether this server can do its work now: both logins answer and the database is as new as this build. */
import { db, Prisma } from './db'
import { log } from './log'
import { pendingMigrations, readMigrations } from './migrations'
import { publishedDb } from './published-db'

const ANSWER_WITHIN_MS = 2_000

type Applied = Parameters<typeof pendingMigrations>[1]

async function check(): Promise<void> {
  const applied = await db.$queryRaw<Applied>(
    Prisma.sql`select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null`,
  )
  const pending = pendingMigrations(readMigrations(), applied)
  if (pending.length > 0) throw new Error(`waiting for the migration ${pending[0]?.name}`)
  await publishedDb.publishedArticle.findFirst({ select: { number: true } })
}

/** True or false within two seconds; the reason for false is in the log, not in the answer. */
export async function isReady(): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), ANSWER_WITHIN_MS)
  })
  try {
    await Promise.race([check(), tooLong])
    return true
  } catch (error) {
    log.warn('not ready', { error: error instanceof Error ? error.message : String(error) })
    return false
  } finally {
    clearTimeout(timer)
  }
}
