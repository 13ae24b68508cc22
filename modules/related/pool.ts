/** The one place that checks what the database function related_pool answers, and turns it into candidates. Pure. */
import { z } from 'zod'
import { isRelatingType, TAG_TYPES } from '@/modules/tags/tag-types'
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
    }),
  ),
  tags: z.array(z.object({ id: z.number().int(), slug: z.string(), label: z.string(), type: z.enum(TAG_TYPES), points: z.number().int() })),
})

type NamedTag = z.infer<typeof poolSchema>['tags'][number]

function named(tagIds: readonly number[], byId: Map<number, NamedTag>): NamedTag[] {
  const found: NamedTag[] = []
  for (const id of tagIds) {
    const tag = byId.get(id)
    if (tag) found.push(tag)
  }
  return found
}

function toCandidate(
  row: z.infer<typeof poolSchema>['candidates'][number],
  byId: Map<number, NamedTag>,
  relating: readonly NamedTag[],
): RelatedCandidate {
  const own = named(row.tags, byId)
  const candidate: RelatedCandidate = {
    number: row.number,
    slug: row.slug,
    headline: row.headline,
    standfirst: row.standfirst,
    firstPublishedAt: new Date(row.at),
    score: row.score,
    points: row.points,
    pin: row.pin,
    reasons: [],
    areas: [],
    ownTags: [],
    ownPoints: [],
    storylines: [],
  }
  for (const tag of relating) {
    const { id, slug, type, label, points } = tag
    if (row.tags.includes(id)) candidate.reasons.push({ id, tag: slug, type, label, points })
  }
  for (const { id, type, label, points } of own) {
    candidate.ownTags.push(id)
    candidate.ownPoints.push(points)
    if (type === 'area') candidate.areas.push({ id, label })
    if (type === 'storyline') candidate.storylines.push(id)
  }
  return candidate
}

/**
 * The candidates of `answer`, in its order, and which of `ownTags` (the read story's relating tags) are areas. Throws
 * when it is not a pool.
 */
export function readPool(answer: unknown, ownTags: readonly number[]): { candidates: RelatedCandidate[]; areaIds: ReadStory['areaIds'] } {
  const pool = poolSchema.parse(answer)
  const byId = new Map(pool.tags.map((tag) => [tag.id, tag]))
  const own = named(ownTags, byId)
  const relating = own.filter((tag) => isRelatingType(tag.type) && tag.points > 0).sort((a, b) => b.points - a.points || a.id - b.id)
  const candidates = pool.candidates.map((row) => toCandidate(row, byId, relating))
  return { candidates, areaIds: own.filter((tag) => tag.type === 'area').map((tag) => tag.id) }
}
