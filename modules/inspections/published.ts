import 'server-only'
import { publishedDb } from '@/lib/published-db'
import type { InspectionView } from './views'

const select = {
  id: true,
  areaSlug: true,
  kind: true,
  framework: true,
  onsiteStart: true,
  onsiteEnd: true,
  reportPublished: true,
  outcome: true,
  outcomeShort: true,
  whatFollows: true,
  boards: true,
  sourceUrl: true,
  checked: true,
  notes: true,
} as const

const newestFirst = [{ reportPublished: { sort: 'desc', nulls: 'last' } }, { id: 'asc' }] as const

/** Inspections of one area ("rotherham"), the newest report first; those without a report date last. */
export async function inspectionsOfArea(areaSlug: string): Promise<InspectionView[]> {
  return publishedDb.inspection.findMany({ where: { areaSlug }, select, orderBy: [...newestFirst] })
}

/** Every inspection on record, the newest report first; those without a report date last. */
export async function listInspections(): Promise<InspectionView[]> {
  return publishedDb.inspection.findMany({ select, orderBy: [...newestFirst] })
}
