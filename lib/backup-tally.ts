import { createHash } from 'node:crypto'
import { Transform } from 'node:stream'

/** Counts the lines and the checksum of what passes: in COPY's text form a row is a line. */
export function tally(): { stream: Transform; read: () => { rows: number; sha256: string } } {
  const hash = createHash('sha256')
  let rows = 0
  const stream = new Transform({
    transform(part: Buffer, _encoding, next) {
      hash.update(part)
      for (let at = part.indexOf(10); at !== -1; at = part.indexOf(10, at + 1)) rows++
      next(null, part)
    },
  })
  return { stream, read: () => ({ rows, sha256: hash.digest('hex') }) }
}
