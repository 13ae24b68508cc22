/** Whether a bare name in a sentence is the place or body it looks like, or a person, a word, a club, somewhere else. Pure. */
import type { Mention } from './suggest-patterns'
import type { Sentence, Word } from './suggest-words'

/**
 * `bare`: a name with nothing beside it, which is the place unless somebody in the story is called that. `maybe`: one that is
 * also a word or a surname, which is the place only if something else in the story says so.
 */
export type PlaceEvidence = 'place' | 'bare' | 'maybe' | 'person' | 'none'

/** Areas whose name is a word: they need a place before them or a body after them. */
const WORDS = new Set(['reading', 'bury', 'bath', 'barking', 'wells'])
/** A surname as often. */
const SURNAMES = new Set(['hull', 'slough', 'kent', 'sutton', 'brent', 'poole', 'york', 'derby', 'durham', 'halton'])

const TITLES = /^(?:mr|mrs|ms|miss|dr|sir|dame|lord|lady|prof|professor|cllr|councillor|baroness|rev|judge|inspector|mp|minister|hmi)$/
const PLACE_BEFORE = new Set(
  'in of across for from at around near throughout within to by and with outside between including visited told that as than'.split(' '),
)
/** Before a short name, which is of several places: these say that it is one of ours. */
const SHORT_BEFORE = new Set('in of across for from throughout within around outside'.split(' '))
/** After a name these speak of the area: "Reading schools", "Kent families". */
const AREA_AFTER = new Set(
  'council councils county city borough area local send partnership parent parents mother father mum family families children carer carers school schools services nhs integrated pupils students councillors authority residents inspection inspectors forum leaders based wide is was has have had will and'.split(
    ' ',
  ),
)
/** After a name these make it something else: a hospital, a club, a paper. */
const OTHER_AFTER = new Set(
  'university college hospital hospitals infirmary fc afc united rovers wanderers athletic albion wednesday town police constabulary airport station road street lane avenue square cathedral racecourse castle minster festival rugby cricket crown magistrates times post echo mail gazette observer chronicle evening trust foundation academy academies school primary secondary high grammar st spa bridge museum theatre recovery prison marathon live academics academic scientists researchers students graduates'.split(
    ' ',
  ),
)
const COMPASS = new Set(
  'north south east west northern southern eastern western central mid greater new old upper lower inner outer'.split(' '),
)
const UNIVERSITY = /\b(?:university|college|bishop|diocese|duke|duchess|earl|archbishop|port|battle|house) of$/i
/** A body that is not the area’s partnership: "Lewisham and Greenwich NHS Trust", "Devon and Cornwall’s police and crime commissioner". */
const OTHER_BODY =
  /^(?:,? (?:and |& )?\p{Lu}[\p{L}’'-]*| and| of| the| City){0,6} (?:NHS (?:Foundation )?Trust|Foundation Trust|Hospitals?|University|police\b|Police|Constabulary|[Ff]ire (?:and|service|brigade)|[Aa]mbulance|[Hh]ealth [Bb]oard|health trust|[Ii]ntegrated [Cc]are|ICB|CCG|[Cc]linical [Cc]ommissioning|[Cc]ombined [Aa]uthority|[Mm]ental [Hh]ealth (?:NHS|[Tt]rust)|[Cc]hamber of|[Cc]rown [Cc]ourt|[Cc]oroner|Wildlife|Airport|[Dd]iocese|Partnership (?:NHS|University))/u
const PLACE_TOLD = /\b(?:borough|council|county|city|town|local area|partnership|local authority|residents|councillors)\b/i
/** Short names that are places elsewhere too, and what says so. */
const ELSEWHERE: Readonly<Record<string, RegExp>> = {
  richmond: /\bYorkshire\b|\bVirginia\b/,
  newcastle: /\bunder[- ]Lyme\b|\bStaffordshire\b/,
  kingston: /\bHull\b|\bJamaica\b/,
  stoke: /\b(?:Mandeville|Newington|Poges)\b/,
  christchurch: /\bNew Zealand\b/,
}

/** What is taught beside it. */
const SUBJECT_AFTER = /^,? (?:and |or )?(?:writing|maths|mathematics|spelling|arithmetic|phonics)\b/i

const capital = (word: Word | undefined): boolean => word !== undefined && /^\p{Lu}/u.test(word.raw)
const between = (sentence: Sentence, left: Word | undefined, right: Word | undefined): string =>
  left && right ? sentence.text.slice(left.end - sentence.start, right.start - sentence.start) : ''

type Spot = {
  sentence: Sentence
  from: number
  to: number
  before: Word | undefined
  after: Word | undefined
  /** Only a space between it and the word before. */
  joined: boolean
  gapAfter: string
}

/** What a bare area’s name in a sentence is. `short`: a name that is short for the area’s, and of other places too. */
export function areaEvidence(sentence: Sentence, { from, to }: Mention, alias: string, short: boolean): PlaceEvidence {
  const { words } = sentence
  const [before, after] = [words[from - 1], words[to]]
  const joined = /^\s$/.test(between(sentence, before, words[from]))
  const spot: Spot = { sentence, from, to, before, after, joined, gapAfter: between(sentence, words[to - 1], after) }
  if (isPerson(spot)) return 'person'
  if (isElsewhere(spot)) return 'none'
  const name = alias.toLowerCase()
  if (name === 'reading' && SUBJECT_AFTER.test(sentence.text.slice((words[to - 1]?.end ?? 0) - sentence.start))) return 'none'
  if (short) return ELSEWHERE[name]?.test(sentence.text) ? 'none' : shortEvidence(spot)
  if (!isWordMeant(spot)) return 'place'
  return WORDS.has(name) || SURNAMES.has(name) ? 'maybe' : 'bare'
}

/** Whether the rest of a story speaks of a place, so that a surname that nobody in it has is the area. */
export function isPlaceTold(alias: string, sentences: readonly Sentence[]): boolean {
  const name = alias.toLowerCase()
  return SURNAMES.has(name) && sentences.some(({ text }) => PLACE_TOLD.test(text))
}

/** "Sarah Kent", "Ms Sutton", "Kent Jones said". */
function isPerson({ sentence, from, to, before, joined }: Spot): boolean {
  if (before && joined && TITLES.test(before.key)) return true
  const named = before && joined && capital(before) && !sentence.titleCase && !COMPASS.has(before.key)
  return (named && !isOpener(sentence.words, from - 1, before)) || isPersonAfter(sentence, to)
}

/** A club, a paper, a hospital, a university, a town with a longer name. */
function isElsewhere({ sentence, from, to, before, after, joined, gapAfter }: Spot): boolean {
  const { words, titleCase } = sentence
  const two = `${words[from - 2]?.raw ?? ''} ${before?.raw ?? ''}`
  if (before && joined && (UNIVERSITY.test(two) || COMPASS.has(before.key))) return true
  if (gapAfter === ' ' && after && OTHER_AFTER.has(after.key) && (capital(after) || titleCase)) return true
  if (gapAfter === ' ' && after && /^(?:st|upon|under|le|super|mc|o)$/.test(after.key)) return true
  if (gapAfter === '-' && after && !/^(?:based|wide|led|born|area)$/.test(after.key)) return true
  const last = words[to - 1]
  return last !== undefined && OTHER_BODY.test(sentence.text.slice(last.end - sentence.start))
}

/** "Families in Stoke", "Kingston parents": but not "in Stoke Mandeville" or "near Richmond". */
function shortEvidence({ before, after, joined, gapAfter }: Spot): PlaceEvidence {
  const body = after !== undefined && gapAfter === ' ' && AREA_AFTER.has(after.key) && after.key !== 'and'
  if (gapAfter === ' ' && capital(after) && !body) return 'none'
  if (body || (before && joined && SHORT_BEFORE.has(before.key))) return 'place'
  return before && joined && before.key === 'near' ? 'none' : 'maybe'
}

/** A capital that only begins the sentence, of a word that may stand before a place. */
const isOpener = (words: readonly Word[], at: number, word: Word): boolean =>
  (at === 0 &&
    (PLACE_BEFORE.has(word.key) ||
      /^(?:a|an|the|its|their|this|these|some|many|most|one|two|three|four|five|could|can|will|would|should|did|does|do|is|are|was|were|has|have|had|may|must|from|why|how|when|where|what|all|both|only|now|yet|but|while|although|inspectors|ofsted|cqc|after|before|since|since|like|unlike|here|today|yesterday|because|if|as|so|then|until|meanwhile|parents|families|children|schools|councillors|neighbouring|nearby|every|no|not|even|also|leaders)$/.test(
        word.key,
      ))) ||
  /^(?:send|ofsted|cqc|nhs|dfe|labour|conservative|and|in|of|for|at|the|royal)$/.test(word.key) ||
  (words[at]?.raw === word.raw && PLACE_BEFORE.has(word.key))

/** "Kent Jones said": a name before a surname. */
function isPersonAfter(sentence: Sentence, to: number): boolean {
  const [last, after, next] = [sentence.words[to - 1], sentence.words[to], sentence.words[to + 1]]
  if (sentence.titleCase || !after || between(sentence, last, after) !== ' ' || !capital(after)) return false
  if (AREA_AFTER.has(after.key) || /^(?:mp|icb|pcf|send|cqc|ofsted|dcs|dpcc)$/.test(after.key)) return false
  return next !== undefined && /^(?:said|says|who|told|adds|added|joined|is|was)$/.test(next.key)
}

/** "Reading the report" and "Bury the findings": the word, not the town. */
function isWordMeant({ sentence, from, to, before, after, gapAfter }: Spot): boolean {
  if (before && PLACE_BEFORE.has(before.key)) return false
  if (gapAfter.startsWith('’s') || gapAfter.startsWith("'s") || /[’']s?$/.test(sentence.words[to - 1]?.raw ?? '')) return false
  if (after && gapAfter === ' ' && AREA_AFTER.has(after.key)) return false
  if (gapAfter === '-' && after && /^(?:based|wide|led)$/.test(after.key)) return false
  return !(/^[,:;]/.test(gapAfter) && from > 0 && !sentence.titleCase)
}
