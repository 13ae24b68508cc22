/** The shapes in which the record leaves this module. Types only. */
import type { AreaView } from '@/modules/areas/views'

/** One inspection as the record holds it: facts of inspections.csv. Days are calendar days at midnight UTC. */
export type InspectionView = {
  /** "rotherham-2026-06" */
  id: string
  areaSlug: string
  /** full | monitoring */
  kind: string
  /** "area SEND 2023" */
  framework: string
  onsiteStart: Date | null
  onsiteEnd: Date | null
  reportPublished: Date | null
  /** 1 typically positive, 2 inconsistent, 3 widespread and/or systemic failings; null for monitoring. */
  outcome: number | null
  /** "inconsistent"; for monitoring the result in words. */
  outcomeShort: string
  whatFollows: string
  boards: string[]
  sourceUrl: string
  /** Dates and outcome were read from the report itself. */
  checked: boolean
  notes: string
}

// ── the case of one area (chain.ts) ─────────────────────────────────────────────────────────────

/** What the chain looks at. */
export type CaseRecord = Pick<InspectionView, 'id' | 'kind' | 'onsiteStart' | 'onsiteEnd' | 'reportPublished' | 'outcome' | 'outcomeShort'>

/** A live story about an area, with its own tags (not those inherited): areas, outcomes and stages are looked at. */
export type CaseStory = {
  number: number
  slug: string
  headline: string
  firstPublishedAt: Date
  tags: readonly { slug: string; type: string }[]
}

/** A day, or a month where no day is known: `iso` for the page's data, "10 November 2023" for its readers. */
export type When = { iso: string; words: string }

/** One link of the chain. `recordId` where it tells a result; null for an announcement or a plan. */
export type ChainEntry = { when: When; words: string; story: CaseStory; recordId: string | null }

/** What readers of an older story must know. `story`: the live one about `by`, where there is one. */
export type CaseNotice<R extends CaseRecord = InspectionView> = {
  kind: 'replaced' | 'seen-since'
  about: R
  by: R
  /** "Monitoring inspection: effective action" */
  words: string
  story: CaseStory | null
}

/** The case around one story. Both lists begin with what is nearest to it. */
export type CaseChain<R extends CaseRecord = InspectionView> = {
  record: R | null
  before: ChainEntry[]
  next: ChainEntry[]
  notice: CaseNotice<R> | null
}

/** An area with its records and those of its live stories that may have a place among them. */
export type AreaCase = { area: AreaView; records: InspectionView[]; stories: CaseStory[] }
