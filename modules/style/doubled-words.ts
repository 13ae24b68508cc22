/** Words typed twice: "the the". Pure. */
import type { Slip } from './slips'

const TWICE = /\b([a-z]+)(?: +\1)+\b/gi
/** What stands there more often is no slip of the keys. */
const TIMES_MAX = 3
/** Rightly said twice: "had had to wait", "so so", "very very". */
const RIGHTLY = new Set(
  'had that very many so far long really much no bye ha hear now there more little big never please can will'.split(' '),
)
/** "came in in March": the verb takes the first, the date the second. */
const PHRASAL =
  /\b(?:c[ao]m(?:e|es|ing)|br(?:ing|ings|ought|inging)|sets?|moved?s?|logg?(?:ed|s)?|phased?|settled?|t(?:ake|akes|ook|aken)|hand(?:ed|s)?|sent|sends?|call(?:ed|s)?|step(?:ped|s)?|join(?:ed|s)?|check(?:ed|s)?|kick(?:ed|s)?|carr(?:y|ied|ies)|goes|go|went|going|mov(?:ed|ing)|g[eo]ts?|put|puts|turn(?:ed|s)?|built|opt(?:ed)?|drop(?:ped)?|sign(?:ed|s)?|live[ds]?|log(?:ged)?|held|passed?|what (?:it|this|that|he|she))\s*$/i
const PARTICLES = new Set('in on to by up out over off is was'.split(' '))

export function doubledWords(text: string): Slip[] {
  return [...text.matchAll(TWICE)].flatMap((match): Slip[] => {
    const [words, first = ''] = match
    const all = words.split(/ +/)
    const word = first.toLowerCase()
    const around = `${text[match.index - 1] ?? ' '}${text[match.index + words.length] ?? ' '}`
    if (/[\p{L}\p{N}’'-]/u.test(around)) return []
    if (RIGHTLY.has(word) || all.length > TIMES_MAX || isName(first, all[1] ?? '')) return []
    if (PARTICLES.has(word) && PHRASAL.test(text.slice(Math.max(0, match.index - 20), match.index))) return []
    const place = { start: match.index, end: match.index + words.length, text: words }
    return [{ rule: 'CP-TWICE', severity: 'error', ...place, suggestion: first, reason: 'The word stands there twice.', fix: first }]
  })
}

/** "Walla Walla", "Duran Duran": a name of two like words. */
const isName = (first: string, second: string): boolean => /^\p{Lu}\p{Ll}/u.test(first) && /^\p{Lu}/u.test(second) && first.length > 3
