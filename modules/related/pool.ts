/** The one place that checks what the database function related_pool answers, and turns it into candidates. Pure. */
import { z } from 'zod'
import { TAG_TYPES } from '@/modules/tags/tag-types'
import type { ReadStory } from './rank'
import type { RelatedCandidate } from './views'

/** Candidates asked for: enough for five links after caps and diversity. */
export const POOL_SIZE = 40

const ids = z.array(z.number().int())
const poolSchema = z.object({
  candidates: z.array(
    z.object({
      number: z.number().int(),
      slug: z.string(),
      headline: z.string(),
      standfirst: z.string(),
      at: z.number(),
      score: z.number().int(),
      points: z.number().int(),
      pin: z.number().int().nullable(),
      tags: ids,
      shared: ids,
    }),
  ),
  tags: z.array(z.object({ id: z.number().int(), slug: z.string(), label: z.string(), type: z.enum(TAG_TYPES), points: z.number().int() })),
})

type NamedTag = z.infer<typeof poolSchema>['tags'][number]

/** The candidates of `answer`, in its order, and which of `ownTags` (the read story's) are areas. Throws when it is not a pool. */
export function readPool(answer: unknown, ownTags: readonly number[]): { candidates: RelatedCandidate[]; areaIds: ReadStory['areaIds'] } {
  const pool = poolSchema.parse(answer)
  const byId = new Map(pool.tags.map((tag) => [tag.id, tag]))
  const known = (tagIds: readonly number[]): NamedTag[] => tagIds.flatMap((id) => byId.get(id) ?? [])
  const areasOf = (tagIds: readonly number[]) => known(tagIds).filter((tag) => tag.type === 'area')
  const candidates = pool.candidates.map(({ at, tags, shared, ...row }): RelatedCandidate => {
    const own = known(tags)
    return {
      ...row,
      firstPublishedAt: new Date(at),
      reasons: known(shared).map((tag) => ({ id: tag.id, tag: tag.slug, type: tag.type, label: tag.label, points: tag.points })),
      areas: areasOf(tags).map((tag) => ({ id: tag.id, label: tag.label })),
      ownTags: own.map((tag) => tag.id),
      ownPoints: own.map((tag) => tag.points),
      storylines: own.filter((tag) => tag.type === 'storyline').map((tag) => tag.id),
    }
  })
  return { candidates, areaIds: areasOf(ownTags).map((tag) => tag.id) }
}
