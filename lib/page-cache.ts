/**
 * The names under which cached public pages are filed, and how a transaction ends them.
 * A page carries the tags of what it shows (lib/page-tags.ts); a command that changes one of those things calls
 * `expirePages` last in its transaction. Then no server can show the older page again, from the next request on.
 */
import { Prisma, type Tx } from './db'

export const pageTag = {
  /** The page at /news/{slug}, also while it is missing or withdrawn. */
  address: (slug: string) => `address:${slug}`,
  /** Any page that lists or links this story: related lists, front page, tag pages. */
  shows: (articleNumber: number) => `shows:${articleNumber}`,
  /** A story page whose related list rests on this tag. Ids survive a rename. */
  relates: (tagId: number) => `relates:${tagId}`,
  /** Every story page: after the points or the settings of the engine changed. */
  allRelated: 'relates:all',
  /** The front page, /news and its pages, and everything else made of the newest stories. */
  news: 'list:news',
  /** The page of one tag or area, also while no live story carries the tag. */
  list: (tagSlug: string) => `list:${tagSlug}`,
  /** What rests on the inspection records of one area, named by its tag ("area-kent"). */
  records: (areaTagSlug: string) => `records:${areaTagSlug}`,
  /** What rests on all records: the lists of inspections and areas, the front page, an address that had no record. */
  allRecords: 'records:all',
  /** The index of tags, and pages made of the vocabulary. */
  vocabulary: 'list:tags',
  /** About, Contact, Privacy. */
  page: (key: string) => `page:${key}`,
} as const

/**
 * Ends every cached page that carries one of these tags, when the caller's transaction commits and not before.
 * Call it last in the transaction: it locks the tags' rows.
 */
export async function expirePages(tx: Tx, tags: readonly string[]): Promise<void> {
  if (tags.length === 0) return
  const unique = [...new Set(tags)].sort()
  await tx.$queryRaw(Prisma.sql`select page_cache.expire(${unique}::text[])::text`)
}
