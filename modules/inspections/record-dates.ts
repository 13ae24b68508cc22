/** When inspectors came and when the report came out, as a story tells it, against the record. Pure. */
import { londonDay } from '@/lib/dates'
import { speaksOfOther } from './named-areas'
import { type Check, type CheckedRecord, DAY_MS, finding, isNews, type RecordQuestion } from './record-question'

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const MONTH = MONTHS.join('|')
/** The framework that the record holds began then; what is told of before is of another one. */
const FRAMEWORK_BEGAN = 2023
/** Speaks of another inspection, or of something that is no inspection. */
const OTHER =
  /\b(?:next|previous(?:ly)?|last (?:inspect\w+|visit\w*|looked|reported)|earlier|former|old|monitoring|announced|notified|revisit\w*|survey|summer|data|letter|plan was|in those days|before that|framework then|children[’']s (?:services|homes?)|ILACS|care home)\b/i

const onSiteWords = ({ onsiteStart, onsiteEnd }: CheckedRecord): string =>
  `On site from ${onsiteStart ? londonDay(onsiteStart) : '?'} to ${onsiteEnd ? londonDay(onsiteEnd) : '?'}, says the record`

type Visited = CheckedRecord & { onsiteStart: Date; onsiteEnd: Date }

/** The record, where the story is news of it and has the days of the visit. */
function visitOf(subject: CheckedRecord | null, { at }: RecordQuestion, now: Date): Visited | null {
  const { onsiteStart, onsiteEnd } = subject ?? {}
  return subject && onsiteStart && onsiteEnd && isNews(subject, at ?? now, at === null) ? { ...subject, onsiteStart, onsiteEnd } : null
}

const isEarlier = (year: string | undefined): boolean => year !== undefined && Number(year) < FRAMEWORK_BEGAN
const datesSaid = (subject: Visited) => ({
  rule: 'REC-DATES',
  severity: 'warning' as const,
  suggestion: onSiteWords(subject),
  reason: `The report: ${subject.sourceUrl}`,
})

// ── "inspected in October", "on site in mid-May" ───────────────────────────────────────────────

const BETWEEN =
  '(?![^.;]*\\b(?:next|previous|last inspection|monitoring|announced)\\b)(?:(?!\\b(?:report|framework|since|beg[au]n|start\\w*|publish\\w*|cycle|programme|round|after|before|plan)\\b)[^.;]){0,70}?'
const INSPECTED = new RegExp(
  `\\b(?:[Ii]nspection|[Ii]nspected|[Oo]n[- ]site|(?:[Ii]nspectors|[Ii]nspectorates|[Ii]nspection team)(?: [^.;,]{0,30}?)? (?:visited|were|came|arrived|spent|went))\\b${BETWEEN}\\b(?:in|during|of) (?:early |late |mid[- ])?(${MONTH})(?: (20\\d\\d))?\\b`,
)
/** Planning and data come two weeks before the week on site. */
const THREE_WEEKS_MS = 21 * DAY_MS

export const months: Check = (sentence, question, subject, now) => {
  const match = INSPECTED.exec(sentence.text)
  const visit = visitOf(subject, question, now)
  if (!match || !visit || OTHER.test(sentence.text) || isEarlier(match[2]) || speaksOfOther(sentence.text, question, visit.areaSlug))
    return []
  const month = MONTHS.indexOf(match[1] ?? '')
  const [from, to] = [new Date(visit.onsiteStart.getTime() - THREE_WEEKS_MS), visit.onsiteEnd]
  const fits = [from, visit.onsiteStart, to].some(
    (day) => day.getUTCMonth() === month && (match[2] === undefined || day.getUTCFullYear() === Number(match[2])),
  )
  return fits ? [] : [finding(sentence, match, datesSaid(visit))]
}

// ── "inspectors were on site from 11 to 15 March" ──────────────────────────────────────────────

const DAYS = new RegExp(
  `\\b(?:from|between|on)?\\s*(\\d{1,2})(?:st|nd|rd|th)?(?: (${MONTH}))?(?: (20\\d\\d))? ?(?:to|and|until|–|-) ?(\\d{1,2})(?:st|nd|rd|th)? (${MONTH})(?: (20\\d\\d))?\\b`,
)
const ON_SITE = /\binspect(?:ion|ors?|ed|orates?)\b|\bon[- ]site\b|\bfieldwork\b|\bvisit(?:ed)?\b/i

export const days: Check = (sentence, question, subject, now) => {
  const match = DAYS.exec(sentence.text)
  const visit = visitOf(subject, question, now)
  if (!match || !visit || !ON_SITE.test(sentence.text) || OTHER.test(sentence.text) || isEarlier(match[6] ?? match[3])) return []
  if (speaksOfOther(sentence.text.slice(0, match.index), question, visit.areaSlug)) return []
  const [, fromDay, fromMonth, , toDay, toMonth = '', year] = match
  const { onsiteStart, onsiteEnd } = visit
  const is = (day: Date, number: string | undefined, month: string) =>
    day.getUTCDate() === Number(number) && day.getUTCMonth() === MONTHS.indexOf(month)
  // The three weeks begin with two of planning: a range that begins then and ends with the week on site is right, too.
  const planned = new Date(Date.UTC(onsiteStart.getUTCFullYear(), MONTHS.indexOf(fromMonth ?? toMonth), Number(fromDay)))
  const begins = is(onsiteStart, fromDay, fromMonth ?? toMonth) || isBefore(planned, onsiteStart)
  const fits = begins && is(onsiteEnd, toDay, toMonth) && (year === undefined || onsiteEnd.getUTCFullYear() === Number(year))
  const words = { index: match.index + (match[0].length - match[0].trimStart().length), 0: match[0].trim() }
  return fits ? [] : [finding(sentence, words, datesSaid(visit))]
}

const isBefore = (day: Date, onSite: Date): boolean => day < onSite && onSite.getTime() - day.getTime() <= THREE_WEEKS_MS

// ── "the report, published on 14 November 2024" ────────────────────────────────────────────────

const WEEKDAY = '(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?'
const PUBLISHED = new RegExp(
  `\\b(?:published?|released?|out|appeared|issued|dated|unveiled|made public|reported|said in a report)\\b(?:(?!\\b(?:plan|survey|inspected|visit\\w*|on site)\\b)[^.;\\d]){0,60}?(?:\\bon |\\bof |\\bdated |, )?\\b${WEEKDAY}(\\d{1,2})(?:st|nd|rd|th)? (${MONTH})(?: (20\\d\\d))?\\b(?! (?:to|and|until) \\d)`,
)
const OF_REPORT = /\breport(?:s|ed)?\b|\bfindings\b|\binspectorates?\b/i

export const reportDay: Check = (sentence, question, subject, now) => {
  const { at } = question
  const match = PUBLISHED.exec(sentence.text)
  const day = subject?.reportPublished
  if (!match || !day || !OF_REPORT.test(sentence.text) || OTHER.test(sentence.text) || !isNews(subject, at ?? now, at === null)) return []
  if (isEarlier(match[3]) || speaksOfOther(sentence.text.slice(0, match.index + match[0].length), question, subject.areaSlug)) return []
  const fits =
    day.getUTCDate() === Number(match[1]) &&
    day.getUTCMonth() === MONTHS.indexOf(match[2] ?? '') &&
    (match[3] === undefined || day.getUTCFullYear() === Number(match[3]))
  if (fits) return []
  return [
    finding(sentence, match, {
      rule: 'REC-REPORT',
      severity: 'warning',
      suggestion: `The record has the report of ${londonDay(day)}`,
      reason: `The report: ${subject.sourceUrl}`,
    }),
  ]
}
