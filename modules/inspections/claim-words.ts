/** How people say that an area is the first, the third, the only or the latest: as patterns. Pure. */
import { placePattern } from './claim-scope'
import type { RecordQuestion } from './record-question'

const WORDS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  )
const TENS: Record<string, number> = { twenty: 20, thirty: 30, forty: 40, fifty: 50 }
const ORDINAL = `${[...WORDS.slice(1)].join('|')}|(?:twenty|thirty|forty|fifty)[- ](?:${WORDS.slice(0, 9).join('|')})|[1-9]\\d?(?:st|nd|rd|th)`
const NUMBERS =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  )
export const NUMBER = `${NUMBERS.slice(1).join('|')}|\\d{1,3}`

const NOUN =
  'unitary(?: authority| council)?|(?:shire )?county(?: council)?(?: area)?|London borough|met(?:ropolitan)? (?:borough|district|council|authority|area)|borough|local authority(?: area)?|council(?: area)?|local area partnership|area partnership|local area|area|authority|partnership|place|part'
const NOUNS =
  'unitar(?:y authorities|y councils|ies)|county councils|London boroughs|met(?:ropolitan)? (?:boroughs|districts|councils|authorities)|boroughs|local authorities|councils|local area partnerships|area partnerships|local areas|areas|authorities|partnerships|places'

export type Kind = 'first' | 'only' | 'order' | 'latest' | 'count'
/** `nth`: of an order; the number of a count. `before`, `noun`, `after`: what says of which areas it speaks. */
export type ClaimWords = { kind: Kind; nth: number; index: number; 0: string; before: string; noun: string; after: string }

type Shape = { kind: Kind | null; pattern: RegExp }

/** Made once for the same places: each check reads the record anew. */
let made: { place: string; all: Shape[] } | undefined

/** `how`: the word that claims; `before`, `noun`, `place`: of what. */
function shapes(question: RecordQuestion): Shape[] {
  const place = placePattern(question)
  if (made?.place === place) return made.all
  const before = `(?<before>(?:(?:${place}|other|new|single|such|English|whole|entire|sole) )?)`
  const nth = `(?<how>first|${ORDINAL})`
  const one = (kind: Kind | null, source: string): Shape => ({ kind, pattern: new RegExp(source, 'gi') })
  const all = [
    one(null, `\\b(?<how>first|only|sole|lone|${ORDINAL}) (?:ever )?${before}(?<noun>${NOUN})\\b(?!s\\b)`),
    one('latest', `\\b(?<how>most recent|latest|newest) ${before}(?<noun>${NOUN})\\b(?!s\\b)`),
    one('latest', `\\b(?:is|are|becomes?|became) (?:the )?(?<how>latest)(?= to\\b)`),
    one(null, `\\b(?<how>first|only one|${ORDINAL})(?= (?:in|across|within|from) (?:the |its )?(?:${place})\\b)`),
    one(
      null,
      `\\b(?:is|are|becomes?|became|was) (?:the |only the )?${nth}(?= to (?:be|have|reach|receive|achieve|get|earn|gain|secure|win|attain)\\b)`,
    ),
    one('first', `\\ba (?<how>first) (?=for (?:the )?(?:${place})\\b)`),
    one('first', `\\ban? ${before}(?<how>first)\\b(?! (?:time|for|full|inspection|report|step))`),
    one(null, `\\b${nth} time\\b[^.;]{0,80}?\\b(?:any|an?|one of the) ${before}(?<noun>${NOUN})\\b(?!s\\b)`),
    one('only', `\\bno (?<how>other|single) ${before}(?<noun>${NOUN})\\b(?!s\\b)(?=[^.;]*\\b(?:has|had|have)\\b)`),
    one('only', `\\bnone of the (?<how>other) ${before}(?<noun>${NOUNS})\\b(?=[^.;]*\\b(?:has|had|have)\\b)`),
    one('count', `\\b(?:one of|just|only|joins|among)(?: just| only| the| now| some)* (?<how>${NUMBER}) ${before}(?<noun>${NOUNS})\\b`),
    one(
      'count',
      `(?<![’']s |s’ |\\b(?:these|those|both|its|their|other|the) )\\b(?<how>${NUMBER}) ${before}(?<noun>${NOUNS})\\b(?=[^.;]{0,40}\\b(?:now|so far|to date)\\b)`,
    ),
  ]
  made = { place, all }
  return all
}

/** The next clause speaks for itself: "the first in London, and the third in England". */
const CLAUSE_ENDS = new RegExp(
  `[;:]|,(?! (?:${NUMBER}|with|counting|including|\\p{Lu}))| and (?:only )?(?:the|its|a) (?:first|only|${ORDINAL})\\b`,
  'u',
)
const COUNT_ENDS = /[;:]/
/** What is counted, for the editor to see. */
const COUNTED = /^[^.;]{0,90}?\b(?:outcome|rating|result|positive|inconsistent|failings)\b/

/** Sentences without one of these claim nothing, and most have none. */
const MAY_CLAIM = new RegExp(
  `\\b(?:first|only|sole|lone|latest|newest|most recent|other|single|now|so far|to date|one of|just|joins|among|${ORDINAL})\\b`,
  'i',
)

/** Every claim in a sentence, in its order; where two shapes see one, the first. */
export function claimsIn(text: string, question: RecordQuestion): ClaimWords[] {
  if (!MAY_CLAIM.test(text)) return []
  const found: ClaimWords[] = []
  for (const { kind, pattern } of shapes(question))
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length]
      if (found.some((one) => one.index < end && start < one.index + one[0].length)) continue
      const { how = '', before = '', noun = '' } = match.groups ?? {}
      const rest = text.slice(end)
      const ends = (kind === 'count' ? COUNT_ENDS : CLAUSE_ENDS).exec(rest)?.index ?? rest.length
      // "the first time since … that any partnership": what stands between belongs to the claim.
      const after = `${/ time\b/i.test(match[0]) ? match[0].replace(/^.*? time\b/i, '').replace(new RegExp(`${noun}$`), '') : ''}${rest.slice(0, ends)}`
      const words = kind === 'count' ? `${match[0]}${COUNTED.exec(rest.slice(0, ends))?.[0] ?? ''}` : match[0]
      found.push({ kind: kind ?? kindOf(how), nth: numberOf(how), index: start, 0: words, before, noun: noun || 'area', after })
    }
  return found.sort((a, b) => a.index - b.index)
}

function kindOf(how: string): Kind {
  if (/^first$/i.test(how)) return 'first'
  return /^(?:only|sole|lone)/i.test(how) ? 'only' : 'order'
}

/** "third" and "3rd" are 3, "twenty-first" is 21, "twelve" is 12. */
export function numberOf(how: string): number {
  const said = how.toLowerCase()
  if (/^\d/.test(said)) return Number.parseInt(said, 10)
  const [tens, ones] = said.split(/[- ]/)
  if (ones !== undefined) return (TENS[tens ?? ''] ?? 0) + WORDS.indexOf(ones) + 1
  return said in TENS ? (TENS[said] ?? 0) : Math.max(WORDS.indexOf(said), NUMBERS.indexOf(said)) + 1
}
