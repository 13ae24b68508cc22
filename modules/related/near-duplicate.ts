/**
 * Whether two headlines tell the same story twice: a rewrite or a copy, not the next story of its kind. Pure.
 * Careful on purpose: a missed copy costs a slot, a wrong match hides an honest story.
 */

/** What is compared of a story. The headline is taken apart when it is first needed, once. */
export type Telling = { headline: string; areaIds: readonly number[]; words?: Words }
type Words = { all: Set<string>; numbers: string }

/** `areaIds`: the areas the story is about, any order. All words count; numbers and single letters are words too ("Phase 2", "Option B"). */
export const tellingOf = (headline: string, areaIds: readonly number[]): Telling => ({ headline, areaIds })

function takenApart(telling: Telling): Words {
  if (telling.words) return telling.words
  const all = new Set(wordsOf(telling.headline.replace(/[‘’']/g, '')))
  const numbers = /\p{N}/u.test(telling.headline) ? [...all].filter((word) => /\p{N}/u.test(word)) : []
  telling.words = { all, numbers: numbers.sort().join(' ') }
  return telling.words
}

/** Forty headlines are taken apart for a list, nearly all of plain letters: those need no folding, which takes most of the time. */
function wordsOf(headline: string): string[] {
  if (/^[\x20-\x7e]*$/.test(headline)) return headline.toLowerCase().match(/[a-z0-9]+/g) ?? []
  return (
    headline
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
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
  if (!sameAreas(a.areaIds, b.areaIds)) return false
  const [one, other] = [takenApart(a), takenApart(b)]
  if (one.numbers !== other.numbers || one.all.size === 0) return false
  const [longer, shorter] = one.all.size >= other.all.size ? [one.all, other.all] : [other.all, one.all]
  return shorter.size / longer.size >= share && contains(longer, shorter)
}
