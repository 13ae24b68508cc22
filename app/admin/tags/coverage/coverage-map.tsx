import type { AreaCoverage, CoverageState } from '@/modules/vocabulary/coverage'
import { placeTiles, TILE_POINTS } from '../../../(site)/_parts/tile-places'
import styles from './coverage.module.css'
import { STATE_WORDS } from './coverage-words'

const STATES: readonly CoverageState[] = ['none', 'behind', 'told', 'no-record']
const CLASS: Record<CoverageState, string | undefined> = {
  none: styles.gap,
  behind: styles.behind,
  told: styles.told,
  'no-record': styles.empty,
}

/** Shape before colour: a square for a gap, a diamond for what is behind, a ring for what is told. */
function Mark({ state }: { state: CoverageState }) {
  if (state === 'none') return <path className={styles.m} d="M-6-6H6V6H-6Z" />
  if (state === 'behind') return <path className={styles.m} d="M0-7.9 7.9 0 0 7.9-7.9 0Z" />
  if (state === 'told') return <circle className={styles.r} r="5.6" />
  return null
}

/** England as tiles of one size, each a link to its row of the table, which says the same. */
export function CoverageMap({ areas, labelledBy }: { areas: readonly AreaCoverage[]; labelledBy: string }) {
  const { tiles, width, height } = placeTiles(areas)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing of links is a group, and svg has no fieldset
    <svg className={styles.hexes} viewBox={`0 0 ${width} ${height}`} role="group" aria-labelledby={labelledBy}>
      {areas.map((area) => {
        const place = tiles.get(area.slug)
        if (!place) return null
        const name = `${area.name}: ${STATE_WORDS[area.state].toLowerCase()}`
        return (
          <a key={area.slug} href={`#area-${area.slug}`} className={CLASS[area.state]} aria-label={name}>
            <title>{name}</title>
            <g transform={`translate(${place.x} ${place.y})`}>
              <polygon className={styles.t} points={TILE_POINTS.fill} />
              <Mark state={area.state} />
              <polygon className={styles.ring} points={TILE_POINTS.ring} />
            </g>
          </a>
        )
      })}
    </svg>
  )
}

/** What the tiles mean, with how many areas of each: words, shape, count. */
export function CoverageLegend({ areas }: { areas: readonly AreaCoverage[] }) {
  return (
    <dl className={styles.legend}>
      {STATES.map((state) => (
        <div key={state}>
          <dt>
            <svg className={styles.key} viewBox="-20 -20 40 40" aria-hidden="true" focusable="false">
              <g className={CLASS[state]}>
                <polygon className={styles.t} points={TILE_POINTS.fill} />
                <Mark state={state} />
              </g>
            </svg>
            {STATE_WORDS[state]}
          </dt>
          <dd className="tabular">{areas.filter((area) => area.state === state).length}</dd>
        </div>
      ))}
    </dl>
  )
}
