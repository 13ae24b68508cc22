/** "The first unitary authority to …", "the third area to …", "one of only twelve areas …", against the record. Pure. */
import { londonDay } from '@/lib/dates'
import { type Scope, scopeOf } from './claim-scope'
import { type ClaimWords, claimsIn } from './claim-words'
import { type FullKind, onlyOutcome } from './claimed-outcome'
import { namedAreas } from './named-areas'
import { type Check, DAY_MS, finding, ownArea, ownKind, type RecordQuestion, type Said } from './record-question'
import { areasOnce, hasWords, namesOf, type Report, reportsOf, type Wanted } from './recorded-reports'

/** "the first to be inspected" says nothing of an outcome. */
const OF_INSPECTION =
  /\bto (?:be|have been) (?:fully |jointly )?inspected\b|\bto (?:have|get|undergo|face|receive) (?:an?|its|their) (?:(?:full|joint|area|SEND) )*(?:inspection|report published)\b|\bto (?:be|have been) (?:reported on|visited by inspectors)\b|\bto have had (?:an?|its|their) (?:(?:full|joint|area|SEND) )*inspection\b/i
/** Inspected twice, visits of another kind, wishes and what did not happen: none of it is read here. */
const NOT_READ =
  /\b(?:twice|again|two full inspections|re-?inspect\w*|monitoring|effective action|hop(?:es?|ed|ing)|wants?|aims?|could|would|might|if|whether|expects?|since 20(?:1\d|2[0-2]))\b/i
/** A headline in which a story’s own outcome is a first without being told. */
const OF_RESULT = /\b(?:inspection|inspected|inspectors|outcome|Ofsted)\b/i

/** Without one of these a sentence speaks of no outcome and no inspection. */
const MAY_MATTER =
  /outcome|result|rating|grade|judge?ment|verdict|finding|inspect|report|positive|inconsistent|systematic|systemic|\b(?:best|top|highest|middle|lowest|worst|it|this|that|so)\b/i

type Asked = { claim: ClaimWords; kind: FullKind | null; scope: Scope; question: RecordQuestion; now: Date }
type Untrue = { rule: string; suggestion: string; reason: string }

export const claims: Check = (sentence, question, subject, now) => {
  const { text } = sentence
  const found = MAY_MATTER.test(text) ? claimsIn(text, question) : []
  if (found.length === 0 || NOT_READ.test(text) || /\bmay\b/.test(text)) return []
  return found.flatMap((claim) => {
    // "The first council I have worked for": of somebody’s life.
    if (/^ (?:that )?(?:I|he|she|you)\b/.test(claim.after)) return []
    const kind = matterOf(claim, text, ownKind(question, subject, now))
    const scope = kind === undefined ? null : scopeOf(claim, question, ownArea(question))
    if (kind === undefined || scope === null) return []
    const untrue = check({ claim, kind, scope, question, now }, claimants(claim, text, question))
    return untrue ? [finding(sentence, trimmed(claim), { severity: 'error', ...untrue } satisfies Said)] : []
  })
}

const trimmed = ({ index, 0: words }: ClaimWords) => ({ index, 0: words.trimEnd() })

/** The outcome a claim speaks of, null for being inspected; undefined where it speaks of neither, or it cannot be told. */
function matterOf({ index, kind, 0: words, after }: ClaimWords, text: string, own: FullKind | null): FullKind | null | undefined {
  const here = onlyOutcome(after, own)
  if (here) return here
  if (OF_INSPECTION.test(text)) return kind === 'count' || kind === 'latest' ? undefined : null
  const told = onlyOutcome(text.slice(index), own) ?? onlyOutcome(text, own)
  if (told) return told
  return /\ba\b.*\bfirst\b/i.test(words) && OF_RESULT.test(text) && own ? own : undefined
}

/** Who may be meant: the area of the story, and those named before the claim. */
function claimants({ index }: ClaimWords, text: string, question: RecordQuestion): string[] {
  const named = namedAreas(text.slice(0, index), question).map(({ area }) => area.slug)
  return [...new Set([...named.reverse(), ...question.areaSlugs.slice(0, 1)])]
}

/** What is wrong with the claim; null while it is true of one who may be meant, or none of them has such a report. */
function check(asked: Asked, slugs: readonly string[]): Untrue | null {
  if (asked.claim.kind === 'count') return countUntrue(asked)
  const found = slugs.map((slug) => {
    // "The first to be inspected" may go by the visit as well as by the report.
    const ways = asked.kind === null ? (['report', 'visit'] as const) : (['report'] as const)
    // An area served by several boards may be counted among those of each, or of none.
    const parts = asked.scope.board ? [false, true] : [false]
    const told = parts.flatMap((whole) => ways.map((by) => ofOne({ ...asked, scope: { ...asked.scope, whole } }, slug, by)))
    return told.some((one) => one === null) ? null : told[0]
  })
  if (found.some((one) => one === null)) return null
  return found.find((one) => one !== undefined) ?? null
}

const untilOf = ({ question, now }: Asked): number => (question.at ?? now).getTime() + DAY_MS

/** Null: true of this area. Undefined: it has no such report that was out by the day of the story. */
function ofOne(asked: Asked, slug: string, by: Wanted['by']): Untrue | null | undefined {
  const { claim, kind, scope, question } = asked
  const until = untilOf(asked)
  const isOut = ({ out }: Report) => out.getTime() <= until
  const own = reportsOf(question, { kind, scope: null, by }).filter((one) => one.slug === slug && isOut(one))
  const unknown = !question.records.some((one) => one.areaSlug === slug && one.kind === 'full')
  if (own.length === 0 && !(unknown && slug === question.areaSlugs[0])) return undefined
  const at = own.at(-1)?.at ?? new Date(until)
  const others = areasOnce(reportsOf(question, { kind, scope, by }).filter((one) => one.slug !== slug && isOut(one)))
  const before = others.filter((one) => one.at < at)
  const say = { claim, kind, scope, at, source: own.at(-1)?.sourceUrl ?? '' }
  if (claim.kind === 'only') return others.length === 0 ? null : notAlone(say, others)
  if (claim.kind === 'first') return before.length === 0 ? null : notFirst(say, before)
  if (claim.kind === 'latest') {
    const later = others.filter((one) => one.at > at)
    return later.length === 0 ? null : notLatest(say, later)
  }
  // Several reports may come out on one day.
  const sameDay = others.filter((one) => one.at.getTime() === at.getTime()).length
  return claim.nth > before.length && claim.nth <= before.length + sameDay + 1 ? null : notNth(say, before)
}

type Say = Pick<Asked, 'claim' | 'kind' | 'scope'> & { at: Date; source: string }

const reasonOf = ({ scope, kind }: Say, reports: readonly Report[], when: string): string =>
  `${reports.length} of the ${scope.label} ${reports.length === 1 ? 'has' : 'have'} ${hasWords(kind)} ${when}: ${reports[0]?.sourceUrl ?? ''}`

const notFirst = (say: Say, before: readonly Report[]): Untrue => ({
  rule: 'REC-FIRST',
  suggestion: `Not the first: the record has ${namesOf(before)} before`,
  reason: reasonOf(say, before, `in reports before ${londonDay(say.at)}`),
})

const notAlone = (say: Say, others: readonly Report[]): Untrue => ({
  rule: 'REC-ONLY',
  suggestion: `Not the only one: the record has ${namesOf(others)}`,
  reason: reasonOf(say, others, 'by the day of the story'),
})

const notLatest = (say: Say, later: readonly Report[]): Untrue => ({
  rule: 'REC-LATEST',
  suggestion: `Not the latest: the record has ${namesOf(later)} after it`,
  reason: reasonOf(say, later, `in reports after ${londonDay(say.at)}`),
})

const notNth = ({ at, scope, source }: Say, before: readonly Report[]): Untrue => ({
  rule: 'REC-ORDER',
  suggestion: `By the record it is number ${before.length + 1}: ${before.length} of the ${scope.label} had it before ${londonDay(at)}`,
  reason: `${namesOf(before) || 'None'}. The report: ${source}`,
})

/** "One of only twelve areas with …": as of its own report, or as of the story. */
function countUntrue(asked: Asked): Untrue | null {
  const { claim, kind, scope, question } = asked
  const reports = reportsOf(question, { kind, scope, by: 'report' })
  const own = reports.filter((one) => one.slug === question.areaSlugs[0] && one.at.getTime() <= untilOf(asked)).at(-1)
  const by = (time: number) => areasOnce(reports.filter((one) => one.at.getTime() <= time))
  const days = [untilOf(asked), ...(own ? [own.at.getTime()] : [])]
  if (days.some((day) => by(day).length === claim.nth)) return null
  const counted = by(days.at(-1) ?? 0)
  return {
    rule: 'REC-COUNT',
    suggestion: `The record has ${counted.length} ${scope.label} with ${hasWords(kind)} by ${londonDay(new Date(days.at(-1) ?? 0))}`,
    reason: `Counted in the inspection record. Say which day a count goes by. The newest of them: ${counted.at(-1)?.sourceUrl ?? ''}`,
  }
}
