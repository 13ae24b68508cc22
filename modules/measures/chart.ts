/** Where the marks of a drawn chart stand. Pure geometry, so that charts are plain SVG in the server's HTML. */

/** The size of a line chart's drawing, in its own units. */
export const LINE_WIDTH = 320
export const LINE_HEIGHT = 96

/**
 * Points of a line for `polyline`, left to right over the whole width; `days` says how far each value is from the first.
 * Null values break the line in pieces. The lowest value stands at the bottom, `max` at the top.
 */
export function linesOf(values: readonly { day: number; value: number | null }[], max: number): string[] {
  const last = Math.max(1, values.at(-1)?.day ?? 1)
  const pieces: string[][] = [[]]
  for (const { day, value } of values) {
    if (value === null) pieces.push([])
    else pieces.at(-1)?.push(`${round((day / last) * LINE_WIDTH)},${round(LINE_HEIGHT - (Math.min(value, max) / max) * LINE_HEIGHT)}`)
  }
  return pieces.filter((piece) => piece.length > 0).map((piece) => piece.join(' '))
}

const round = (value: number): number => Math.round(value * 10) / 10

/** The end of an axis that begins at 0: 1, 2 or 5 times a power of ten, not below the greatest value. */
export function axisEnd(values: readonly (number | null)[]): number {
  const greatest = Math.max(0, ...values.map((value) => value ?? 0))
  if (greatest === 0) return 1
  const power = 10 ** Math.floor(Math.log10(greatest))
  return [1, 2, 5, 10].map((step) => step * power).find((end) => end >= greatest - 1e-9) ?? greatest
}
