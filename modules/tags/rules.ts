/** What makes a good vocabulary: one name, one tag. Pure; the form and the commands ask the same rules. */
import type { Problem } from '@/lib/errors'
import { slugify } from '@/lib/slug'
import { foldName } from './match'
import { TAG_LABEL_MAX_CHARACTERS } from './schema'
import { type TagType, tagTypeLabel } from './tag-types'

/** What the rules look at. */
export type NamedTag = { id: number; slug: string; label: string; type: string; aliases: readonly string[] }

/** Aliases without repeats and without the label itself, compared folded; the first spelling stays. */
export function tidyAliases(label: string, aliases: readonly string[]): string[] {
  const seen = new Set([foldName(label)])
  return aliases.filter((alias) => {
    const key = foldName(alias)
    if (key === '' || seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** The slug of a new tag; with its type in front where the plain one is taken by another type; null when nothing is left. */
export function newTagSlug(label: string, type: TagType, taken: (slug: string) => boolean): string | null {
  const plain = slugify(label)
  if (plain === '') return null
  // "area-" and "region-" are the reference data's, and an area's tag page is its area page.
  // The others are pages beside those of the tags in the newsroom.
  const candidates = /^(area|region)-|^(new|operations|bulk|health|coverage)$/.test(plain)
    ? [`${type}-${plain}`]
    : [plain, `${type}-${plain}`]
  return candidates.find((slug) => !taken(slug)) ?? null
}

type Names = { id: number | null; type: string; label: string; aliases: readonly string[] }

/** Names of a tag that another one of its type has: which field they are of, and whose they are, in words. */
export function takenNames(tag: Names, all: readonly NamedTag[]): { field: 'label' | 'aliases'; name: string; holder: string }[] {
  const owner = new Map<string, NamedTag>()
  for (const other of all) {
    if (other.id === tag.id || other.type !== tag.type) continue
    for (const name of [other.label, ...other.aliases]) if (!owner.has(foldName(name))) owner.set(foldName(name), other)
  }
  const taken = (field: 'label' | 'aliases') => (name: string) => {
    const other = owner.get(foldName(name))
    return other ? [{ field, name, holder: described(other) }] : []
  }
  return [...taken('label')(tag.label), ...tag.aliases.flatMap(taken('aliases'))]
}

/**
 * Refusals where a name is already another tag's of the same type. The same name may belong to tags of two types:
 * the ombudsman is an organisation, complaints to it are a theme.
 */
export function nameCollisions(tag: Names, all: readonly NamedTag[]): Problem[] {
  return takenNames(tag, all).map(({ field, name, holder }) => {
    const todo = field === 'label' ? 'Use that tag, or enter another label' : 'Remove it here or there'
    return { field, message: `“${name}” already names the tag ${holder}. ${todo}` }
  })
}

const described = (tag: NamedTag): string => `“${tag.label}” (${(tagTypeLabel[tag.type as TagType]?.one ?? tag.type).toLowerCase()})`

/** Words in any order, plural endings off: "EHC plan" and "EHC plans" come to the same. */
export const gist = (name: string): string =>
  foldName(name)
    .split(' ')
    .filter((word) => word !== 'and' && word !== 'the' && word !== 'of')
    .map((word) => (word.length > 3 ? word.replace(/s$/, '') : word))
    .sort()
    .join(' ')

/** One typing slip apart: one character added, dropped or replaced, or two neighbours swapped. */
function slipApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start += 1
  const [restA, restB] = [a.slice(start), b.slice(start)]
  if (restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)) return true
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2)
}

/** Without small words: “C&M” and “C&W” are two bodies. */
const SLIP_MIN_CHARACTERS = 6
const digitsOf = (name: string): string => name.match(/\d+/g)?.join(' ') ?? ''

/**
 * Tags, of any type, that a new one called `label` may be a second spelling of: the same words in another order or
 * number, or one slip away. A warning to show beside the form, never a refusal.
 */
export function nearDuplicates<T extends NamedTag>(label: string, all: readonly T[], limit = 5): T[] {
  const [folded, wanted] = [foldName(label), gist(label)]
  if (folded === '') return []
  const alike = (name: string): boolean =>
    gist(name) === wanted ||
    (wanted.length >= SLIP_MIN_CHARACTERS && digitsOf(name) === digitsOf(label) && slipApart(foldName(name), folded))
  return all.filter((tag) => [tag.label, ...tag.aliases].some(alike)).slice(0, limit)
}

/**
 * The label a new tag would get from what was typed into the tag field; null when that is no name, is too long for one,
 * or is a tag's already, as its label or another name.
 */
export function labelToMake(typed: string, all: readonly Pick<NamedTag, 'label' | 'aliases'>[]): string | null {
  const label = typed.replace(/\s+/g, ' ').trim()
  const folded = foldName(label)
  if (folded === '' || label.length > TAG_LABEL_MAX_CHARACTERS) return null
  return all.some((tag) => [tag.label, ...tag.aliases].some((name) => foldName(name) === folded)) ? null : label
}

/** The chain that would close into a circle if `broaderId` became broader than `tagId`: labels from the tag round to itself; null when none does. */
export function broaderCycle(
  tagId: number,
  broaderId: number,
  all: readonly { id: number; label: string; broaderId: number | null }[],
): string[] | null {
  const byId = new Map(all.map((tag) => [tag.id, tag]))
  const labels = [byId.get(tagId)?.label ?? '']
  const seen = new Set<number>()
  for (let at: number | null = broaderId; at !== null && !seen.has(at); at = byId.get(at)?.broaderId ?? null) {
    seen.add(at)
    labels.push(byId.get(at)?.label ?? '')
    if (at === tagId) return labels
  }
  return null
}
