/** What a reader typed, said in the other ways that mean the same: "EHCP" also finds stories that write "EHC plan". Pure. */
import { listTerms } from '@/modules/glossary/find-terms'

/** Other ways to say the query, besides the one that was typed. */
const OTHERS_MAX = 5
/** Signs of somebody who says exactly what to look for: a phrase, a word left out, another search. */
const EXACT = /["“”]|(?:^|\s)-\S|(?:^|\s)or(?:\s|$)/i

type Name = { words: string; pattern: RegExp; others: readonly string[] }

/** Without its plural ending: the search takes care of endings, of whole words. */
const stem = (words: string): string => words.replace(/s$/i, '').toLowerCase()
/** One of singular and plural, as it is written. */
const forms = (words: readonly string[]): string[] =>
  words.filter((one, at) => words.findIndex((other) => stem(other) === stem(one)) === at)

const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
/** However it is typed: without its comma, its hyphen or its apostrophe, in the plural. */
const pattern = (words: string): RegExp => {
  const loose = escaped(stem(words)).replace(/,? /g, ',?\\s+').replace(/-/g, '[-\\s]?').replace(/[’']/g, "[’']?")
  return new RegExp(`(?<![\\p{L}\\p{N}])${loose}s?(?![\\p{L}\\p{N}])`, 'iu')
}

/** A hyphen is a word of its own to the search. */
const spellings = (words: string): string[] => [...new Set([words, words.replaceAll('-', ' ')])]

/** The short forms and the names of the glossary’s terms, the longest first. */
const NAMES: readonly Name[] = listTerms()
  .flatMap(({ short, names }) => {
    const all = forms([...names, ...short])
    return short.length === 0
      ? []
      : all.map((words) => ({ words, pattern: pattern(words), others: all.filter((one) => one !== words).flatMap(spellings) }))
  })
  .sort((a, b) => b.words.length - a.words.length)

/** The query for websearch_to_tsquery: what was typed, or the same with a term's other name in its place. */
export function withSynonyms(terms: string): string {
  if (EXACT.test(terms)) return terms
  const name = NAMES.find(({ pattern }) => pattern.test(terms))
  if (!name) return terms
  const others = name.others.slice(0, OTHERS_MAX).map((other) => terms.replace(name.pattern, `"${other}"`))
  return [terms, ...others].join(' or ')
}
