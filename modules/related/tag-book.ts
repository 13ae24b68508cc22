/**
 * What tags are called and worth, kept in this process by who asks for many lists: it was a quarter of a list's cost, and
 * changes seldom. The database says by a stamp whether it still holds; until it is read anew, each answer brings its own tags.
 */
import { isRelatingType, type TagType } from '@/modules/tags/tag-types'
import { columnsOf, isNumber, isText, isType } from './pool-columns'

/** A tag as a list names and weighs it. */
export type NamedTag = { id: number; slug: string; label: string; type: TagType; points: number }

/** By id, of all tags that live stories use, at the moment of the stamp; without a stamp it holds nothing. */
export type TagBook = { readonly stamp: string | null; readonly tags: ReadonlyMap<number, NamedTag> }

const NONE: TagBook = { stamp: null, tags: new Map() }

/** Some 20 MB: a vocabulary beyond that is brought along by each answer. */
const TAGS_KEPT_MAX = 50_000
/** Milliseconds: a bulk change changes tags many times a second, and a database that is away is not asked for more. */
const REST = 1_000
const REST_AFTER_FAULT = 60_000
/** A vocabulary hardly shrinks, and reading one that is not kept after all is dear. */
const REST_AFTER_TOO_MANY = 6 * 3_600_000

/** The tags of an answer of related_pool or related_tags. Throws when it says none. */
export function namedTags(answer: unknown): Map<number, NamedTag> {
  const { rows, of } = columnsOf(answer, 'tags', 'id')
  const [id, slug, label, type, points] = [
    of('id', isNumber),
    of('slug', isText),
    of('label', isText),
    of('type', isType),
    of('points', isNumber),
  ]
  const tags = new Map<number, NamedTag>()
  for (let row = 0; row < rows; row += 1)
    tags.set(id(row), { id: id(row), slug: slug(row), label: label(row), type: type(row), points: points(row) })
  return tags
}

export const isRelating = ({ type, points }: NamedTag): boolean => isRelatingType(type) && points > 0

/** The stamp an answer holds for. */
export const stampOf = (answer: unknown): string | null => {
  const { stamp } = answer as { stamp?: unknown }
  return typeof stamp === 'string' ? stamp : null
}

export type KeptTags = {
  readonly book: TagBook
  /** An answer came with another stamp: the tags are read anew, in the background and once. Never rejects. */
  renew: () => Promise<void>
}

/** `read` answers what related_tags does. */
export function keepTags(read: () => Promise<unknown>): KeptTags {
  let [book, reading, restsUntil] = [NONE, null as Promise<void> | null, 0]
  const renewed = async (): Promise<void> => {
    try {
      const answer = await read()
      const tags = namedTags(answer)
      const tooMany = tags.size > TAGS_KEPT_MAX
      book = tooMany ? NONE : { stamp: stampOf(answer), tags }
      restsUntil = performance.now() + (tooMany ? REST_AFTER_TOO_MANY : REST)
    } catch {
      // Lists come with their tags, or say themselves that the database is away.
      restsUntil = performance.now() + REST_AFTER_FAULT
    }
    reading = null
  }
  return {
    get book() {
      return book
    },
    renew: () => {
      if (!reading && performance.now() < restsUntil) return Promise.resolve()
      reading ??= renewed()
      return reading
    },
  }
}
