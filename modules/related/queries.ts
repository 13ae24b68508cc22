import 'server-only'
import { db } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { headlineKey } from '@/modules/articles/headline-key'
import { POOL_SIZE, readPool } from './pool'
import { chooseRelated, RELATED_LIMIT } from './rank'
import type { RelatedLink } from './views'

/** A story as it stands in the editor, saved or not. */
export type UnsavedStory = {
  articleId: string | null
  headline: string
  tagSlugs: readonly string[]
  pins: readonly HandMadeLink[]
  exclusions: readonly { targetId: string }[]
  evergreen: boolean
}

/** As in a StoryInput. */
export type HandMadeLink = {
  headline: string
  targetId: string | null
  url?: string | null
  datedOn?: string | null
  expiresAt?: string | null
}

/**
 * Numbers of the live stories the pins point to or name, in the editor's order, as saving and publishing would fill
 * them: never the story itself or one of its headline, and by its headline where the story pointed to was deleted.
 */
async function pinTargets({ articleId, headline, pins }: UnsavedStory): Promise<number[]> {
  const ownKey = headlineKey(headline)
  const named = pins.filter((pin) => headlineKey(pin.headline) !== ownKey)
  if (named.length === 0) return []
  const chosen = named.flatMap((pin) => pin.targetId ?? [])
  const there = new Set((await db.article.findMany({ where: { id: { in: chosen } }, select: { id: true } })).map((row) => row.id))
  const keyed = named.map((pin) => ({ id: pin.targetId && there.has(pin.targetId) ? pin.targetId : null, key: headlineKey(pin.headline) }))
  const targets = await db.publishedArticle.findMany({
    where: {
      ...(articleId && { articleId: { not: articleId } }),
      OR: [
        { articleId: { in: keyed.flatMap((pin) => pin.id ?? []) } },
        { headlineKey: { in: keyed.filter((pin) => !pin.id).map((pin) => pin.key) } },
      ],
    },
    select: { number: true, articleId: true, headlineKey: true },
    orderBy: [{ firstPublishedAt: 'desc' }, { number: 'desc' }],
  })
  const numbers = keyed.flatMap(
    (pin) => targets.find((target) => (pin.id ? target.articleId === pin.id : target.headlineKey === pin.key))?.number ?? [],
  )
  return [...new Set(numbers)]
}

/**
 * The list readers would see if this story were published as it stands: the same engine over tags and pins that
 * need not be saved. Tags nobody else carries relate nothing; tags that do not exist are left aside.
 */
export async function previewRelated(actor: Actor, story: UnsavedStory, now: Date, limit: number = RELATED_LIMIT): Promise<RelatedLink[]> {
  permit(actor, 'article.read')
  const [article, tags, pins] = await Promise.all([
    story.articleId ? db.article.findUnique({ where: { id: story.articleId }, select: { number: true } }) : null,
    db.tag.findMany({ where: { slug: { in: [...story.tagSlugs] } }, select: { id: true } }),
    pinTargets(story),
  ])
  const number = article?.number ?? 0
  const own = tags.map((tag) => tag.id)
  const rows = await db.$queryRaw<{ pool: unknown; rel_tags: number[] }[]>`
    select s.rel_tags, related_pool(s.rel_tags, s.rel_inherited, ${number}::int, ${pins}::int[], '{}'::int[], ${now}::timestamptz,
      ${POOL_SIZE}::int) as pool
    from related_sets_of(${own}::int[]) s`
  const { candidates, areaIds } = readPool(rows[0]?.pool, rows[0]?.rel_tags ?? [])
  return chooseRelated(candidates, { number, headline: story.headline, areaIds }, limit)
}
