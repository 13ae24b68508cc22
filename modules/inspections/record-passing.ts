/** What a story says in passing of the outcomes of areas, its own and others, against their records. Pure. */
import { londonDay } from '@/lib/dates'
import { type FullKind, onlyOutcome } from './claimed-outcome'
import { type NamedArea, namedAreas } from './named-areas'
import { OUTCOME_WORDS, outcomeOfNumber } from './outcome'
import { MONTHS } from './record-dates'
import { type Check, type CheckedRecord, DAY_MS, finding, ownKind, type RecordQuestion } from './record-question'

/** What is only hoped, feared, denied or compared is no claim. */
const NO_CLAIM =
  /\b(?:not|never|no|neither|nor|none|without|avoid\w*|hop(?:es?|ed|ing)|wants?|aims?|could|would|should|might|if|whether|expects?|target|than|instead|rather|unlike|until|fear\w*|risk\w*|predict\w*|other than|except|apart|but for|between|most|some|many|remaining|compared|children[’']s services|schools?|grades?|statement of action)\b|n[’']t\b/i
/** The outcome before it, of another area: "as did Northtown". */
const LIKE =
  /^(?:and )?(?:as|so) (?:did|was|were|had|has|have)\b|^(?:and )?(?:as|like|joining|joins) (?=\p{Lu})|^(?:and )?as (?=\p{Lu}.*\b(?:did|was|were|had|has)\b)/u
const CLAIMS =
  /\b(?:was|were|is|are|has|have|had|been|found|judged|given|handed|received?s?|got|reached|achieved|earned|shares?|holds?|held|joins?|told|in|has had|with)\b/i
const WHEN = new RegExp(`\\b(?:in|on|\\()(?:\\s?\\d{1,2})? ?(${MONTHS.join('|')}) (20\\d\\d)\\b`)

type Clause = { text: string; from: number; names: NamedArea[] }

/** The clauses of a sentence: commas and "and" inside a list of areas part nothing. */
function clausesOf(text: string, question: RecordQuestion): Clause[] {
  const names = namedAreas(text, question)
  const inList = (at: number, end: number) =>
    names.some((one) => one.start <= at && at < one.end) ||
    (names.some((one) => one.end === at || /^ ?\([^)]*\)$/.test(text.slice(one.end, at))) &&
      names.some((one) => one.start === end || text.slice(end, one.start) === 'and '))
  const cuts = [
    ...text.matchAll(
      /[,;:] |\. | – | — | (?:but|while|although|though|whereas|which|who|whose|after|before|since|because|when|where|and)(?= )/g,
    ),
  ]
    .map((match) => ({ at: match.index, end: match.index + match[0].length, word: match[0] }))
    // "In Northtown, inspectors found …" is one clause.
    .filter(({ at, word }) => !(/^, /.test(word) && opensWith(text.slice(0, at), names)))
    .filter(({ at, end, word }) => !inList(at, / and$/.test(word) ? end + 1 : end))
    .map(({ at, end, word }) => (/^[,;:.]/.test(word) ? end : at + 1))
  const starts = [0, ...cuts]
  const clauses = starts.map((from, index) => {
    const to = starts[index + 1] ?? text.length
    return { text: text.slice(from, to), from, names: names.filter((one) => one.start >= from && one.end <= to) }
  })
  return clauses.map((clause, at) =>
    clause.names.length === 0 && GOES_ON.test(clause.text) ? { ...clause, names: subjectBefore(clauses, at) } : clause,
  )
}

/** "Northtown, on the same day, was given …": what stands between the commas parts the area from its verb. */
const GOES_ON = /^(?:was|were|is|are|has|have|had|received|got|reached|achieved|shares?)\b/
function subjectBefore(clauses: readonly Clause[], at: number): NamedArea[] {
  const named = clauses.slice(0, Math.max(0, at - 1)).findLast(({ names }) => names.length > 0)
  const [first, last] = [named?.names[0], named?.names.at(-1)]
  if (!named || !first || !last) return []
  const only =
    /^(?:But |And )?$/.test(named.text.slice(0, first.start - named.from)) && /^, $/.test(named.text.slice(last.end - named.from))
  return only ? named.names : []
}

/** "and Northtown the lowest": of the outcomes the sentence speaks of. */
const elliptical = ({ text, names }: Clause): FullKind | null => {
  const said =
    names.length > 0
      ? /^(?:and |but )?\p{Lu}[\p{L}’, -]* the (best|top|highest|middle|lowest|worst)(?: one)?\W*$/u.exec(text)?.[1]
      : undefined
  return said === undefined ? null : (ELLIPTICAL[said] ?? 'positive')
}
const ELLIPTICAL: Record<string, FullKind> = { middle: 'inconsistent', lowest: 'failings', worst: 'failings' }

/** Whether the words are "In Northtown" and no more. */
const opensWith = (text: string, names: readonly NamedArea[]): boolean =>
  /^(?:In|For|At) /.test(text) && names.some(({ start, end }) => start === 3 && end === text.length)

const reportsOfArea = ({ records, at }: RecordQuestion, slug: string, now: Date): CheckedRecord[] =>
  records
    .filter((one) => one.areaSlug === slug && one.kind === 'full' && one.reportPublished !== null)
    .filter((one) => (one.reportPublished?.getTime() ?? 0) <= (at ?? now).getTime() + DAY_MS)
    .sort((a, b) => (a.reportPublished?.getTime() ?? 0) - (b.reportPublished?.getTime() ?? 0))

/** Without one of these a sentence tells of no outcome. */
const MAY_TELL =
  /outcome|result|rating|grade|judge?ment|verdict|finding|\b(?:best|top|highest|middle|lowest|worst|positive|inconsistent)\b|syste(?:mic|matic)/i

export const inPassing: Check = (sentence, question, subject, now) => {
  if (!MAY_TELL.test(sentence.text) || namedAreas(sentence.text, question).length === 0) return []
  const own = ownKind(question, subject, now)
  let last: FullKind | null = null
  return clausesOf(sentence.text, question).flatMap((clause) => {
    const like = LIKE.test(clause.text)
    const told = onlyOutcome(clause.text, own) ?? elliptical(clause)
    const kind: FullKind | null = told ?? (like ? last : null)
    if (told) last = told
    if (!kind || NO_CLAIM.test(clause.text) || /\bmay\b/.test(clause.text) || /\bunder the (?:old|previous|earlier)\b/i.test(sentence.text))
      return []
    if (!like && elliptical(clause) === null && !CLAIMS.test(clause.text)) return []
    return clause.names.flatMap((name) => wrong(name, clause, kind) ?? [])
  })

  function wrong(name: NamedArea, clause: Clause, kind: FullKind) {
    const records = reportsOfArea(question, name.area.slug, now)
    const newest = records.at(-1)
    if (!newest || isOwn(name, question)) return null
    const alike = records.filter((one) => outcomeOfNumber(one.outcome) === kind)
    const when = clause.names.length === 1 ? WHEN.exec(clause.text) : null
    if (alike.some((one) => !when || isOf(one, when))) return null
    const one = alike.at(-1) ?? newest
    const has = outcomeOfNumber(one.outcome)
    const [from, to] = [clause.from, clause.from + clause.text.replace(/[,;: ]+$/, '').length]
    return finding(
      sentence,
      { index: from, 0: sentence.text.slice(from, to) },
      {
        rule: alike.length === 0 ? 'REC-OUTCOME' : 'REC-DATES',
        severity: 'error',
        suggestion: `The record has “${has ? OUTCOME_WORDS[has] : 'no outcome'}” for ${name.area.name}, in a report of ${one.reportPublished ? londonDay(one.reportPublished) : 'unknown date'}`,
        reason: `The report: ${one.sourceUrl}`,
      },
    )
  }
}

/** Of its own area the story’s outcome is looked at as a whole (record-check.ts). */
const isOwn = (name: NamedArea, { areaSlugs }: RecordQuestion): boolean => name.area.slug === areaSlugs[0]

/** Whether the month told is that of the report or of the visit. */
function isOf({ reportPublished, onsiteStart, onsiteEnd }: CheckedRecord, when: RegExpExecArray): boolean {
  const [month, year] = [MONTHS.indexOf(when[1] ?? ''), Number(when[2])]
  return [reportPublished, onsiteStart, onsiteEnd].some((day) => day?.getUTCMonth() === month && day.getUTCFullYear() === year)
}
