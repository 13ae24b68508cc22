/**
 * Whether two headlines tell the same story twice: a rewrite or a copy, not the next story of its kind. Pure.
 * Careful on purpose: a missed copy costs a slot, a wrong match hides an honest story.
 */

const SAME_WORDS = 0.7

/** All words, folded; numbers and single letters are words too ("Phase 2", "Option B"). */
export function headlineWords(headline: string): Set<string> {
  const folded = headline.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[‘’']/g, '').toLowerCase()
  return new Set(folded.match(/[\p{L}\p{N}]+/gu) ?? [])
}

const numbersOf = (words: Set<string>): string =>
  [...words]
    .filter((word) => /\p{N}/u.test(word))
    .sort()
    .join(' ')
const contains = (whole: Set<string>, part: Set<string>): boolean => [...part].every((word) => whole.has(word))
const sameAreas = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a.every((id) => b.includes(id))

/**
 * True when the headlines share at least seven tenths of their words, one says nothing the other does not, their
 * numbers are the same, and both stories are about the same areas (`areaIds`, any order).
 */
export function isNearDuplicate(
  a: { headline: string; areaIds: readonly number[] },
  b: { headline: string; areaIds: readonly number[] },
): boolean {
  if (!sameAreas(a.areaIds, b.areaIds)) return false
  const [one, other] = [headlineWords(a.headline), headlineWords(b.headline)]
  if (one.size === 0 || numbersOf(one) !== numbersOf(other)) return false
  const [longer, shorter] = one.size >= other.size ? [one, other] : [other, one]
  return contains(longer, shorter) && shorter.size / longer.size >= SAME_WORDS
}
