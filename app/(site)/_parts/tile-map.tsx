import { londonDay } from '@/lib/dates'
import { Tiles, TilesLegend, type TileTone } from '@/modules/areas/components/tiles'
import type { AreaView } from '@/modules/areas/views'
import { OUTCOME_WORDS, type OutcomeKind, outcomeOfInspection } from '@/modules/inspections/outcome'
import type { InspectionView } from '@/modules/inspections/views'

export type AreaWithOutcome = { area: AreaView; latest: InspectionView | null }

const NO_REPORT = 'no report yet under the 2023 framework'

const kindOf = (entry: AreaWithOutcome): OutcomeKind | null => (entry.latest ? outcomeOfInspection(entry.latest) : null)

/** "Sutton: widespread and/or systemic failings, report published 26 June 2026" */
function tileName({ area, latest }: AreaWithOutcome): string {
  const kind = latest ? outcomeOfInspection(latest) : null
  if (!latest || !kind) return `${area.name}: ${NO_REPORT}`
  const published = latest.reportPublished ? `, report published ${londonDay(latest.reportPublished)}` : ''
  return `${area.name}: ${OUTCOME_WORDS[kind].toLowerCase()}${published}`
}

const TONES: Partial<Record<OutcomeKind, TileTone>> = { positive: 'positive', inconsistent: 'inconsistent', failings: 'failings' }
const toneOf = (kind: OutcomeKind | null): TileTone => (kind && TONES[kind]) || 'none'

/** England as 153 tiles of one size. Every tile is a link with its name and outcome; a table says the same. */
export function TileMap({ entries, labelledBy }: { entries: readonly AreaWithOutcome[]; labelledBy: string }) {
  const tiles = entries.map((entry) => {
    const { slug, hex } = entry.area
    return { slug, hex, href: `/areas/${slug}`, name: tileName(entry), tone: toneOf(kindOf(entry)) }
  })
  return <Tiles tiles={tiles} labelledBy={labelledBy} />
}

/** What the tiles mean, with how many areas of each. */
export function MapLegend({ entries }: { entries: readonly AreaWithOutcome[] }) {
  const kinds: (OutcomeKind | null)[] = ['positive', 'inconsistent', 'failings', null]
  const rows = kinds.map((kind) => ({
    tone: toneOf(kind),
    words: kind ? OUTCOME_WORDS[kind] : 'No report yet under the 2023 framework',
    count: entries.filter((entry) => kindOf(entry) === kind).length,
  }))
  return <TilesLegend rows={rows} />
}
