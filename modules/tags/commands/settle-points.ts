import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import { type PointSettings, pointSettingsOf, pointsOf } from '../points'
import { isTagType } from '../tag-types'

type Unsettled = { id: number; slug: string; type: string; aspect: boolean; df: number }

/** The points' part of the engine's settings, as this transaction finds them. */
export async function readPointSettings(tx: Tx): Promise<PointSettings> {
  const row = await tx.relatedSettings.findUnique({ where: { id: 1 }, select: { weights: true } })
  return pointSettingsOf(row?.weights)
}

/**
 * Gives points to those of `tagIds`, and of their broader tags, that have none yet. Points once given change only
 * in a recount, so that one publication does not move every other list.
 */
export async function settlePoints(tx: Tx, tagIds: readonly number[]): Promise<void> {
  if (tagIds.length === 0) return
  const unsettled = await tx.$queryRaw<Unsettled[]>(Prisma.sql`
    select t.id, t.slug, t.type, t.aspect, (select count(*)::int from published_article_tag p where p.tag_id = t.id) as df
    from tag t where t.points is null and t.id = any (tags_and_broader(${[...tagIds]}::int[])) order by t.id`)
  if (unsettled.length === 0) return
  const total = await tx.publishedArticle.count()
  const settings = await readPointSettings(tx)
  for (const tag of unsettled) {
    if (!isTagType(tag.type)) throw new Error(`The tag ${tag.slug} has a type nobody knows: ${tag.type}`)
    const { own, inherited } = pointsOf({ slug: tag.slug, type: tag.type, aspect: tag.aspect }, Math.max(tag.df, 1), total, settings)
    await tx.tag.update({
      where: { id: tag.id },
      data: { points: own, inheritedPoints: inherited },
      select: { id: true },
    })
  }
}
