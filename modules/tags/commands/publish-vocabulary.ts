import 'server-only'
import { londonTime } from '@/lib/dates'
import { Prisma, type Tx } from '@/lib/db'
import { Conflict } from '@/lib/errors'
import { settlePoints } from './settle-points'

// Any number that nothing else in this database locks. The function vocabulary_lock knows it too.
const VOCABULARY_LOCK = 7_301_204
/** One look at who is ahead. Then again, unless that is a change of the whole site, which nobody waits for. */
const PATIENCE_MS = 3_000
/** Less than a transaction may last: a sentence is better than a fault. */
const PATIENCE_IN_ALL_MS = 20_000

/** What may hold the lock for seconds, as those that wait are told. PostgreSQL carries it: ASCII, at most 40 characters. */
export type WideChange = 'new weights' | 'new weights being tried out' | 'a new count of all tags' | 'a tag and all its stories'

export type LockOptions = {
  says?: WideChange | undefined
  /** How long to wait for whoever is ahead, a change of the whole site included: for work that nobody sits before. */
  waitMs?: number
}

type Holder = { says: string | null; since: string | null }

/**
 * One change of the vocabulary or of what uses it at a time: publishing, withdrawing, editing a tag, a recount.
 * Take it first in the transaction, before any row is locked; it ends with the transaction. Throws Conflict, with nothing
 * written, when a change of the whole site is ahead for more than a few seconds, or many publications are.
 */
export async function lockVocabulary(tx: Tx, { says, waitMs }: LockOptions = {}): Promise<void> {
  const begun = performance.now()
  for (;;) {
    const rows = await tx.$queryRaw<{ holder: Holder | null }[]>(
      Prisma.sql`select vocabulary_lock(${PATIENCE_MS}::int, ${says ?? null}::text) as holder`,
    )
    const holder = rows[0]?.holder ?? null
    if (holder === null) return
    const waited = performance.now() - begun
    if (waitMs === undefined ? holder.says !== null || waited > PATIENCE_IN_ALL_MS : waited > waitMs) throw ahead(holder)
  }
}

function ahead({ says, since }: Holder): Conflict {
  const who = says
    ? `Somebody is changing the whole site just now (${says}${since ? `, since ${londonTime(new Date(since))}` : ''}).`
    : 'Too much is being published just now.'
  return new Conflict(`${who} Nothing of yours was published or changed: try again in a minute.`)
}

/** Takes the lock where nobody has it, without waiting and without being waited for: whether it was free. */
export async function tryVocabulary(tx: Tx): Promise<boolean> {
  const rows = await tx.$queryRaw<{ mine: boolean }[]>(Prisma.sql`select pg_try_advisory_xact_lock(${VOCABULARY_LOCK}::bigint) as mine`)
  return rows[0]?.mine ?? false
}

/** Whether another transaction waits for the lock that this one holds: whoever only tries something out then makes way. */
export async function isVocabularyAwaited(tx: Tx): Promise<boolean> {
  const rows = await tx.$queryRaw<{ awaited: boolean }[]>(Prisma.sql`
    select exists (select from pg_locks l where l.locktype = 'advisory' and not l.granted and l.classid = 0 and l.objid = ${VOCABULARY_LOCK}::oid
      and l.database = (select d.oid from pg_database d where d.datname = current_database())) as awaited`)
  return rows[0]?.awaited ?? false
}

/** What a story's own tags come to. Numbers of tags. */
export type DerivedTags = {
  own: number[]
  /** Broader tags of them, and of those, that the story does not carry itself. */
  inherited: number[]
  /** published_article.rel_tags: own tags that can add points, best first, at most 12. */
  relTags: number[]
  /** published_article.rel_inherited: likewise of the inherited ones. */
  relInherited: number[]
}

/** Derives what `ownIds` come to, giving points to those that have none yet. Call before writing the snapshot. */
export async function deriveTags(tx: Tx, ownIds: readonly number[]): Promise<DerivedTags> {
  const ids = [...new Set(ownIds)]
  await settlePoints(tx, ids)
  const rows = await tx.$queryRaw<{ inherited: number[]; rel_tags: number[]; rel_inherited: number[] }[]>(
    Prisma.sql`select inherited, rel_tags, rel_inherited from related_sets_of(${ids}::int[])`,
  )
  const row = rows[0]
  return {
    own: ids,
    inherited: row?.inherited ?? [],
    relTags: row?.rel_tags ?? [],
    relInherited: row?.rel_inherited ?? [],
  }
}

/**
 * Brings published_tag in step with what live stories use: rows of `tagIds` and of their broader tags are written,
 * counted, or removed when no live story carries them any more. Call it after published_article_tag has changed,
 * with the tags of before and after.
 */
export async function publishVocabulary(tx: Tx, tagIds: readonly number[]): Promise<void> {
  if (tagIds.length === 0) return
  const ids = [...new Set(tagIds)]
  await settlePoints(tx, ids)
  await tx.$queryRaw(Prisma.sql`select publish_vocabulary(${ids}::int[])::text`)
}
