/** What the checks against the record share: what is asked, and how a finding is made. Pure. */
import type { Finding } from '@/modules/style/check-copy'
import type { Sentence, StoryWords } from '@/modules/tags/suggest-words'
import { type FullKind, isFullKind } from './claimed-outcome'
import { type OutcomeKind, outcomeOfNumber } from './outcome'
import type { InspectionView } from './views'

/** `officialName` and `aliases`: what its council may be called. */
export type RecordedArea = {
  slug: string
  name: string
  councilType: string
  region: string
  officialName?: string
  aliases?: readonly string[]
}
/** `names`: those it cannot be mistaken by; `areas`: slugs of those it covers, wholly or in part. */
export type RecordedBoard = { names: readonly string[]; areas: readonly string[] }
export type CheckedRecord = Pick<
  InspectionView,
  | 'id'
  | 'areaSlug'
  | 'kind'
  | 'onsiteStart'
  | 'onsiteEnd'
  | 'reportPublished'
  | 'outcome'
  | 'outcomeShort'
  | 'whatFollows'
  | 'boards'
  | 'sourceUrl'
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
  boards: readonly RecordedBoard[]
  records: readonly CheckedRecord[]
}

/** `subject`: the record the story is about. `now` stands in for the date of a story that has none. */
export type Check = (sentence: Sentence, question: RecordQuestion, subject: CheckedRecord | null, now: Date) => Finding[]

export const DAY_MS = 86_400_000
/** A story tells of a report that came out at most so long before it. */
const NEWS_DAYS = 60

export type Said = { rule: string; severity: Finding['severity']; suggestion: string; reason: string }

export const finding = (sentence: Sentence, match: { index: number; 0: string }, said: Said): Finding => {
  const start = sentence.start + match.index
  return { ...said, start, end: start + match[0].length, text: match[0] }
}

/** Whether the story can be about this very report. */
export const isNews = (record: CheckedRecord, at: Date, undated: boolean): boolean =>
  undated || Math.abs(at.getTime() - (record.reportPublished?.getTime() ?? 0)) <= NEWS_DAYS * DAY_MS

export const ownArea = ({ areas, areaSlugs }: RecordQuestion): RecordedArea | undefined => areas.find(({ slug }) => slug === areaSlugs[0])

/** The outcome of the area the story is about: the one it tells, or else that of its record. */
export function ownKind({ outcome, at }: RecordQuestion, subject: CheckedRecord | null, now: Date): FullKind | null {
  if (isFullKind(outcome?.kind)) return outcome.kind
  const recorded = subject && isNews(subject, at ?? now, at === null) ? outcomeOfNumber(subject.outcome) : null
  return isFullKind(recorded) ? recorded : null
}
