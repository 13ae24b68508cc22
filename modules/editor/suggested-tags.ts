/** Suggested tags as the editor page shows them, and what becomes of them. Pure. */
import type { Suggestion } from '@/modules/tags/suggest'

export type TagName = { slug: string; label: string }
export type SuggestedTag = Suggestion & { label: string }
/** `refused`: tags that this story does not want. */
export type SuggestedTags = { suggestions: SuggestedTag[]; refused: TagName[] }

/** What is left to decide: confident ones first, each part best first. */
export function openSuggestions(
  { suggestions, refused }: SuggestedTags,
  chosen: readonly { slug: string }[],
  refusedHere: readonly TagName[],
): { confident: SuggestedTag[]; possible: SuggestedTag[] } {
  const decided = new Set([...chosen, ...refused, ...refusedHere].map(({ slug }) => slug))
  const open = suggestions.filter(({ slug }) => !decided.has(slug))
  return { confident: open.filter(({ confident }) => confident), possible: open.filter(({ confident }) => !confident) }
}

/** "A", "A and B", "A, B and C". */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

export type Place = { field: 'headline' | 'standfirst' | 'body'; from: number; to: number }

/** Where a sentence of the whole text stands: in which field, from which character of it. */
export function placeOf({ start, end }: { start: number; end: number }, words: { headline: string; standfirst: string }): Place {
  const standfirst = words.headline.length + 1
  const body = standfirst + words.standfirst.length + 1
  if (start < standfirst) return { field: 'headline', from: start, to: end }
  if (start < body) return { field: 'standfirst', from: start - standfirst, to: end - standfirst }
  return { field: 'body', from: start - body, to: end - body }
}
