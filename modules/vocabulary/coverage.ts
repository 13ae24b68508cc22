/** What the record holds and the newsroom has not told. Pure. Days are London calendar days. */
import { londonIsoDay } from '@/lib/dates'
import type { FormOfStory } from '@/modules/articles/form'
import { dayOfRecord, recordsInOrder } from '@/modules/inspections/chain'
import { type OutcomeKind, outcomeOfInspection } from '@/modules/inspections/outcome'
import type { CaseRecord } from '@/modules/inspections/views'

/** The tag that says what a record of each kind ended in. */
export const OUTCOME_TAGS: Record<OutcomeKind, string> = {
  positive: 'outcome-positive',
  inconsistent: 'outcome-inconsistent',
  failings: 'outcome-systemic-failings',
  effective: 'monitoring-effective-action',
  'not-effective': 'monitoring-not-effective',
}
export const OUTCOME_KINDS = Object.keys(OUTCOME_TAGS) as OutcomeKind[]
const isMonitoring = (kind: OutcomeKind): boolean => kind === 'effective' || kind === 'not-effective'

/** The newest live story of an area that carries an outcome's tag; `area` is the area's slug. */
export type ToldOutcome = { area: string; tag: string; newest: Date }
/** How many live stories an area has, and the newest. */
export type ToldArea = { area: string; stories: number; newest: Date }

export type CoverageState = 'none' | 'behind' | 'told' | 'no-record'
export type RecordRow = CaseRecord & { areaSlug: string }
/** `day`: "2026-06-26". */
export type Told = { id: string; day: string; kind: OutcomeKind }

export type AreaCoverage = {
  slug: string
  name: string
  region: string
  hex: { q: number; r: number } | null
  /** 'none': a record and no story at all. 'behind': stories, and none about the newest record. */
  state: CoverageState
  /** The newest record with a result. */
  record: Told | null
  stories: number
  newestStory: Date | null
}

export type OutcomeCoverage = { kind: OutcomeKind; tag: string; records: number; told: number }

/** A record is told when a live story with its area and its outcome was first published on its day or later. */
export function isTold(record: Told, areaSlug: string, told: readonly ToldOutcome[]): boolean {
  const tag = OUTCOME_TAGS[record.kind]
  return told.some((one) => one.area === areaSlug && one.tag === tag && londonIsoDay(one.newest) >= record.day)
}

function toldOf(record: RecordRow): Told[] {
  const [day, kind] = [dayOfRecord(record), outcomeOfInspection(record)]
  return day && kind ? [{ id: record.id, day, kind }] : []
}

type Area = { slug: string; name: string; region: string; hex: { q: number; r: number } | null }
type Sources = { records: readonly RecordRow[]; told: readonly ToldOutcome[]; areas: readonly ToldArea[] }

/** Every area with its newest record and what was told of it: gaps first, the newest record first among them, then by name. */
export function areaCoverage(areas: readonly Area[], { records, told, areas: stories }: Sources): AreaCoverage[] {
  return areas
    .map((area): AreaCoverage => {
      const newest = recordsInOrder(records.filter((record) => record.areaSlug === area.slug)).at(-1)
      const record = newest ? (toldOf(newest)[0] ?? null) : null
      const own = stories.find((one) => one.area === area.slug)
      const state = record === null ? 'no-record' : isTold(record, area.slug, told) ? 'told' : own ? 'behind' : 'none'
      return { ...area, state, record, stories: own?.stories ?? 0, newestStory: own?.newest ?? null }
    })
    .sort((a, b) => Number(isGap(b)) - Number(isGap(a)) || (isGap(a) ? byNewest(a, b) : 0) || a.name.localeCompare(b.name, 'en-GB'))
}

export const isGap = ({ state }: Pick<AreaCoverage, 'state'>): boolean => state === 'none' || state === 'behind'
const byNewest = (a: AreaCoverage, b: AreaCoverage): number => (b.record?.day ?? '').localeCompare(a.record?.day ?? '')

/** How many records ended in each outcome, and how many of them were told. */
export function outcomeCoverage({ records, told }: Pick<Sources, 'records' | 'told'>): OutcomeCoverage[] {
  const all = records.flatMap((record) => toldOf(record).map((one) => ({ ...one, areaSlug: record.areaSlug })))
  return OUTCOME_KINDS.map((kind) => {
    const ended = all.filter((record) => record.kind === kind)
    return {
      kind,
      tag: OUTCOME_TAGS[kind],
      records: ended.length,
      told: ended.filter((record) => isTold(record, record.areaSlug, told)).length,
    }
  })
}

/** A new story about a record: the tags and the form it begins with. */
export function beginningOf(areaSlug: string, kind: OutcomeKind): { tags: string[]; form: FormOfStory } {
  const monitoring = isMonitoring(kind)
  const stage = monitoring ? 'monitoring-inspection' : 'full-inspection'
  return { tags: [`area-${areaSlug}`, OUTCOME_TAGS[kind], stage], form: monitoring ? 'monitoring' : 'result' }
}

/** The address of the editor with a new story begun so. */
export function beginStoryPath({ tags, form = 'news' }: { tags: readonly string[]; form?: FormOfStory }): string {
  const query = new URLSearchParams({ form })
  for (const tag of tags) query.append('tag', tag)
  return `/admin/articles/new?${query}`
}
