/** Months, days and what follows, as a story tells them, against the record. Pure. */
import { londonDay } from '@/lib/dates'
import { type Check, type CheckedRecord, DAY_MS, finding, isNews } from './record-question'

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
const MONTH = MONTHS.join('|')
/** Speaks of another inspection, or of something that is no inspection. */
const OTHER = /\b(?:next|previous|last inspect\w+|earlier|monitoring|announced|notified|revisit\w*|survey|summer|data)\b/i

const onSiteWords = ({ onsiteStart, onsiteEnd }: CheckedRecord): string =>
  `On site from ${onsiteStart ? londonDay(onsiteStart) : '?'} to ${onsiteEnd ? londonDay(onsiteEnd) : '?'}, says the record`

// ── "inspected in October" ─────────────────────────────────────────────────────────────────────

const INSPECTED = new RegExp(
  `\\b(?:inspection|inspected|inspectors (?:visited|were|came))\\b(?![^.;]*\\b(?:next|previous|last|monitoring|announced|report)\\b)[^.;]{0,70}?\\b(?:in|during|of) (${MONTH})(?: (20\\d\\d))?\\b`,
)
/** Planning and data come two weeks before the week on site. */
const THREE_WEEKS_MS = 21 * DAY_MS

export const months: Check = (sentence, { at }, subject, now) => {
  const match = INSPECTED.exec(sentence.text)
  if (!match || !subject?.onsiteStart || !subject.onsiteEnd || !isNews(subject, at ?? now, at === null)) return null
  const month = MONTHS.indexOf(match[1] ?? '')
  const [from, to] = [new Date(subject.onsiteStart.getTime() - THREE_WEEKS_MS), subject.onsiteEnd]
  const fits = [from, subject.onsiteStart, to].some(
    (day) => day.getUTCMonth() === month && (match[2] === undefined || day.getUTCFullYear() === Number(match[2])),
  )
  if (fits) return null
  return finding(sentence, match, {
    rule: 'REC-DATES',
    severity: 'warning',
    suggestion: onSiteWords(subject),
    reason: `The report: ${subject.sourceUrl}`,
  })
}

// ── "inspectors were on site from 11 to 15 March" ──────────────────────────────────────────────

const DAYS = new RegExp(
  `\\b(?:from|between|on)?\\s*(\\d{1,2})(?: (${MONTH}))?(?: (20\\d\\d))? ?(?:to|and|until|–|-) ?(\\d{1,2}) (${MONTH})(?: (20\\d\\d))?\\b`,
)
const ON_SITE = /\binspect(?:ion|ors?|ed)\b|\bon site\b|\bon-site\b/i

export const days: Check = (sentence, { at }, subject, now) => {
  const match = DAYS.exec(sentence.text)
  if (!match || !ON_SITE.test(sentence.text) || OTHER.test(sentence.text)) return null
  if (!subject?.onsiteStart || !subject.onsiteEnd || !isNews(subject, at ?? now, at === null)) return null
  const [, fromDay, fromMonth, , toDay, toMonth = '', year] = match
  const { onsiteStart, onsiteEnd } = subject
  const is = (day: Date, number: string | undefined, month: string) =>
    day.getUTCDate() === Number(number) && day.getUTCMonth() === MONTHS.indexOf(month)
  // The three weeks begin with two of planning: a range that begins then and ends with the week on site is right, too.
  const planned = new Date(Date.UTC(onsiteStart.getUTCFullYear(), MONTHS.indexOf(fromMonth ?? toMonth), Number(fromDay)))
  const begins = is(onsiteStart, fromDay, fromMonth ?? toMonth) || isBefore(planned, onsiteStart)
  const fits = begins && is(onsiteEnd, toDay, toMonth) && (year === undefined || onsiteEnd.getUTCFullYear() === Number(year))
  if (fits) return null
  return finding(
    sentence,
    { index: match.index + (match[0].length - match[0].trimStart().length), 0: match[0].trim() },
    {
      rule: 'REC-DATES',
      severity: 'warning',
      suggestion: onSiteWords(subject),
      reason: `The report: ${subject.sourceUrl}`,
    },
  )
}

const isBefore = (day: Date, onSite: Date): boolean => day < onSite && onSite.getTime() - day.getTime() <= THREE_WEEKS_MS

// ── "the report, published on 14 November 2024" ────────────────────────────────────────────────

const PUBLISHED = new RegExp(
  `\\breport\\b[^.;]{0,40}\\b(?:published|released|came out)\\b(?: on)? (\\d{1,2}) (${MONTH})(?: (20\\d\\d))?\\b`,
  'i',
)

export const reportDay: Check = (sentence, { at }, subject, now) => {
  const match = PUBLISHED.exec(sentence.text)
  const day = subject?.reportPublished
  if (!match || !day || OTHER.test(sentence.text) || !isNews(subject, at ?? now, at === null)) return null
  const month = MONTHS.findIndex((one) => one.toLowerCase() === match[2]?.toLowerCase())
  const fits =
    day.getUTCDate() === Number(match[1]) &&
    day.getUTCMonth() === month &&
    (match[3] === undefined || day.getUTCFullYear() === Number(match[3]))
  if (fits) return null
  return finding(sentence, match, {
    rule: 'REC-REPORT',
    severity: 'warning',
    suggestion: `The record has the report of ${londonDay(day)}`,
    reason: `The report: ${subject.sourceUrl}`,
  })
}

// ── "the next full inspection within three years" ──────────────────────────────────────────────

const NEXT =
  /\b(?:next (?:full )?(?:inspection|reinspection)|(?:not|n[’']t) (?:need to )?be inspected(?: again)?|inspected again|reinspected|full reinspection)\b[^.;]{0,60}\b(three|five|3|5) years\b/i

export const yearsToNext: Check = (sentence, { at }, subject, now) => {
  const match = NEXT.exec(sentence.text)
  const recorded = /(\d) years/.exec(subject?.whatFollows.replace(/^.*monitoring[^;]*;/, '') ?? '')?.[1]
  if (!match || !subject || !recorded || !isNews(subject, at ?? now, at === null)) return null
  const said = { three: '3', five: '5' }[(match[1] ?? '').toLowerCase()] ?? match[1]
  if (said === recorded && /\bwithin\b/i.test(match[0])) return null
  if (said === recorded && !/\bfor\b/i.test(match[0])) return null
  return finding(sentence, match, {
    rule: 'REC-NEXT',
    severity: 'error',
    suggestion: `The report says: ${subject.whatFollows}`,
    reason: `The record of this inspection: ${subject.sourceUrl}`,
  })
}

// ── "must submit a priority action plan" ───────────────────────────────────────────────────────

const PLAN = /\b(?:must|required|ordered|told|has to|have to|had to|instructed)\b[^.;]{0,60}\bpriority action plan\b/i
const LOWEST = 3
const NEGATED = /\b(?:not|no longer|neither|nor)\b|n[’']t\b/i

export const planRequired: Check = (sentence, { at }, subject, now) => {
  const match = PLAN.exec(sentence.text)
  if (!match || !subject || subject.outcome === null || subject.outcome === LOWEST) return null
  if (
    NEGATED.test(sentence.text.slice(Math.max(0, match.index - 25), match.index + match[0].length)) ||
    OTHER.test(sentence.text) ||
    !isNews(subject, at ?? now, at === null)
  )
    return null
  return finding(sentence, match, {
    rule: 'REC-PLAN',
    severity: 'error',
    suggestion: 'With this outcome no priority action plan is required: the strategic plan is updated and published',
    reason: `The record says: ${subject.whatFollows}. The report: ${subject.sourceUrl}`,
  })
}
