import { londonDay } from '@/lib/dates'
import type { AreaView } from '@/modules/areas/views'
import { OUTCOME_WORDS, type OutcomeKind, outcomeOfInspection } from '@/modules/inspections/outcome'
import type { InspectionView } from '@/modules/inspections/views'
import styles from './tile-map.module.css'
import { type MapTile, placeTiles, TILE_POINTS } from './tile-places'

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

const CLASS: Partial<Record<OutcomeKind, string | undefined>> = { positive: styles.p, inconsistent: styles.i, failings: styles.f }

function Mark({ kind }: { kind: OutcomeKind | null }) {
  if (kind === 'positive') return <circle className={styles.m} r="6.6" />
  if (kind === 'inconsistent') return <path className={styles.m} d="M0-7.9 7.9 0 0 7.9-7.9 0Z" />
  if (kind === 'failings') return <path className={styles.m} d="M-6-6H6V6H-6Z" />
  return null
}

function Tile({ entry, place }: { entry: AreaWithOutcome; place: MapTile }) {
  const kind = kindOf(entry)
  const name = tileName(entry)
  return (
    <a href={`/areas/${entry.area.slug}`} className={(kind && CLASS[kind]) || styles.n} aria-label={name}>
      <title>{name}</title>
      <g transform={`translate(${place.x} ${place.y})`}>
        <polygon className={styles.t} points={TILE_POINTS.fill} />
        <Mark kind={kind} />
        <polygon className={styles.ring} points={TILE_POINTS.ring} />
      </g>
    </a>
  )
}

/** England as 153 tiles of one size. Every tile is a link with its name and outcome; a table says the same. */
export function TileMap({ entries, labelledBy }: { entries: readonly AreaWithOutcome[]; labelledBy: string }) {
  const { tiles, width, height } = placeTiles(entries.map((entry) => entry.area))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing of links is a group, and svg has no fieldset
    <svg className={styles.hexes} viewBox={`0 0 ${width} ${height}`} role="group" aria-labelledby={labelledBy}>
      {entries.map((entry) => {
        const place = tiles.get(entry.area.slug)
        return place ? <Tile key={entry.area.slug} entry={entry} place={place} /> : null
      })}
    </svg>
  )
}

/** What the tiles mean, with how many areas of each: words, shape, count. */
export function MapLegend({ entries }: { entries: readonly AreaWithOutcome[] }) {
  const kinds: (OutcomeKind | null)[] = ['positive', 'inconsistent', 'failings', null]
  return (
    <dl className={styles.legend}>
      {kinds.map((kind) => (
        <div key={kind ?? 'none'}>
          <dt>
            <svg className={styles.key} viewBox="-20 -20 40 40" aria-hidden="true" focusable="false">
              <g className={(kind && CLASS[kind]) || styles.n}>
                <polygon className={styles.t} points={TILE_POINTS.fill} />
                <Mark kind={kind} />
              </g>
            </svg>
            {kind ? OUTCOME_WORDS[kind] : 'No report yet under the 2023 framework'}
          </dt>
          <dd>{entries.filter((entry) => kindOf(entry) === kind).length}</dd>
        </div>
      ))}
    </dl>
  )
}

/** A small England with one tile filled: where this area is. The name is in the page's heading. */
export function WhereItIs({ entries, slug }: { entries: readonly AreaView[]; slug: string }) {
  const { tiles, width, height } = placeTiles(entries)
  return (
    <svg className={styles.hexes} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      {[...tiles].map(([area, place]) => (
        <polygon
          key={area}
          className={area === slug ? styles.here : styles.there}
          points={TILE_POINTS.fill}
          transform={`translate(${place.x} ${place.y})`}
        />
      ))}
    </svg>
  )
}
