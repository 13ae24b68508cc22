import 'server-only'
import { randomUUID } from 'node:crypto'
import { db, Prisma } from '@/lib/db'

/** Seconds without a step after which another server may go on: the holder was killed, or hangs. */
export const LEASE_SECONDS = 120

/**
 * Takes the one place there is for a check, by the database's clock; null while somebody else works. A row and not an
 * advisory lock: it outlives no kill by more than two minutes, and the progress stands in it.
 */
export async function takeLease(startedBy: string): Promise<string | null> {
  const holder = randomUUID()
  const taken = await db.$executeRaw(Prisma.sql`
    update link_run set holder = ${holder}, started_at = now(), step_at = now(), finished_at = null, started_by = ${startedBy}, due = 0, checked = 0, outcome = ''
    where id = 1 and (holder is null or step_at < now() - make_interval(secs => ${LEASE_SECONDS}::int))`)
  return taken === 1 ? holder : null
}

/** A step of work: the place is kept. Answers false when it was lost, and then the work has to stop. */
export async function keepLease(holder: string, done: { due?: number; checked?: number } = {}): Promise<boolean> {
  const kept = await db.$executeRaw(Prisma.sql`
    update link_run set step_at = now(), due = coalesce(${done.due ?? null}::int, due), checked = checked + ${done.checked ?? 0}::int
    where id = 1 and holder = ${holder}`)
  return kept === 1
}

/** Ends the check, unless somebody else has taken it over. */
export async function endLease(holder: string, outcome: 'done' | 'no network' | 'not all' | ''): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    update link_run set holder = null, step_at = now(), finished_at = now(), outcome = ${outcome} where id = 1 and holder = ${holder}`)
}
