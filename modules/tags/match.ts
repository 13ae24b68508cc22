/** Finding tags as an editor types. Pure; runs in the browser over the whole vocabulary. */
import { TAG_TYPES, type TagType } from './tag-types'

/** What the tag field knows of a tag. */
export type PickerTag = {
  id: number
  slug: string
  label: string
  type: TagType
  aliases: string[]
  description: string
  doNotRelate: boolean
  /** Offered in one press once this one is chosen: an area's boards and forum. */
  companions: { slug: string; kind: string }[]
  /** Stories carrying it, drafts among them. */
  uses: number
  /** Of a thing that is no more: "ended 31 March 2027 → Vale ICB". Stories of its days still take it. */
  ended?: string
}

/** One found tag; `alias` is the other name that matched, where the label itself did not. */
export type TagMatch = { tag: PickerTag; alias: string | null }

/** Case, accents, apostrophes and punctuation folded; "&" read as "and". */
export function foldName(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[‘’ʼ'`´]/g, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

// Smaller is better.
const NO_MATCH = 99

function distance(name: string, query: string): number {
  if (name === query) return 0
  if (name.startsWith(query)) return 2
  const words = name.split(' ')
  const wanted = query.split(' ')
  // "south icb" finds "South Yorkshire ICB": every typed word begins a word of the name, in the same order.
  let at = 0
  for (const word of wanted) {
    while (at < words.length && !words[at]?.startsWith(word)) at += 1
    if (at === words.length) return NO_MATCH
    at += 1
  }
  return 4
}

function best(tag: PickerTag, query: string): { rank: number; alias: string | null } {
  let found = {
    rank: distance(foldName(tag.label), query),
    alias: null as string | null,
  }
  for (const alias of tag.aliases) {
    // An alias counts a little less than the label: 1, 3, 5 beside 0, 2, 4.
    const rank = distance(foldName(alias), query) + 1
    if (rank < found.rank) found = { rank, alias }
  }
  return found
}

/**
 * Tags that `query` finds by label, alias, prefix or word prefix, best first: whole name, beginning, word beginning;
 * then type order, more used, label. An empty query finds nothing.
 */
export function matchTags(query: string, tags: readonly PickerTag[], limit = 20): TagMatch[] {
  const wanted = foldName(query)
  if (wanted === '') return []
  const found: { tag: PickerTag; rank: number; alias: string | null }[] = []
  for (const tag of tags) {
    const { rank, alias } = best(tag, wanted)
    if (rank < NO_MATCH) found.push({ tag, rank, alias })
  }
  found.sort(
    (a, b) =>
      a.rank - b.rank ||
      TAG_TYPES.indexOf(a.tag.type) - TAG_TYPES.indexOf(b.tag.type) ||
      b.tag.uses - a.tag.uses ||
      // “ehc” means EHC plans rather than EHC plan timeliness.
      a.tag.label.length - b.tag.label.length ||
      a.tag.label.localeCompare(b.tag.label, 'en-GB') ||
      a.tag.id - b.tag.id,
  )
  return found.slice(0, limit).map(({ tag, alias }) => ({ tag, alias }))
}

/** The same items grouped by type, the groups in the order of their best item, items in the order given. */
export function groupByType<T extends { tag: { type: TagType } }>(items: readonly T[]): { type: TagType; items: T[] }[] {
  const groups: { type: TagType; items: T[] }[] = []
  for (const item of items) {
    const group = groups.find((one) => one.type === item.tag.type)
    if (group) group.items.push(item)
    else groups.push({ type: item.tag.type, items: [item] })
  }
  return groups
}
