/** Whether this server can do its work now: both logins answer and the database is as new as this build. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { db, Prisma } from './db'
import { log } from './log'
import { publishedDb } from './published-db'

const ANSWER_WITHIN_MS = 2_000

/** The migrations this build knows. The folder is data, not code: the bundler is not to look into it. */
async function knownMigrations(): Promise<string[]> {
  const folder = join(/* turbopackIgnore: true */ process.cwd(), 'prisma/migrations')
  const entries = await readdir(/* turbopackIgnore: true */ folder, { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
}

async function check(): Promise<void> {
  const finished = await db.$queryRaw<{ name: string }[]>(
    Prisma.sql`select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null`,
  )
  const names = new Set(finished.map(({ name }) => name))
  const pending = (await knownMigrations()).find((name) => !names.has(name))
  if (pending) throw new Error(`waiting for the migration ${pending}`)
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
