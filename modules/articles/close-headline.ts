/** How nearly two headlines are the same, for a person to confirm. Pure. */
import { headlineKey } from './headline-key'

/** From here on two headlines are offered as the same one. */
export const CLOSE_LIKENESS = 0.8
const TYPOS_MAX = 2

const wordsOf = (key: string): string[] => key.split(' ')
const numbersOf = (words: readonly string[]): string =>
  words
    .filter((word) => /\p{N}/u.test(word))
    .sort()
    .join(' ')

/** The words that both have, as a part of those of the longer one. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((word) => b.has(word)).length
  return shared / Math.max(a.size, b.size)
}

/** Characters to type, delete or exchange to make one of the other; more than `max` is not counted out: max + 1. */
export function editDistance(a: string, b: string, max: number): number {
  const [from, to] = [Array.from(a), Array.from(b)]
  if (Math.abs(from.length - to.length) > max) return max + 1
  let row = to.map((_, at) => at + 1)
  for (let y = 1; y <= from.length; y += 1) {
    let [corner, left] = [y - 1, y]
    row = row.map((above, x) => {
      const next = Math.min(above + 1, left + 1, corner + (from[y - 1] === to[x] ? 0 : 1))
      corner = above
      left = next
      return next
    })
  }
  return Math.min(row.at(-1) ?? from.length, max + 1)
}

/**
 * 0 to 1: 1 when headlineKey calls them the same; by the words they share, or by the letters where only one or two are
 * mistyped. Headlines with different numbers are never alike: they tell of different years, or phases.
 */
export function headlineLikeness(a: string, b: string): number {
  const [one, other] = [headlineKey(a), headlineKey(b)]
  if (one === other) return 1
  const [words, otherWords] = [wordsOf(one), wordsOf(other)]
  if (numbersOf(words) !== numbersOf(otherWords)) return 0
  const shared = overlap(new Set(words), new Set(otherWords))
  const length = Math.max(one.length, other.length)
  const typos = length < 10 ? 1 : TYPOS_MAX
  const distance = editDistance(one, other, typos)
  // The same words in another order share all of them and are still not the same headline.
  return Math.min(0.99, distance <= typos ? Math.max(shared, 1 - distance / length) : shared)
}

/**
 * What a full-text query asks for to find such headlines: any two of the four longest words, for at most one of them
 * differs; any word of a short one. Words are letters and digits alone.
 */
export function closeQuery(headline: string): string {
  const words = [...new Set(wordsOf(headlineKey(headline)).flatMap((word) => word.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []))]
  const telling = words.sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).map((word) => `'${word}':A`)
  if (telling.length <= 3) return telling.join(' | ')
  const four = telling.slice(0, 4)
  return four.flatMap((word, at) => four.slice(at + 1).map((other) => `(${word} & ${other})`)).join(' | ')
}

/** Fewer characters are in too many headlines. */
const PART_MIN_CHARACTERS = 3

/**
 * Whether a headline holds what was typed: every word of it, the last one perhaps not typed to its end. "phrase" when the
 * words stand there in this order, one after another.
 */
export function isPartOf(typed: string, headline: string): 'phrase' | 'words' | false {
  const [part, whole] = [headlineKey(typed), headlineKey(headline)]
  if (part.length < PART_MIN_CHARACTERS) return false
  if (` ${whole}`.includes(` ${part}`)) return 'phrase'
  const [words, there] = [wordsOf(part), wordsOf(whole)]
  const last = words.pop() ?? ''
  return words.every((word) => there.includes(word)) && there.some((word) => word.startsWith(last)) ? 'words' : false
}

/** What a full-text query asks for to find headlines that hold these words; '' for too few characters. */
export function partQuery(typed: string): string {
  const words = headlineKey(typed).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  if (words.join(' ').length < PART_MIN_CHARACTERS) return ''
  return words.map((word, at) => `'${word}':${at === words.length - 1 ? '*' : ''}A`).join(' & ')
}
