/** What ails a vocabulary: which tags and stories need a hand. Pure. */
import { foldName } from '@/modules/tags/match'
import { gist, nearDuplicates } from '@/modules/tags/rules'
import { isRelatingType } from '@/modules/tags/tag-types'
import { hasFixedAddress } from './merging'

/** In the order of what is worth doing first: people wait, readers are misled, related lists suffer, the list is untidy. */
export const HEALTH_SECTIONS = ['retired', 'duplicates', 'thin', 'broad', 'once', 'unused'] as const
export type HealthSection = (typeof HEALTH_SECTIONS)[number]

export type HealthTag = {
  id: number
  slug: string
  label: string
  type: string
  version: number
  aliases: string[]
  doNotRelate: boolean
  retired: boolean
  /** Other tags are narrower than it, or it is offered with an area: it is there for their sake. */
  needed: boolean
  /** Live stories carrying it themselves; drafts and withdrawn stories whose newest words do. */
  live: number
  notLive: number
}

/** A tag on more than this share of the live stories says little, once there are as many stories as a person remembers. */
export const BROAD_SHARE = 0.25
export const BROAD_FROM_STORIES = 20
/** Fewer tags than this on a live story are too few to be found and related by. */
export const TAGS_WANTED = 2

/** Types that the record makes, used or not. */
const OF_THE_RECORD = new Set(['area', 'region', 'outcome', 'stage'])

const isTidied = (tag: HealthTag): boolean => !tag.retired && !tag.needed && !OF_THE_RECORD.has(tag.type)

/** Tags that no story carries, by label. */
export const unusedTags = (tags: readonly HealthTag[]): HealthTag[] =>
  tags.filter((tag) => isTidied(tag) && tag.live + tag.notLive === 0).sort(byLabel)

/** Tags that one story carries: not yet a link between two. By label. */
export const onceTags = (tags: readonly HealthTag[]): HealthTag[] =>
  tags.filter((tag) => isTidied(tag) && tag.live + tag.notLive === 1).sort(byLabel)

/** Tags that relate and are on more than a quarter of `stories` live ones, the most frequent first. */
export const broadTags = (tags: readonly HealthTag[], stories: number): HealthTag[] =>
  stories < BROAD_FROM_STORIES
    ? []
    : tags
        .filter((tag) => isRelatingType(tag.type) && !tag.doNotRelate && !tag.retired && tag.live > stories * BROAD_SHARE)
        .sort((a, b) => b.live - a.live || byLabel(a, b))

/** `keep` has more stories. `stories`: those of the other one, which would move. */
export type DuplicatePair = { keep: HealthTag; goes: HealthTag; stories: number }

/**
 * Pairs of one type whose names are the same words in another order or number, or one slip of the keys apart; the pair that
 * would move most stories first. Leaves out kinds that cannot be merged. Quick with thousands of tags: only names that
 * come to the same, or to the same with one character left out, are compared.
 */
export function duplicatePairs(tags: readonly HealthTag[]): DuplicatePair[] {
  const named = tags.filter((tag) => !tag.retired && !hasFixedAddress(tag.type) && tag.type !== 'storyline')
  const pairs = new Map<string, DuplicatePair>()
  for (const group of alikeGroups(named)) {
    for (const tag of group) {
      const others = group.filter((other) => other.id !== tag.id && other.type === tag.type && sameNumbers(tag.label, other.label))
      for (const name of [tag.label, ...tag.aliases])
        for (const other of nearDuplicates(name, others, others.length)) {
          const [keep, goes] = uses(tag) > uses(other) || (uses(tag) === uses(other) && tag.id < other.id) ? [tag, other] : [other, tag]
          pairs.set(`${keep.id} ${goes.id}`, { keep, goes, stories: uses(goes) })
        }
    }
  }
  return [...pairs.values()].sort((a, b) => b.stories - a.stories || byLabel(a.keep, b.keep) || a.goes.id - b.goes.id)
}

/** “Framework 2016” and “Framework 2019” are two things. */
const sameNumbers = (a: string, b: string): boolean => {
  const [one, other] = [a, b].map((label) => label.match(/\d+/g)?.join(' ') ?? '')
  return one === other || one === '' || other === ''
}
const uses = (tag: HealthTag): number => tag.live + tag.notLive
const byLabel = (a: HealthTag, b: HealthTag): number => a.label.localeCompare(b.label, 'en-GB') || a.id - b.id

/** Two names one slip apart have a beginning of theirs in common when any one character is left out of each. */
function* keysOf(name: string): Generator<string> {
  yield `words ${gist(name)}`
  const folded = foldName(name)
  yield `slip ${folded}`
  for (let at = 0; at < folded.length; at += 1) yield `slip ${folded.slice(0, at)}${folded.slice(at + 1)}`
}

function alikeGroups(tags: readonly HealthTag[]): HealthTag[][] {
  const groups = new Map<string, Set<HealthTag>>()
  for (const tag of tags)
    for (const name of [tag.label, ...tag.aliases])
      for (const key of keysOf(name)) {
        const group = groups.get(key)
        if (group) group.add(tag)
        else groups.set(key, new Set([tag]))
      }
  return [...groups.values()].filter((group) => group.size > 1).map((group) => [...group])
}
