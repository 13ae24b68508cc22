/** The reference data as the demo stories state it. Read by their tests, and drawn by charts.ts. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'reference')
const rows = (file: string): Record<string, string>[] =>
  parse(readFileSync(join(folder, file)), { columns: true, skip_empty_lines: true, bom: true })

export type Outcome = 'Typically positive' | 'Inconsistent' | 'Widespread and/or systemic failings'
const OUTCOMES: Record<string, Outcome> = { 1: 'Typically positive', 2: 'Inconsistent', 3: 'Widespread and/or systemic failings' }

/** The outcomes as reports print them: framework and handbook for area SEND inspections, read June 2026. */
export const OFFICIAL_SENTENCE: Record<Outcome, string> = {
  'Typically positive':
    'The local area partnership’s special educational needs and/or disabilities (SEND) arrangements typically lead to positive experiences and outcomes for children and young people with SEND. The local area partnership is taking action where improvements are needed.',
  Inconsistent:
    'The local area partnership’s arrangements lead to inconsistent experiences and outcomes for children and young people with special educational needs and/or disabilities (SEND). The local area partnership must work jointly to make improvements.',
  'Widespread and/or systemic failings':
    'There are widespread and/or systemic failings leading to significant concerns about the experiences and outcomes of children and young people with special educational needs and/or disabilities (SEND), which the local area partnership must address urgently.',
}

export type InspectionRow = {
  id: string
  area: string
  region: string
  boards: string[]
  full: boolean
  onsiteStart: string
  onsiteEnd: string
  published: string
  outcome: Outcome | null
  previous: string
  sourceUrl: string
}

export const inspections: InspectionRow[] = rows('inspections.csv').map((row) => ({
  id: row.id ?? '',
  area: row.area ?? '',
  region: row.region ?? '',
  boards: (row.icbs ?? '').split('|'),
  full: row.inspection_type === 'full',
  onsiteStart: row.onsite_start ?? '',
  onsiteEnd: row.onsite_end ?? '',
  published: row.report_published ?? '',
  outcome: OUTCOMES[row.outcome ?? ''] ?? null,
  previous: row.previous_inspection ?? '',
  sourceUrl: row.source_url ?? '',
}))

/** Full inspections whose report was out by the end of that day, oldest first. */
export const reportedBy = (day: string): InspectionRow[] =>
  inspections.filter((row) => row.full && row.published <= day).sort((a, b) => a.published.localeCompare(b.published))

export const areas = rows('local-authorities.csv')
export const boards = rows('icbs.csv')
export const forums = rows('parent-carer-forums.csv')
export const tagSlugs = new Set(rows('tags.csv').map((row) => row.slug))
export const houseStyle = rows('house-style.csv')

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** "26 June 2026" */
export const longDay = (iso: string): string => {
  const [year, month, day] = iso.split('-').map(Number)
  return `${day} ${MONTHS[(month ?? 1) - 1]} ${year}`
}

/** "26 to 30 June 2023", "30 January to 3 February 2023": how a report prints its week. */
export function longRange(from: string, to: string): string {
  const [start, end] = [longDay(from).split(' '), longDay(to)]
  if (from.slice(0, 7) === to.slice(0, 7)) return `${start[0]} to ${end}`
  return from.slice(0, 4) === to.slice(0, 4) ? `${start[0]} ${start[1]} to ${end}` : `${longDay(from)} to ${end}`
}

/** Whole days from one ISO day to another. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000

/** The middle value, or the mean of the two in the middle. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2
}
