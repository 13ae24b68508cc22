/** A QR code as one path of an SVG: nothing to fetch, no inline style, no HTML put together by hand. */
import { create } from 'qrcode'

/** Blank modules around it, as the standard asks. */
const QUIET = 4

export type QrPath = { /** Width and height in modules. */ size: number /** The `d` of a path that is filled. */; d: string }

/** One horizontal run after the other: "M4 4h7v1h-7z…". */
export function qrPath(text: string): QrPath {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  const runs: string[] = []
  for (let y = 0; y < size; y += 1) {
    let start = -1
    for (let x = 0; x <= size; x += 1) {
      const dark = x < size && Boolean(data[y * size + x])
      if (dark && start < 0) start = x
      if (!dark && start >= 0) {
        runs.push(`M${start + QUIET} ${y + QUIET}h${x - start}v1h-${x - start}z`)
        start = -1
      }
    }
  }
  return { size: size + 2 * QUIET, d: runs.join('') }
}
