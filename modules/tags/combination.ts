/** Two tags together: an area and a theme, an outcome and a region. Which pairs are offered, and where they stand. Pure. */
import { tagFeedPath, tagPath } from './paths'
import { isTagType, TAG_TYPES, type TagType } from './tag-types'

/** What a page of two tags needs of each. */
export type CombinedTag = { id: number; slug: string; label: string; type: string }

/** From so many stories on, a page links a combination; one alone is not offered to search engines; from three it is in the sitemap. */
export const COMBINATION_LINKED_FROM = 2
export const COMBINATION_INDEXED_FROM = 2
export const COMBINATION_IN_SITEMAP_FROM = 3

/** The types offered beside a tag of each type. A person is combined with nothing: who is where is no list of ours to draw. */
const OFFERED: Record<TagType, readonly TagType[]> = {
  area: ['theme'],
  organisation: ['theme'],
  person: [],
  theme: ['area', 'region', 'theme'],
  storyline: [],
  outcome: ['region', 'theme'],
  stage: ['region', 'theme'],
  'person-role': [],
  region: ['theme', 'outcome'],
}

/** Types that nothing joins with another tag, not even at an address that somebody typed. */
const NEVER_COMBINED: readonly string[] = ['person', 'person-role']

/** Whether any list of ours, for readers or for programs, joins these two tags. */
export const mayBeCombined = (one: { type: string }, other: { type: string }): boolean =>
  ![one, other].some((tag) => NEVER_COMBINED.includes(tag.type))

export const offeredBeside = (type: string): readonly TagType[] => (isTagType(type) ? OFFERED[type] : [])

const rank = (type: string): number => (isTagType(type) ? TAG_TYPES.indexOf(type) : TAG_TYPES.length)

/** The one order of a pair: by type, as tags are offered, then by slug. */
export const inOrder = <T extends { slug: string; type: string }>(one: T, other: T): [T, T] =>
  (rank(one.type) - rank(other.type) || (one.slug < other.slug ? -1 : 1)) > 0 ? [other, one] : [one, other]

/** Where stories of both are, for slugs in their order. */
export const combinationPath = (slug: string, other: string): string => `/tags/${slug}/with/${other}`

/** Their feeds, without the ending: add .atom, .rss or .json. */
export const combinationFeedPath = (slug: string, other: string): string => `/feeds/tags/${slug}/with/${other}`

export type Combination =
  | { state: 'found'; tags: [CombinedTag, CombinedTag] }
  | { state: 'moved'; path: string; feed: string /** Of the tags there. */; slugs: string[] }
  | { state: 'missing' }

/**
 * What an address of two slugs stands for. `one` and `other` are what the slugs lead to, also by an old address; `above` the ids
 * of every broader tag of each. A pair of which one is broader has no page of its own: it is the page of the narrower.
 * With a person there is none.
 */
export function combinationOf(
  asked: { slug: string; other: string },
  one: (CombinedTag & { above: readonly number[] }) | null,
  other: (CombinedTag & { above: readonly number[] }) | null,
): Combination {
  if (!one || !other) return { state: 'missing' }
  if (one.id === other.id || one.above.includes(other.id)) return alone(one.slug)
  if (other.above.includes(one.id)) return alone(other.slug)
  if (!mayBeCombined(one, other)) return { state: 'missing' }
  const tags = inOrder(one, other)
  const [first, second] = [tags[0].slug, tags[1].slug]
  if (first === asked.slug && second === asked.other) return { state: 'found', tags }
  return { state: 'moved', path: combinationPath(first, second), feed: combinationFeedPath(first, second), slugs: [first, second] }
}

const alone = (slug: string): Combination => ({ state: 'moved', path: tagPath(slug), feed: tagFeedPath(slug), slugs: [slug] })

/** "Rotherham and EHC plans" */
export const combinationLabel = ([one, other]: readonly [CombinedTag, CombinedTag]): string => `${one.label} and ${other.label}`
