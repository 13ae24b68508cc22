/** Whether a bare name in a sentence is the place or body it looks like, or a person, a word, a club, somewhere else. Pure. */
import type { Mention } from './suggest-patterns'
import type { Sentence, Word } from './suggest-words'

/** Areas whose name is a word, or a surname as often: they need a place before them or a body after them. */
const WORDS_TOO = new Set([
  'reading',
  'bury',
  'bath',
  'barking',
  'hull',
  'slough',
  'kent',
  'sutton',
  'brent',
  'poole',
  'york',
  'derby',
  'durham',
  'halton',
  'wells',
])

const TITLES = /^(?:mr|mrs|ms|miss|dr|sir|dame|lord|lady|prof|professor|cllr|councillor|baroness|rev|judge|inspector|mp|minister|hmi)$/
const PLACE_BEFORE = new Set([
  'in',
  'of',
  'across',
  'for',
  'from',
  'at',
  'around',
  'near',
  'throughout',
  'within',
  'to',
  'by',
  'and',
  'with',
  'outside',
  'between',
  'including',
  'visited',
  'told',
  'that',
  'as',
  'than',
])
/** After a name these speak of the area: "Reading schools", "Kent families". */
const AREA_AFTER = new Set(
  'council councils county city borough area local send partnership parent parents family families children carers carer schools services nhs integrated pupils councillors authority residents inspection inspectors forum leaders based wide is was has have had will and'.split(
    ' ',
  ),
)
/** After a name these make it something else: a hospital, a club, a paper. */
const OTHER_AFTER = new Set(
  'university college hospital hospitals infirmary fc afc united rovers wanderers athletic albion wednesday town police constabulary airport station road street lane avenue square cathedral racecourse castle minster festival rugby cricket crown magistrates times post echo mail gazette observer chronicle evening trust foundation academy academies school primary secondary high grammar st spa bridge museum theatre recovery prison marathon'.split(
    ' ',
  ),
)
const COMPASS = new Set([
  'north',
  'south',
  'east',
  'west',
  'northern',
  'southern',
  'eastern',
  'western',
  'central',
  'mid',
  'greater',
  'new',
  'old',
  'upper',
  'lower',
  'inner',
  'outer',
])
const UNIVERSITY = /\b(?:university|college|bishop|diocese|duke|duchess|earl|archbishop|port|battle|house) of$/i

/** An area that is only where somebody once worked. */
const FORMER =
  /\b(?:former(?:ly)?|previous(?:ly)?|ex-|joined from|joins from|moved from|moves from|arrived from|worked (?:at|for|in)|left (?:his|her|their) (?:post|job|role) (?:at|in|with)|(?:his|her|their) (?:last|previous) (?:post|job|role)|career (?:at|in|with)|before (?:joining|moving|that)|having (?:led|worked|been)|until recently)\b/i
/** So many areas in one sentence are a list, and say little of each. */
const LIST_FROM = 5

const capital = (word: Word | undefined): boolean => word !== undefined && /^\p{Lu}/u.test(word.raw)
const adjacent = (sentence: Sentence, left: Word | undefined, right: Word | undefined): string =>
  left && right ? sentence.text.slice(left.end - sentence.start, right.start - sentence.start) : ''

/** How sure it is that a bare area's name means the area: 0 not at all, 1 quite. */
export function areaConfidence(sentence: Sentence, { from, to }: Mention, name: string): number {
  const { words, titleCase } = sentence
  const [before, first, last, after] = [words[from - 1], words[from], words[to - 1], words[to]]
  const joinedBefore = /^\s$/.test(adjacent(sentence, before, first))
  const gapAfter = adjacent(sentence, last, after)
  const isWord = WORDS_TOO.has(name.toLowerCase())
  if (before && joinedBefore && TITLES.test(before.key)) return 0
  if (
    before &&
    joinedBefore &&
    UNIVERSITY.test(
      words
        .slice(Math.max(0, from - 2), from)
        .map((word) => word.raw)
        .join(' '),
    )
  )
    return 0
  if (gapAfter === ' ' && after && OTHER_AFTER.has(after.key) && (capital(after) || titleCase)) return 0
  if (gapAfter === ' ' && after && /^(?:st|upon|under|le|super|mc|o)$/.test(after.key)) return 0
  if (gapAfter === '-' && after && !/^(?:based|wide|led|born|area)$/.test(after.key)) return 0
  if (before && joinedBefore && COMPASS.has(before.key)) return 0
  if (before && joinedBefore && capital(before) && !titleCase && !isOpener(words, from - 1, before)) return 0
  if (isPersonAfter(sentence, to, titleCase) || isPartOfTrust(sentence, to)) return 0
  if (!isWord) return 1
  return isWordMeant(sentence, from, to, gapAfter) ? 0 : 1
}

/** A capital that only begins the sentence, of a word that may stand before a place. */
const isOpener = (words: readonly Word[], at: number, word: Word): boolean =>
  (at === 0 &&
    (PLACE_BEFORE.has(word.key) ||
      /^(?:a|an|the|its|their|this|these|some|many|most|one|two|three|four|five|could|can|will|would|should|did|does|do|is|are|was|were|has|have|had|may|must|from|why|how|when|where|what|all|both|only|now|yet|but|while|although|inspectors|ofsted|cqc)$/.test(
        word.key,
      ))) ||
  /^(?:send|ofsted|cqc|nhs|dfe|labour|conservative|and|in|of|for|at|the)$/.test(word.key) ||
  (words[at]?.raw === word.raw && PLACE_BEFORE.has(word.key))

/** "Kent Jones said": a name before a surname. */
function isPersonAfter(sentence: Sentence, to: number, titleCase: boolean): boolean {
  const [last, after, next] = [sentence.words[to - 1], sentence.words[to], sentence.words[to + 1]]
  if (titleCase || !after || adjacent(sentence, last, after) !== ' ' || !capital(after)) return false
  if (AREA_AFTER.has(after.key) || /^(?:mp|icb|pcf|send|cqc|ofsted|dcs|dpcc)$/.test(after.key)) return false
  return next !== undefined && /^(?:said|says|who|told|adds|added|joined|is|was)$/.test(next.key)
}

/** "Lewisham and Greenwich NHS Trust", "Royal Berkshire Hospitals": a body that is not the area's partnership. */
function isPartOfTrust({ text, words, start }: Sentence, to: number): boolean {
  const last = words[to - 1]
  if (!last) return false
  return /^(?:,? (?:and |& )?\p{Lu}[\p{L}’'-]*| and| of| the){0,6} (?:NHS (?:Foundation )?Trust|Foundation Trust|Hospitals?|University)\b/u.test(
    text.slice(last.end - start),
  )
}

/** "Reading the report" and "Bury the findings": the word, not the town. */
function isWordMeant(sentence: Sentence, from: number, to: number, gapAfter: string): boolean {
  const { words, titleCase } = sentence
  const [before, after] = [words[from - 1], words[to]]
  if (before && PLACE_BEFORE.has(before.key)) return false
  if (gapAfter.startsWith('’s') || gapAfter.startsWith("'s") || /[’']s?$/.test(words[to - 1]?.raw ?? '')) return false
  if (after && gapAfter === ' ' && AREA_AFTER.has(after.key) && !(from === 0 && /^(?:and|is|was|has|had)$/.test(after.key) && false))
    return false
  if (gapAfter === '-' && after && /^(?:based|wide|led)$/.test(after.key)) return false
  if (/^[,:;]/.test(gapAfter) && from > 0 && !titleCase) return false
  return true
}

/** Whether the sentence names this place only as where somebody once was. */
export function isFormer(sentence: Sentence, { from, to }: Mention): boolean {
  const start = (sentence.words[from]?.start ?? 0) - sentence.start
  const end = (sentence.words[to - 1]?.end ?? 0) - sentence.start
  const clause = sentence.text.slice(Math.max(0, start - 90), start)
  const after = sentence.text.slice(end, end + 60)
  return FORMER.test(clause.split(/[;]/).at(-1) ?? '') || /^[’']?s?\s+(?:former|previous)\b/i.test(after)
}

/** How much a place counts among so many others in its sentence. */
export const shareOfList = (areas: number): number => (areas >= LIST_FROM ? 0.15 : areas >= 4 ? 0.5 : 1)
