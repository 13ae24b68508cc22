import 'server-only'
import { Prisma, type Tx } from '@/lib/db'

// Any number that nothing else in this database locks.
const TAGGING_LOCK = 7_301_207

/**
 * Whoever writes tags of a story without the vocabulary lock (a save) calls this before reading which tags there are: none
 * of them is merged or split before the transaction ends, since those wait for `whileNobodyTags`.
 */
export async function holdTags(tx: Tx): Promise<void> {
  await tx.$queryRaw(Prisma.sql`select pg_advisory_xact_lock_shared(${TAGGING_LOCK}::bigint)::text`)
}

/**
 * Waits until no save is under way; those that come wait until this transaction ends. After the vocabulary lock, and as late
 * as can be. Lock no story's row after it: a save has that one first.
 */
export async function whileNobodyTags(tx: Tx): Promise<void> {
  await tx.$queryRaw(Prisma.sql`select pg_advisory_xact_lock(${TAGGING_LOCK}::bigint)::text`)
}
