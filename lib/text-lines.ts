/** A numbered line of a file, from 1; `fault` says why its text cannot be had. */
export type TextLine = { number: number; text: string } | { number: number; fault: string }

const LF = 0x0a

/**
 * Splits bytes into lines as they come, so that a file of any length takes the memory of one line. Line ends are \n
 * or \r\n; a byte order mark at the start of a line goes. A line longer than `maxBytes` is not kept, only reported.
 */
export async function* readTextLines(chunks: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<TextLine> {
  let parts: Uint8Array[] = []
  let bytes = 0
  let number = 0
  const keep = (part: Uint8Array) => {
    bytes += part.length
    if (bytes <= maxBytes) parts.push(part)
    else parts = []
  }
  const end = (): TextLine => {
    number += 1
    const line = bytes > maxBytes ? tooLong(number, maxBytes) : decoded(number, parts)
    parts = []
    bytes = 0
    return line
  }
  for await (const chunk of chunks) {
    let from = 0
    for (let at = chunk.indexOf(LF); at !== -1; at = chunk.indexOf(LF, from)) {
      keep(chunk.subarray(from, at))
      from = at + 1
      yield end()
    }
    keep(chunk.subarray(from))
  }
  if (bytes > 0) yield end()
}

const tooLong = (number: number, maxBytes: number): TextLine => ({
  number,
  fault: `The line is longer than ${maxBytes.toLocaleString('en-GB')} bytes`,
})

function decoded(number: number, parts: readonly Uint8Array[]): TextLine {
  try {
    return { number, text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)).replace(/\r$/, '') }
  } catch {
    return { number, fault: 'The line is not UTF-8 text' }
  }
}
