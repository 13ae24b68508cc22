/** Turns what the database function related_pool answers into candidates. Pure. */
import { correctionMark } from '@/modules/articles/correction-words'
import { columnsOf, isFlag, isNumber, isNumbers, isText } from './pool-columns'
import type { ReadStory } from './rank'
import { isRelating, type NamedTag, namedTags, stampOf, type TagBook } from './tag-book'
import { type OwnTelling, tellingOfOwn, thinness } from './thinness'
import type { RelatedCandidate } from './views'

/** Candidates asked for: enough for five links after caps and diversity. */
export const POOL_SIZE = 40

function named(tagIds: readonly number[], byId: ReadonlyMap<number, NamedTag>): NamedTag[] {
  const found: NamedTag[] = []
  for (const id of tagIds) {
    const tag = byId.get(id)
    if (tag) found.push(tag)
  }
  return found
}

/** Of the read story's own tags: those that can make a link, best first; and what they tell of it. */
type OwnTags = { relating: readonly NamedTag[]; told: OwnTelling }

/** The pool numbers the pins it was given; links to other sites have places between them. By number of the story. */
type Places = ReadonlyMap<number, number>

/** The candidates of `answer`, each a whole object from the start: copying objects took longer than all the rest. */
function candidatesOf(
  answer: unknown,
  byId: ReadonlyMap<number, NamedTag>,
  { relating, told }: OwnTags,
  places: Places,
): RelatedCandidate[] {
  const { rows, of, maybe } = columnsOf(answer, 'candidates', 'number')
  const [number, score, points, at] = [of('number', isNumber), of('score', isNumber), of('points', isNumber), of('at', isNumber)]
  const [slug, headline, standfirst] = [of('slug', isText), of('headline', isText), of('standfirst', isText)]
  const [tags, pin, inPassing] = [of('tags', isNumbers), maybe('pin', isNumber), maybe('inPassing', isNumbers)]
  const [explainer, correction, correctedAt] = [maybe('explainer', isFlag), maybe('correction', isText), maybe('correctedAt', isNumber)]
  const candidates: RelatedCandidate[] = []
  for (let row = 0; row < rows; row += 1) {
    const ids = tags(row)
    const shared = sharedOf(relating, ids, inPassing(row))
    const carried = named(ids, byId)
    const [pinned, corrected] = [pin(row), correctedAt(row)]
    candidates.push({
      number: number(row),
      slug: slug(row),
      headline: headline(row),
      standfirst: standfirst(row),
      firstPublishedAt: new Date(at(row)),
      score: score(row),
      points: points(row),
      pin: pinned === null ? null : (places.get(number(row)) ?? pinned),
      explainer: explainer(row) === true,
      reasons: shared.map(reasonOf),
      thin: thinness(shared, carried, told),
      areas: carried.filter(isArea),
      ownTags: carried.map(idOf),
      ownPoints: carried.map(pointsOf),
      storylines: carried.filter(isStoryline).map(idOf),
      correction: corrected === null ? null : correctionMark(correction(row), new Date(corrected)),
    })
  }
  return candidates
}

const idOf = ({ id }: NamedTag): number => id
const pointsOf = ({ points }: NamedTag): number => points
const isArea = ({ type }: NamedTag): boolean => type === 'area'
const isStoryline = ({ type }: NamedTag): boolean => type === 'storyline'
const reasonOf = ({ id, slug, type, label, points }: NamedTag) => ({ id, tag: slug, type, label, points })

/** Those of `relating` that a candidate carries, first those that it carries as a whole. */
function sharedOf(relating: readonly NamedTag[], ids: readonly number[], inPassing: readonly number[] | null): NamedTag[] {
  const shared = relating.filter(({ id }) => ids.includes(id))
  if (!inPassing) return shared
  return [...shared.filter(({ id }) => !inPassing.includes(id)), ...shared.filter(({ id }) => inPassing.includes(id))]
}

/** A story's relating tags, as related_sets_of says them: its own, and those that give small points. */
export type RelatingSets = { own: readonly number[]; inherited: readonly number[] }

/**
 * The candidates of `answer`, in its order, and which of the read story's own tags are areas. Of the reasons of one
 * candidate, those that both stories carry as a whole come first, then by points. Throws when it is not a pool.
 */
export function readPool(
  answer: unknown,
  sets: RelatingSets,
  places: Places = new Map(),
  book?: TagBook,
): { candidates: RelatedCandidate[]; areaIds: ReadStory['areaIds'] } {
  // Without tags of its own it was asked with the stamp of the book.
  const byId = book && book.stamp !== null && stampOf(answer) === book.stamp ? book.tags : namedTags(answer)
  const own = named(sets.own, byId)
  const passing = ({ id }: NamedTag): number => (sets.inherited.includes(id) ? 1 : 0)
  const relating = own.filter(isRelating).sort((a, b) => passing(a) - passing(b) || b.points - a.points || a.id - b.id)
  const candidates = candidatesOf(answer, byId, { relating, told: tellingOfOwn(own) }, places)
  return { candidates, areaIds: own.filter((tag) => tag.type === 'area').map((tag) => tag.id) }
}
