import { type MapTile, placeTiles, TILE_POINTS } from '../tile-places'
import styles from './tiles.module.css'

/** What a tile says by shape and colour, from the best to the worst; `told` is for the newsroom's own coverage. */
export type TileTone = 'positive' | 'inconsistent' | 'failings' | 'told' | 'none'

const CLASS: Record<TileTone, string | undefined> = {
  positive: styles.p,
  inconsistent: styles.i,
  failings: styles.f,
  told: styles.told,
  none: styles.n,
}

/** Shape before colour: a disc, a diamond, a square, a ring, nothing. */
function Mark({ tone }: { tone: TileTone }) {
  if (tone === 'positive') return <circle className={styles.m} r="6.6" />
  if (tone === 'inconsistent') return <path className={styles.m} d="M0-7.9 7.9 0 0 7.9-7.9 0Z" />
  if (tone === 'failings') return <path className={styles.m} d="M-6-6H6V6H-6Z" />
  if (tone === 'told') return <circle className={styles.r} r="5.6" />
  return null
}

type Placed = { slug: string; hex: { q: number; r: number } | null }
/** One tile: where it leads, its name with what it says, and how it looks. */
export type TileLook = Placed & { href: string; name: string; tone: TileTone }

function Tile({ tile: { href, name, tone }, place }: { tile: TileLook; place: MapTile }) {
  return (
    <a href={href} className={CLASS[tone]} aria-label={name}>
      <title>{name}</title>
      <g transform={`translate(${place.x} ${place.y})`}>
        <polygon className={styles.t} points={TILE_POINTS.fill} />
        <Mark tone={tone} />
        <polygon className={styles.ring} points={TILE_POINTS.ring} />
      </g>
    </a>
  )
}

/** England as tiles of one size, each a link with its name. A table beside it says the same. */
export function Tiles({ tiles, labelledBy }: { tiles: readonly TileLook[]; labelledBy: string }) {
  const { tiles: places, width, height } = placeTiles(tiles)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing of links is a group, and svg has no fieldset
    <svg className={styles.hexes} viewBox={`0 0 ${width} ${height}`} role="group" aria-labelledby={labelledBy}>
      {tiles.map((tile) => {
        const place = places.get(tile.slug)
        return place ? <Tile key={tile.slug} tile={tile} place={place} /> : null
      })}
    </svg>
  )
}

/** What the tiles mean, with how many areas of each: words, shape, count. */
export function TilesLegend({ rows }: { rows: readonly { tone: TileTone; words: string; count: number }[] }) {
  return (
    <dl className={styles.legend}>
      {rows.map(({ tone, words, count }) => (
        <div key={tone}>
          <dt>
            <svg className={styles.key} viewBox="-20 -20 40 40" aria-hidden="true" focusable="false">
              <g className={CLASS[tone]}>
                <polygon className={styles.t} points={TILE_POINTS.fill} />
                <Mark tone={tone} />
              </g>
            </svg>
            {words}
          </dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  )
}

/** A small England with one tile filled: where an area is. The name is in the page's heading. */
export function WhereItIs({ areas, slug }: { areas: readonly Placed[]; slug: string }) {
  const { tiles, width, height } = placeTiles(areas)
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
