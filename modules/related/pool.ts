/** The one place that checks what the database function related_pool answers, and turns it into candidates. Pure. */
import { z } from 'zod'
import { isRelatingType, TAG_TYPES, type TagType } from '@/modules/tags/tag-types'
import type { ReadStory } from './rank'
import type { RelatedCandidate } from './views'

/** Candidates asked for: enough for five links after caps and diversity. */
export const POOL_SIZE = 40

const numbers = z.array(z.number().int()).nullable()
const texts = z.array(z.string()).nullable()
/** By columns, null where there is no row: much cheaper to write and to check than an object for each row. */
const poolSchema = z.object({
  candidates: z.object({
    number: numbers,
    slug: texts,
    headline: texts,
    standfirst: texts,
    at: z.array(z.number()).nullable(),
    score: numbers,
    points: numbers,
    pin: z.array(z.number().int().nullable()).nullable(),
    tags: z.array(z.array(z.number().int())).nullable(),
    inPassing: z.array(numbers).nullable(),
  }),
  tags: z.object({ id: numbers, slug: texts, label: texts, type: z.array(z.enum(TAG_TYPES)).nullable(), points: numbers }),
})

type Pool = z.infer<typeof poolSchema>
type NamedTag = { id: number; slug: string; label: string; type: TagType; points: number }

/** The value of a column in one row. Throws when the column is shorter than its table. */
function cell<T>(column: readonly T[] | null, row: number): T {
  const value = column?.[row]
  if (value === undefined) throw new Error(`related_pool answered columns of different lengths: none has a row ${row}.`)
  return value
}

function namedTags({ id, slug, label, type, points }: Pool['tags']): Map<number, NamedTag> {
  return new Map(
    (id ?? []).map((one, row) => [
      one,
      { id: one, slug: cell(slug, row), label: cell(label, row), type: cell(type, row), points: cell(points, row) },
    ]),
  )
}

function named(tagIds: readonly number[], byId: Map<number, NamedTag>): NamedTag[] {
  const found: NamedTag[] = []
  for (const id of tagIds) {
    const tag = byId.get(id)
    if (tag) found.push(tag)
  }
  return found
}

/** Types that say what two stories are about, beside where and who. */
const SUBJECTS: ReadonlySet<TagType> = new Set(['theme', 'person', 'storyline'])

/** Of the read story's own tags: those that can make a link, best first; and those that cannot, but say what happened. */
type OwnTags = { relating: readonly NamedTag[]; telling: readonly NamedTag[] }

function toCandidate(
  table: Pool['candidates'],
  row: number,
  byId: Map<number, NamedTag>,
  { relating, telling }: OwnTags,
): RelatedCandidate {
  const [tags, inPassing] = [cell(table.tags, row), cell(table.inPassing, row)]
  const candidate: RelatedCandidate = {
    number: cell(table.number, row),
    slug: cell(table.slug, row),
    headline: cell(table.headline, row),
    standfirst: cell(table.standfirst, row),
    firstPublishedAt: new Date(cell(table.at, row)),
    score: cell(table.score, row),
    points: cell(table.points, row),
    pin: cell(table.pin, row),
    reasons: [],
    placeAlone: false,
    areas: [],
    ownTags: [],
    ownPoints: [],
    storylines: [],
  }
  for (const isWhole of inPassing === null ? [true] : [true, false]) {
    for (const { id, slug, type, label, points } of relating)
      if (tags.includes(id) && isWhole !== inPassing?.includes(id)) candidate.reasons.push({ id, tag: slug, type, label, points })
  }
  candidate.placeAlone = !candidate.reasons.some(({ type }) => SUBJECTS.has(type)) && !telling.some(({ id }) => tags.includes(id))
  for (const { id, type, label, points } of named(tags, byId)) {
    candidate.ownTags.push(id)
    candidate.ownPoints.push(points)
    if (type === 'area') candidate.areas.push({ id, label })
    if (type === 'storyline') candidate.storylines.push(id)
  }
  return candidate
}

/** A story's relating tags, as related_sets_of says them: its own, and those that give small points. */
export type RelatingSets = { own: readonly number[]; inherited: readonly number[] }

/**
 * The candidates of `answer`, in its order, and which of the read story's own tags are areas. Of the reasons of one
 * candidate, those that both stories carry as a whole come first, then by points. Throws when it is not a pool.
 */
export function readPool(answer: unknown, sets: RelatingSets): { candidates: RelatedCandidate[]; areaIds: ReadStory['areaIds'] } {
  const pool = poolSchema.parse(answer)
  const byId = namedTags(pool.tags)
  const own = named(sets.own, byId)
  const passing = ({ id }: NamedTag): number => (sets.inherited.includes(id) ? 1 : 0)
  const relating = own
    .filter((tag) => isRelatingType(tag.type) && tag.points > 0)
    .sort((a, b) => passing(a) - passing(b) || b.points - a.points || a.id - b.id)
  const telling = own.filter(({ type }) => !isRelatingType(type) && type !== 'region')
  const candidates = (pool.candidates.number ?? []).map((_, row) => toCandidate(pool.candidates, row, byId, { relating, telling }))
  return { candidates, areaIds: own.filter((tag) => tag.type === 'area').map((tag) => tag.id) }
}
