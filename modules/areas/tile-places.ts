/** Where the hexagons of the tile map stand. Pure. */

export type MapTile = { x: number; y: number }

const COLUMN = 34.64
const ROW = 30
const MARGIN = 21
/** A little smaller than the grid, so that a gap shows between tiles. */
const FILL = 18.7
const RING = 16

const hexagon = (radius: number): string =>
  [90, 30, -30, -90, -150, 150]
    .map((degrees) => {
      const angle = (degrees * Math.PI) / 180
      return `${(radius * Math.cos(angle)).toFixed(1)},${(-radius * Math.sin(angle)).toFixed(1)}`
    })
    .join(' ')

export const TILE_POINTS = { fill: hexagon(FILL), ring: hexagon(RING) }

const round = (value: number): number => Math.round(value * 10) / 10

/** Places for all areas that have a hexagon (odd-r layout, r growing to the north), and the size of the drawing. */
export function placeTiles(areas: readonly { slug: string; hex: { q: number; r: number } | null }[]) {
  const placed = areas.flatMap((area) => (area.hex ? [{ slug: area.slug, ...area.hex }] : []))
  const top = Math.max(0, ...placed.map((tile) => tile.r))
  const right = Math.max(0, ...placed.map((tile) => tile.q))
  const tiles = new Map<string, MapTile>(
    placed.map((tile) => [
      tile.slug,
      { x: round(MARGIN + tile.q * COLUMN + (tile.r % 2 === 1 ? COLUMN / 2 : 0)), y: round(MARGIN + (top - tile.r) * ROW) },
    ]),
  )
  return { tiles, width: Math.ceil(2 * MARGIN + (right + 0.5) * COLUMN), height: 2 * MARGIN + top * ROW }
}
