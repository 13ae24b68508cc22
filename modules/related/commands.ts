import 'server-only'
import { db, Prisma, type Tx } from '@/lib/db'
import { expirePages, pageTag } from '@/lib/page-cache'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import { lockVocabulary, publishVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import { rederiveStories } from '@/modules/tags/commands/rederive-stories'
import { readPointSettings } from '@/modules/tags/commands/settle-points'
import { pointsMoved, pointsOf } from '@/modules/tags/points'
import { isTagType } from '@/modules/tags/tag-types'

/** The nightly count waits for whoever is ahead: nobody sits before it. */
const RECOUNT_WAIT_MS = 300_000

type CountedTag = { id: number; slug: string; type: string; aspect: boolean; points: number | null; inherited: number | null; df: number }

/** Tags whose points a fresh count moves, and to what; null for those that no live story carries any more. */
async function movedTags(
  tx: Tx,
  how: 'with hysteresis' | 'exactly',
): Promise<{ id: number; points: number | null; inherited: number | null }[]> {
  const total = await tx.publishedArticle.count()
  const stored = await readPointSettings(tx)
  const settings = how === 'exactly' ? { ...stored, hysteresis: 1 } : stored
  const tags = await tx.$queryRaw<CountedTag[]>(Prisma.sql`
    select t.id, t.slug, t.type, t.aspect, t.points, t.inherited_points as inherited, coalesce(c.df, 0) as df
    from tag t left join (select tag_id, count(*)::int as df from published_article_tag group by 1) c on c.tag_id = t.id
    where c.df > 0 or t.points is not null order by t.id`)
  return tags.flatMap((tag) => {
    if (tag.df === 0) return [{ id: tag.id, points: null, inherited: null }]
    if (!isTagType(tag.type)) throw new Error(`The tag ${tag.slug} has a type nobody knows: ${tag.type}`)
    const counted = pointsOf({ slug: tag.slug, type: tag.type, aspect: tag.aspect }, tag.df, total, settings)
    const points = pointsMoved(tag.points, counted.own, settings) ? counted.own : tag.points
    const inherited = pointsMoved(tag.inherited, counted.inherited, settings) ? counted.inherited : tag.inherited
    return points === tag.points && inherited === tag.inherited ? [] : [{ id: tag.id, points, inherited }]
  })
}

/** Writes the points and derives again every story that carries one of the tags. Answers the stories that changed. */
async function apply(tx: Tx, moved: Awaited<ReturnType<typeof movedTags>>): Promise<number> {
  const ids = moved.map((tag) => tag.id)
  await tx.$executeRaw(Prisma.sql`
    update tag t set points = u.points, inherited_points = u.inherited
    from unnest(${ids}::int[], ${moved.map((tag) => tag.points)}::int[], ${moved.map((tag) => tag.inherited)}::int[]) as u(id, points, inherited)
    where t.id = u.id`)
  // Not the tags that nobody carries any more: they would be given points again.
  await publishVocabulary(
    tx,
    moved.filter((tag) => tag.points !== null).map((tag) => tag.id),
  )
  const carriers = await tx.$queryRaw<{ number: number }[]>(
    Prisma.sql`select distinct article_number as number from published_article_tag where tag_id = any (${ids}::int[]) order by 1`,
  )
  return (
    await rederiveStories(
      tx,
      carriers.map((row) => row.number),
    )
  ).length
}

/** The recount inside a transaction that holds the vocabulary lock: a bulk load ends with it, and other settings begin with it, exactly. */
export async function recountIn(
  tx: Tx,
  actor: Actor,
  how: 'with hysteresis' | 'exactly' = 'with hysteresis',
): Promise<{ tags: number; stories: number }> {
  const moved = await movedTags(tx, how)
  if (moved.length === 0) return { tags: 0, stories: 0 }
  const counts = { tags: moved.length, stories: await apply(tx, moved) }
  await recordEvent(tx, actor, 'related.recounted', { type: 'system', id: 'related' }, counts)
  await expirePages(tx, [pageTag.allRelated])
  return counts
}

/**
 * Counts the tags of live stories again and brings points, relating sets and postings up to date. Points move only
 * by three or more, so that lists do not flicker. Run it nightly and after a seed or a bulk import. Answers how many
 * tags and stories changed; nothing is written, expired or recorded when none did.
 */
export async function recountPoints(actor: Actor, _now: Date): Promise<{ tags: number; stories: number }> {
  permit(actor, 'import.run')
  return db.$transaction(
    async (tx) => {
      await lockVocabulary(tx, { says: 'a new count of all tags', waitMs: RECOUNT_WAIT_MS })
      return recountIn(tx, actor)
    },
    { timeout: 900_000, maxWait: 10_000 },
  )
}
