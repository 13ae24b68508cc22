/**
 * How old a reader should be: the Automated Readability Index (Senter and Smith 1967, Aerospace Medical Research
 * Laboratories, AMRL-TR-66-220), which counts letters, words and sentences and needs no guess at syllables. It answers a
 * school year of the United States; five years more are the age. Pure.
 */
import { sentencesOf } from '@/modules/tags/suggest-words'

/** Below so many words a number would say more than it knows. */
export const READING_WORDS_MIN = 60
const AGE_OF_FIRST_YEAR = 5

/** What it was worked out from: the newsroom’s own sentences, without quotations and headings. */
export type ReadingAge = { age: number | null; words: number; sentences: number }

const WORD = /[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu

/** The sentences of one line, with their places in it. */
export const sentencesIn = (line: string) =>
  sentencesOf({ headline: '', standfirst: '', paragraphs: [line] }).map(({ text, start, end }) => ({
    text,
    start: start - 2,
    end: end - 2,
  }))

export const countWords = (text: string): number => text.match(WORD)?.length ?? 0

/** The reading age of these lines, in whole years; null where there are too few words to say. */
export function readingAge(lines: readonly string[]): ReadingAge {
  const sentences = lines.flatMap(sentencesIn).filter(({ text }) => countWords(text) > 1)
  const words = sentences.flatMap(({ text }) => text.match(WORD) ?? [])
  const letters = words.reduce((sum, word) => sum + word.replace(/[^\p{L}\p{N}]/gu, '').length, 0)
  if (words.length < READING_WORDS_MIN) return { age: null, words: words.length, sentences: sentences.length }
  const year = 4.71 * (letters / words.length) + 0.5 * (words.length / sentences.length) - 21.43
  return { age: Math.max(AGE_OF_FIRST_YEAR + 1, Math.round(year + AGE_OF_FIRST_YEAR)), words: words.length, sentences: sentences.length }
}
