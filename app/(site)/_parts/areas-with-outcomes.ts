import type { AreaView } from '@/modules/areas/views'
import type { InspectionView } from '@/modules/inspections/views'
import type { AreaWithOutcome } from './tile-map'

/** Each area with its latest full inspection; null where the record has none. `inspections` come newest report first. */
export function areasWithOutcomes(areas: readonly AreaView[], inspections: readonly InspectionView[]): AreaWithOutcome[] {
  const latest = new Map<string, InspectionView>()
  for (const inspection of inspections) {
    if (inspection.kind === 'full' && !latest.has(inspection.areaSlug)) latest.set(inspection.areaSlug, inspection)
  }
  return areas.map((area) => ({ area, latest: latest.get(area.slug) ?? null }))
}
