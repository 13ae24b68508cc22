/** Whether two tags can become one, and what becomes of the tags below. Pure. */
import type { Problem } from '@/lib/errors'
import { tidyAliases } from '@/modules/tags/rules'
import { TAG_ALIASES_MAX } from '@/modules/tags/schema'
import { isTagType, tagTypeLabel } from '@/modules/tags/tag-types'

export type MergedTag = { id: number; slug: string; label: string; type: string; broaderId: number | null; aliases: readonly string[] }

/** Records, maps and outcomes are found by the addresses of these: they stay. */
const FIXED_TYPES: readonly string[] = ['area', 'region', 'outcome', 'stage']
export const hasFixedAddress = (type: string): boolean => FIXED_TYPES.includes(type)

const typeWord = (type: string): string => (isTagType(type) ? tagTypeLabel[type].one.toLowerCase() : type)

/** What keeps `from` from being merged into `into`; the field is that of the form. */
export function mergeProblems(from: MergedTag, into: MergedTag): Problem[] {
  const refuse = (message: string): Problem[] => [{ field: 'intoSlug', message }]
  if (from.id === into.id) return refuse('Choose another tag: this one cannot be merged into itself')
  if (hasFixedAddress(from.type))
    return refuse(
      `“${from.label}” is one of the reference ${tagTypeMany(from.type)}, which inspection records are found by. Retire it instead`,
    )
  if (from.type === 'storyline')
    return refuse('A storyline has an order and a summary of its own. Move its stories to the other storyline, then conclude this one')
  if (from.type !== into.type)
    return refuse(
      `“${from.label}” is of the type ${typeWord(from.type)}, “${into.label}” of the type ${typeWord(into.type)}. Split the stories instead, or choose a tag of the same type`,
    )
  const names = movedNames(from, into).length + into.aliases.length
  if (names > TAG_ALIASES_MAX)
    return refuse(`Together they would have ${names} other names, and ${TAG_ALIASES_MAX} is the most. Remove some first`)
  return []
}

const tagTypeMany = (type: string): string => (isTagType(type) ? tagTypeLabel[type].many.toLowerCase() : type)

/** Names of `from` that become other names of `into`. */
export const movedNames = (from: MergedTag, into: MergedTag): string[] => {
  const all = tidyAliases(into.label, [...into.aliases, from.label, ...from.aliases])
  return all.filter((name) => !into.aliases.includes(name))
}

/**
 * The broader tag of each tag right below `from` once it is gone: `into`, but for the one on the way from `into` up to `from`,
 * which would close a circle: that one goes below what `from` is below.
 */
export function movedChildren(
  from: MergedTag,
  into: { id: number },
  all: readonly { id: number; broaderId: number | null }[],
): { id: number; broaderId: number | null }[] {
  const above = new Map(all.map((tag) => [tag.id, tag.broaderId]))
  const way = new Set<number>()
  for (let at: number | null = into.id; at !== null && !way.has(at); at = above.get(at) ?? null) way.add(at)
  return all
    .filter((tag) => tag.broaderId === from.id)
    .map(({ id }) => ({ id, broaderId: way.has(id) ? (from.broaderId === into.id ? null : from.broaderId) : into.id }))
}
