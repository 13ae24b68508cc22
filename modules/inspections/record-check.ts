/**
 * A story against the inspection record: what it says of outcomes, months, boards, counts, and of being the first or the
 * only one. Each finding says what the record has and where that is from. Pure.
 */
import { londonDay } from '@/lib/dates'
import type { Finding } from '@/modules/style/check-copy'
import { type Sentence, type StoryWords, sentencesOf } from '@/modules/tags/suggest-words'
import { OUTCOME_WORDS, type OutcomeKind, outcomeOfNumber } from './outcome'
import type { InspectionView } from './views'

export type RecordedArea = { slug: string; name: string; councilType: string; region: string }
export type CheckedRecord = Pick<
  InspectionView,
  'id' | 'areaSlug' | 'kind' | 'onsiteStart' | 'onsiteEnd' | 'reportPublished' | 'outcome' | 'whatFollows' | 'boards' | 'sourceUrl'
>

export type RecordQuestion = {
  story: StoryWords
  /** The story's own date; null: today. */
  at: Date | null
  /** The areas it is about: slugs such as "rotherham", the first is the main one. */
  areaSlugs: readonly string[]
  /** The outcome it tells, and the sentence that does. */
  outcome: { kind: OutcomeKind; start: number; end: number; text: string } | null
  areas: readonly RecordedArea[]
  records: readonly CheckedRecord[]
}

/** All findings in the order of the text. `now` stands in for the date of a story that has none. */
export function checkAgainstRecord(question: RecordQuestion, now: Date): Finding[] {
  const subject = subjectOf(question, now)
  const sentences = sentencesOf(question.story).filter(({ zone }) => zone !== 'list')
  const checks = [claimOfFirst, claimOfCount, months, yearsToNext]
  const found = sentences.flatMap((sentence) => checks.flatMap((check) => check(sentence, question, subject, now) ?? []))
  return [...found, ...outcomeDiffers(question, subject)].sort((a, b) => a.start - b.start)
}

type Check = (sentence: Sentence, question: RecordQuestion, subject: CheckedRecord | null, now: Date) => Finding | null

const DAY_MS = 86_400_000
/** A story tells of a report that came out at most so long before it. */
const NEWS_DAYS = 60

/** The record the story is about: of its main area, the newest that was out by its date; without a date, one with its outcome first. */
function subjectOf({ areaSlugs, records, at, outcome }: RecordQuestion, now: Date): CheckedRecord | null {
  const own = records
    .filter((one) => one.areaSlug === areaSlugs[0] && one.kind === 'full' && one.reportPublished !== null)
    .filter((one) => (one.reportPublished?.getTime() ?? 0) <= (at ?? now).getTime() + DAY_MS)
    .sort((a, b) => (b.reportPublished?.getTime() ?? 0) - (a.reportPublished?.getTime() ?? 0))
  const alike = at === null ? own.find((one) => outcome !== null && outcomeOfNumber(one.outcome) === outcome.kind) : undefined
  return alike ?? own[0] ?? null
}

type Said = { rule: string; severity: Finding['severity']; suggestion: string; reason: string }

const finding = (sentence: Sentence, match: { index: number; 0: string }, said: Said): Finding => {
  const start = sentence.start + match.index
  return { ...said, start, end: start + match[0].length, text: match[0] }
}

// ── "the first unitary authority to …" ─────────────────────────────────────────────────────────

const CLAIM =
  /\b(first|only)\s+(?:(?!full|time|inspection|report|area SEND inspection)[\w-]+\s+){0,3}?(unitary(?: authority| council)?|county(?: council)?|London borough|metropolitan (?:borough|district|council|authority)|local authority|council|area partnership|local area partnership|local area|area|authority|partnership)\b/i
const OF_OUTCOME =
  /\b(?:result|outcome|rating|judge?ment|grade|framework|inspection|inspected|positive|inconsistent|highest|top|best|achieve|achieved|awarded|receive[d]?)\b/i
const TYPES: readonly [RegExp, string][] = [
  [/^unitary/i, 'unitary authority'],
  [/^county/i, 'county council'],
  [/^london borough/i, 'London borough'],
  [/^metropolitan/i, 'metropolitan district'],
]
const REGIONS =
  /\bin (?:the )?(South West|South East|North West|North East|East Midlands|West Midlands|East of England|Yorkshire(?: and the Humber)?|London|region)\b/i

const claimOfFirst: Check = (sentence, question, subject, now) => {
  const match = CLAIM.exec(sentence.text)
  const kind = question.outcome?.kind
  if (!match || !kind || !OF_OUTCOME.test(sentence.text)) return null
  const own = question.areas.find(({ slug }) => slug === question.areaSlugs[0])
  const type = TYPES.find(([pattern]) => pattern.test(match[2] ?? ''))?.[1] ?? null
  const region = regionOf(sentence.text, own)
  const before = match[1]?.toLowerCase() === 'first'
  const cutoff = (before ? subject?.reportPublished : null) ?? question.at ?? now
  const others = withOutcome(question, { kind, type, region, cutoff, except: question.areaSlugs[0] ?? '' })
  if (others.length === 0) return null
  const who = others.slice(0, 5).map((one) => `${one.name} (${one.when})`)
  const more = others.length > who.length ? ` and ${others.length - who.length} more` : ''
  return finding(sentence, match, {
    rule: before ? 'REC-FIRST' : 'REC-ONLY',
    severity: 'error',
    suggestion: `Not the ${match[1]?.toLowerCase()}: the record has ${who.join(', ')}${more}${before ? ' before' : ''}`,
    reason: `${others.length} ${type ?? 'area'}${others.length === 1 ? ' has' : 's have'} the outcome “${OUTCOME_WORDS[kind]}” ${before ? `in reports before ${londonDay(cutoff)}` : `by ${londonDay(cutoff)}`}${region ? ` in ${region}` : ''}: ${others[0]?.sourceUrl ?? ''}`,
  })
}

function regionOf(text: string, own: RecordedArea | undefined): string | null {
  const named = REGIONS.exec(text)?.[1]
  if (!named) return null
  if (/^region$/i.test(named)) return own?.region ?? null
  return /^yorkshire/i.test(named) ? 'Yorkshire and the Humber' : named
}

type Wanted = { kind: OutcomeKind; type: string | null; region: string | null; cutoff: Date; except: string }

/** Other areas whose report with this outcome was out before `cutoff`, earliest first. */
function withOutcome({ records, areas }: RecordQuestion, { kind, type, region, cutoff, except }: Wanted) {
  const bySlug = new Map(areas.map((area) => [area.slug, area]))
  return records
    .filter((one) => one.kind === 'full' && outcomeOfNumber(one.outcome) === kind && one.areaSlug !== except)
    .flatMap((one) => {
      const area = bySlug.get(one.areaSlug)
      if (!area || one.reportPublished === null || one.reportPublished >= cutoff) return []
      if ((type && area.councilType.toLowerCase() !== type.toLowerCase()) || (region && area.region !== region)) return []
      return [{ name: area.name, when: londonDay(one.reportPublished), at: one.reportPublished, sourceUrl: one.sourceUrl }]
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime())
}

// ── "one of only twelve areas …" ───────────────────────────────────────────────────────────────

const NUMBERS =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  )
const COUNT = new RegExp(
  `\\b(?:one of|just|only)(?: (?:just|only|the))?\\s+(${NUMBERS.slice(1).join('|')}|\\d{1,3})\\s+(?:local )?(?:areas?|authorities|councils|partnerships|area partnerships)\\b[^.;]{0,90}\\b(?:outcome|rating|result|positive|inconsistent|failings|highest|top|best|lowest)`,
  'i',
)

const claimOfCount: Check = (sentence, question, subject, now) => {
  const match = COUNT.exec(sentence.text)
  const kind = question.outcome?.kind
  if (!match || !kind) return null
  const said = /^\d/.test(match[1] ?? '') ? Number(match[1]) : NUMBERS.indexOf((match[1] ?? '').toLowerCase()) + 1
  const cutoff = new Date((subject?.reportPublished ?? question.at ?? now).getTime() + DAY_MS)
  const counted = withOutcome(question, { kind, type: null, region: null, cutoff, except: '' }).length
  if (counted === said) return null
  return finding(sentence, match, {
    rule: 'REC-COUNT',
    severity: 'warning',
    suggestion: `The record has ${counted} reports with this outcome by ${londonDay(cutoff)}`,
    reason: 'Counted in the inspection record. Say which day a count goes by.',
  })
}

// ── "inspected in October" ─────────────────────────────────────────────────────────────────────

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
const INSPECTED = new RegExp(
  `\\b(?:inspection|inspected|inspectors (?:visited|were|came))\\b(?![^.;]*\\b(?:next|previous|last|monitoring|announced|report)\\b)[^.;]{0,70}?\\b(?:in|during|of) (${MONTHS.join('|')})(?: (20\\d\\d))?\\b`,
)
/** Planning and data come two weeks before the week on site. */
const THREE_WEEKS_MS = 21 * DAY_MS

const months: Check = (sentence, { at }, subject, now) => {
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
    suggestion: `On site from ${londonDay(subject.onsiteStart)} to ${londonDay(to)}, says the record`,
    reason: `The report: ${subject.sourceUrl}`,
  })
}

/** Whether the story can be about this very report. */
const isNews = (record: CheckedRecord, at: Date, undated: boolean): boolean =>
  undated || Math.abs(at.getTime() - (record.reportPublished?.getTime() ?? 0)) <= NEWS_DAYS * DAY_MS

// ── "the next full inspection within three years" ──────────────────────────────────────────────

const NEXT =
  /\b(?:next (?:full )?(?:inspection|reinspection)|inspected again|reinspected|full reinspection)\b[^.;]{0,60}\b(three|five|3|5) years\b/i

const yearsToNext: Check = (sentence, { at }, subject, now) => {
  const match = NEXT.exec(sentence.text)
  const recorded = /(\d) years/.exec(subject?.whatFollows ?? '')?.[1]
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

// ── the outcome itself ─────────────────────────────────────────────────────────────────────────

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
