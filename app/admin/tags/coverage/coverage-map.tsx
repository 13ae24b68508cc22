import { Tiles, TilesLegend, type TileTone } from '@/modules/areas/components/tiles'
import type { AreaCoverage, CoverageState } from '@/modules/vocabulary/coverage'
import { STATE_WORDS } from './coverage-words'

const STATES: readonly CoverageState[] = ['none', 'behind', 'told', 'no-record']
/** A square for a gap, a diamond for what is behind, a ring for what is told. */
const TONES: Record<CoverageState, TileTone> = { none: 'failings', behind: 'inconsistent', told: 'told', 'no-record': 'none' }

/** England as tiles of one size, each a link to its row of the table, which says the same. */
export function CoverageMap({ areas, labelledBy }: { areas: readonly AreaCoverage[]; labelledBy: string }) {
  const tiles = areas.map(({ slug, hex, name, state }) => {
    return { slug, hex, href: `#area-${slug}`, name: `${name}: ${STATE_WORDS[state].toLowerCase()}`, tone: TONES[state] }
  })
  return <Tiles tiles={tiles} labelledBy={labelledBy} />
}

/** What the tiles mean, with how many areas of each. */
export function CoverageLegend({ areas }: { areas: readonly AreaCoverage[] }) {
  const count = (state: CoverageState) => areas.filter((area) => area.state === state).length
  return <TilesLegend rows={STATES.map((state) => ({ tone: TONES[state], words: STATE_WORDS[state], count: count(state) }))} />
}
