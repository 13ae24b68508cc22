/**
 * Whether two headlines tell the same story twice: a rewrite or a copy, not the next story of its kind. Pure.
 * Careful on purpose: a missed copy costs a slot, a wrong match hides an honest story.
 */

/** What is compared of a story, worked out once. */
export type Telling = { words: Set<string>; numbers: string; areaIds: readonly number[] }

/** `areaIds`: the areas the story is about, any order. All words count; numbers and single letters are words too ("Phase 2", "Option B"). */
export function tellingOf(headline: string, areaIds: readonly number[]): Telling {
  const folded = headline.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[‘’']/g, '').toLowerCase()
  const words = folded.match(/[\p{L}\p{N}]+/gu) ?? []
  const numbers = words.filter((word) => /\p{N}/u.test(word))
  return { words: new Set(words), numbers: [...new Set(numbers)].sort().join(' '), areaIds }
}

const sameAreas = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a.every((id) => b.includes(id))

function contains(whole: Set<string>, part: Set<string>): boolean {
  for (const word of part) if (!whole.has(word)) return false
  return true
}

/**
 * True when the headlines share at least `share` of their words (a part of 1), one says nothing the other does not,
 * their numbers are the same, and both stories are about the same areas.
 */
export function isNearDuplicate(a: Telling, b: Telling, share: number): boolean {
  if (a.numbers !== b.numbers || a.words.size === 0 || !sameAreas(a.areaIds, b.areaIds)) return false
  const [longer, shorter] = a.words.size >= b.words.size ? [a.words, b.words] : [b.words, a.words]
  return shorter.size / longer.size >= share && contains(longer, shorter)
}
