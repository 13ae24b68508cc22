/**
 * The case of one area, told by its records: which of them a story is about, what came before it and what happened
 * next, and whether a later report replaces what it says. No tag beyond the area's, an outcome or a stage is needed.
 * Pure. Days are London calendar days.
 */
import { londonDay, londonIsoDay } from '@/lib/dates'
import { OUTCOME_WORDS, outcomeOfInspection, outcomesOfTags } from './outcome'
import type { CaseChain, CaseNotice, CaseRecord, CaseStory, ChainEntry, When } from './views'

/** Entries shown before a story and after it: those nearest to it. */
export const CHAIN_ENTRIES_MAX = 5

const COMING = ['notification', 'fieldwork']
const PLANS: Record<string, string> = {
  'priority-action-plan': 'Priority action plan',
  'strategic-plan': 'Strategic plan',
  'improvement-notice': 'Improvement notice',
}
const MONITORING = 'monitoring-inspection'

/** Tags of which a story of an area must carry one itself to have a place in the case. */
export const CHAIN_TAGS = [
  'outcome-positive',
  'outcome-inconsistent',
  'outcome-systemic-failings',
  'monitoring-effective-action',
  'monitoring-not-effective',
  MONITORING,
  ...COMING,
  ...Object.keys(PLANS),
]

const MONTH = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' })
const MONTH_OF_ID = /-(\d{4})-(0[1-9]|1[0-2])$/

/**
 * The day a record stands at: of its report, else the last day on site, else the end of the month its id names (the
 * latest day it can have been: no story is taken to report what had perhaps not happened yet). Null where none is known.
 */
export function dayOfRecord(record: CaseRecord): string | null {
  const known = record.reportPublished ?? record.onsiteEnd ?? record.onsiteStart
  if (known) return londonIsoDay(known)
  const [, year, month] = MONTH_OF_ID.exec(record.id) ?? []
  return year && month ? new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10) : null
}

/** When, as far as the record knows it: "10 November 2023", or "October 2025" where only the month is known. */
export function whenOfRecord(record: CaseRecord): When | null {
  const known = record.reportPublished ?? record.onsiteEnd ?? record.onsiteStart
  if (known) return { iso: londonIsoDay(known), words: londonDay(known) }
  const day = dayOfRecord(record)
  return day ? { iso: day.slice(0, 7), words: MONTH.format(new Date(day)) } : null
}

/** The records of an area from the first to the newest; those of which no day is known, or no result, have no place. */
export function recordsInOrder<R extends CaseRecord>(records: readonly R[]): R[] {
  return records
    .filter((record) => dayOfRecord(record) !== null && outcomeOfInspection(record) !== null)
    .toSorted((a, b) => compare(dayOfRecord(a), dayOfRecord(b)) || compare(a.id, b.id))
}

const compare = (a: string | null, b: string | null): number => ((a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0)

/** "Full inspection: inconsistent"; "Full reinspection: …" where the records hold an earlier one; "Monitoring inspection: …". */
export function recordWords(record: CaseRecord, records: readonly CaseRecord[]): string {
  const outcome = outcomeOfInspection(record)
  const first = recordsInOrder(records).find((one) => one.kind === 'full')
  const kind = record.kind !== 'full' ? 'Monitoring inspection' : !first || first.id === record.id ? 'Full inspection' : 'Full reinspection'
  return outcome ? `${kind}: ${OUTCOME_WORDS[outcome].toLowerCase()}` : kind
}

type Filed = Pick<CaseStory, 'firstPublishedAt' | 'tags'>

const slugsOf = (story: Filed): string[] => story.tags.map((tag) => tag.slug)

/** Whether a story has a place in the case of one area: about exactly one, with an outcome or a stage. `tags`: its own. */
export function mayHavePlace(story: Filed): boolean {
  const slugs = slugsOf(story)
  return story.tags.filter((tag) => tag.type === 'area').length === 1 && slugs.some((slug) => CHAIN_TAGS.includes(slug))
}

/**
 * The record a story is about, out of those of its area: it names one outcome, and this is the newest record that ended
 * so and was out on the story's day; or it names none but a monitoring inspection, and the newest record of that day is
 * of one. Null for a story about several areas, with several outcomes, about an inspection still to come, or where two
 * records fit alike.
 */
export function recordOfStory<R extends CaseRecord>(records: readonly R[], story: Filed): R | null {
  const slugs = slugsOf(story)
  if (!mayHavePlace(story) || COMING.some((slug) => slugs.includes(slug))) return null
  const day = londonIsoDay(story.firstPublishedAt)
  const out = recordsInOrder(records).filter((record) => (dayOfRecord(record) ?? '') <= day)
  const [outcome, ...others] = outcomesOfTags(slugs)
  if (others.length > 0) return null
  if (outcome) return onlyNewest(out.filter((record) => outcomeOfInspection(record) === outcome))
  const newest = slugs.includes(MONITORING) ? onlyNewest(out) : null
  return newest?.kind === 'monitoring' ? newest : null
}

/** The last of these in order, unless another stands at the same day. */
function onlyNewest<R extends CaseRecord>(ordered: readonly R[]): R | null {
  const [second, newest] = [ordered.at(-2), ordered.at(-1)]
  return newest && !(second && dayOfRecord(second) === dayOfRecord(newest)) ? newest : null
}

/** What a story tells of the case: a result, or something before or after one (coming: 0, result: 1, plan: 2). */
type Step<R> = { rank: 0 | 1 | 2; day: string; when: When; words: string; record: R | null }

function stepOf<R extends CaseRecord>(records: readonly R[], story: Filed): Step<R> | null {
  const slugs = slugsOf(story)
  if (!mayHavePlace(story)) return null
  const day = londonIsoDay(story.firstPublishedAt)
  const own = { day, when: { iso: day, words: londonDay(story.firstPublishedAt) } }
  if (COMING.some((slug) => slugs.includes(slug))) return { rank: 0, ...own, words: wordsOfComing(slugs), record: null }
  const record = recordOfStory(records, story)
  const plan = slugs.find((slug) => PLANS[slug] !== undefined)
  if (plan && !slugs.includes('report-published') && record?.kind !== 'monitoring')
    return { rank: 2, ...own, words: PLANS[plan] ?? '', record }
  const [stands, when] = record ? [dayOfRecord(record), whenOfRecord(record)] : [null, null]
  return record && stands && when ? { rank: 1, day: stands, when, words: recordWords(record, records), record } : null
}

function wordsOfComing(slugs: readonly string[]): string {
  const kind = slugs.includes(MONITORING) ? 'Monitoring inspection' : 'Inspection'
  return slugs.includes('notification') ? `${kind} announced` : `${kind} under way`
}

type Placed<R> = Step<R> & { story: CaseStory }

const byPlace = <R>(a: Placed<R>, b: Placed<R>): number =>
  compare(a.day, b.day) ||
  a.rank - b.rank ||
  a.story.firstPublishedAt.getTime() - b.story.firstPublishedAt.getTime() ||
  a.story.number - b.story.number

/**
 * The case around one story: its record, what came before and what happened next, nearest first, and what readers must
 * know of later records. `stories`: live ones of its area. Of several stories of one result the first stands for it.
 */
export function chainOf<R extends CaseRecord>(records: readonly R[], stories: readonly CaseStory[], current: CaseStory): CaseChain<R> {
  const own = stepOf(records, current)
  if (!own) return { record: null, before: [], next: [], notice: null }
  const others = stories.flatMap((story): Placed<R>[] => {
    const step = stepOf(records, story)
    return step ? [{ ...step, story }] : []
  })
  const steps = others.toSorted(
    (a, b) => a.story.firstPublishedAt.getTime() - b.story.firstPublishedAt.getTime() || a.story.number - b.story.number,
  )
  const told = new Set(own.rank === 1 && own.record ? [own.record.id] : [])
  const chain = steps.filter((step) => step.rank !== 1 || !step.record || (!told.has(step.record.id) && told.add(step.record.id)))
  const here: Placed<R> = { ...own, story: current }
  // The story itself stands where it stands: neither before nor after.
  const entries = chain.toSorted(byPlace)
  const before = entries.filter((entry) => byPlace(entry, here) < 0).toReversed()
  const next = entries.filter((entry) => byPlace(entry, here) > 0)
  return {
    record: own.record,
    before: before.slice(0, CHAIN_ENTRIES_MAX).map(entryOf),
    next: next.slice(0, CHAIN_ENTRIES_MAX).map(entryOf),
    notice: own.record ? noticeOf(records, own.record, entries) : null,
  }
}

const entryOf = <R extends CaseRecord>({ when, words, story, record, rank }: Placed<R>): ChainEntry => ({
  when,
  words,
  story,
  recordId: rank === 1 && record ? record.id : null,
})

/**
 * A later full inspection replaces what a story says; a monitoring inspection does not replace an outcome, and only has
 * been since. Null for a story about the newest record.
 */
function noticeOf<R extends CaseRecord>(records: readonly R[], about: R, entries: readonly Placed<R>[]): CaseNotice<R> | null {
  const ordered = recordsInOrder(records)
  const later = ordered.slice(ordered.findIndex((record) => record.id === about.id) + 1)
  const full = later.findLast((record) => record.kind === 'full')
  const by = full ?? later.findLast((record) => record.kind === 'monitoring')
  if (!by || dayOfRecord(by) === dayOfRecord(about)) return null
  const story = entries.find((entry) => entry.rank === 1 && entry.record?.id === by.id)?.story ?? null
  return { kind: full ? 'replaced' : 'seen-since', about, by, words: recordWords(by, records), story }
}
