/**
 * A story against the inspection record: what it says of outcomes, dates, boards, counts, and of being the first or the only
 * one. Each finding says what the record has and where that is from. Pure.
 */
import { londonDay } from '@/lib/dates'
import type { Finding } from '@/modules/style/check-copy'
import { sentencesOf } from '@/modules/tags/suggest-words'
import { OUTCOME_WORDS, outcomeOfNumber } from './outcome'
import { board, notBoard } from './record-bodies'
import { claims } from './record-claims'
import { council } from './record-council'
import { days, months, reportDay } from './record-dates'
import { clearYears, intervals } from './record-follows'
import { monitoring } from './record-monitoring'
import { claimOfMost } from './record-most'
import { inPassing } from './record-passing'
import { planRequired } from './record-plan'
import { type Check, type CheckedRecord, DAY_MS, isNews, type RecordQuestion } from './record-question'
import { misquoted } from './record-quotes'

const CHECKS: readonly Check[] = [
  claims,
  claimOfMost,
  inPassing,
  monitoring,
  months,
  days,
  reportDay,
  intervals,
  clearYears,
  planRequired,
  misquoted,
  board,
  notBoard,
  council,
]

/** What is longer is a list or a table without full stops, and says nothing that is read here. */
const SENTENCE_MAX = 1_200

/** All findings in the order of the text. `now` stands in for the date of a story that has none. */
export function checkAgainstRecord(question: RecordQuestion, now: Date): Finding[] {
  const subject = subjectOf(question, now)
  const sentences = sentencesOf(question.story).filter(({ zone, text }) => zone !== 'list' && text.length <= SENTENCE_MAX)
  const found = sentences.flatMap((sentence) => CHECKS.flatMap((check) => check(sentence, question, subject, now)))
  return once([...found, ...outcomeDiffers(question, subject)]).sort((a, b) => a.start - b.start)
}

/** Of two findings of one rule about the same words, the first. */
const once = (found: readonly Finding[]): Finding[] =>
  found.filter((one, at) => !found.slice(0, at).some((other) => other.rule === one.rule && other.start < one.end && one.start < other.end))

/** The record the story is about: of its main area, the newest that was out by its date; without a date, one with its outcome first. */
function subjectOf({ areaSlugs, records, at, outcome }: RecordQuestion, now: Date): CheckedRecord | null {
  const own = records
    .filter((one) => one.areaSlug === areaSlugs[0] && one.kind === 'full' && one.reportPublished !== null)
    .filter((one) => (one.reportPublished?.getTime() ?? 0) <= (at ?? now).getTime() + DAY_MS)
    .sort((a, b) => (b.reportPublished?.getTime() ?? 0) - (a.reportPublished?.getTime() ?? 0))
  const alike = at === null ? own.find((one) => outcome !== null && outcomeOfNumber(one.outcome) === outcome.kind) : undefined
  return alike ?? own[0] ?? null
}

function outcomeDiffers({ outcome, records, areaSlugs, at, areas }: RecordQuestion, subject: CheckedRecord | null): Finding[] {
  if (!outcome || !subject || areaSlugs.length !== 1) return []
  const recorded = outcomeOfNumber(subject.outcome)
  const anyAlike = records.some((one) => one.areaSlug === subject.areaSlug && outcomeOfNumber(one.outcome) === outcome.kind)
  if (!recorded || recorded === outcome.kind || !['positive', 'inconsistent', 'failings'].includes(outcome.kind)) return []
  if (at === null ? anyAlike : !isNews(subject, at, false)) return []
  const name = areas.find(({ slug }) => slug === subject.areaSlug)?.name ?? subject.areaSlug
  const { start, end, text } = outcome
  return [
    {
      rule: 'REC-OUTCOME',
      severity: 'error',
      start,
      end,
      text,
      suggestion: `The record has “${OUTCOME_WORDS[recorded]}” for ${name}`,
      reason: `Report of ${subject.reportPublished ? londonDay(subject.reportPublished) : 'unknown date'}: ${subject.sourceUrl}`,
    },
  ]
}
