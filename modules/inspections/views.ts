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
