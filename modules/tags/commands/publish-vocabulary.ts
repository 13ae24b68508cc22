import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import { settlePoints } from './settle-points'

// Any number that nothing else in this database locks.
const VOCABULARY_LOCK = 7_301_204

/**
 * One change of the vocabulary or of what uses it at a time: publishing, withdrawing, editing a tag, a recount.
 * Take it first in the transaction, before any row is locked; it ends with the transaction.
 */
export async function lockVocabulary(tx: Tx): Promise<void> {
  await tx.$queryRaw(Prisma.sql`select pg_advisory_xact_lock(${VOCABULARY_LOCK}::bigint)::text`)
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
