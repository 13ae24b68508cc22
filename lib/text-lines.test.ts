import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTextLines, type TextLine } from './text-lines'

async function linesOf(bytes: Uint8Array, chunk = 3, max = 100): Promise<TextLine[]> {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk)
  }
  const lines: TextLine[] = []
  for await (const line of readTextLines(chunks(), max)) lines.push(line)
  return lines
}
const bytes = (text: string) => new TextEncoder().encode(text)

describe('The lines of a file', () => {
  it('are numbered from 1, whatever their line ends, the last with or without one', async () => {
    const expected = [
      { number: 1, text: 'añb' },
      { number: 2, text: '' },
      { number: 3, text: 'c' },
    ]
    expect(await linesOf(bytes('\ufeffañb\r\n\nc'))).toEqual(expected)
    expect(await linesOf(bytes('añb\n\nc\n'))).toEqual(expected)
    expect(await linesOf(bytes(''))).toEqual([])
  })

  it('are the same however the bytes arrive', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 9 }), async (text, chunk) => {
        expect(await linesOf(bytes(text), chunk, 1_000)).toEqual(await linesOf(bytes(text), 1_000, 1_000))
      }),
    )
  })

  it('that are too long or not UTF-8 are only reported, and the rest is read', async () => {
    expect(await linesOf(bytes(`${'x'.repeat(200)}\nok`))).toEqual([
      { number: 1, fault: 'The line is longer than 100 bytes' },
      { number: 2, text: 'ok' },
    ])
    expect(await linesOf(new Uint8Array([0xc3, 0x28, 0x0a, 0x61]))).toEqual([
      { number: 1, fault: 'The line is not UTF-8 text' },
      { number: 2, text: 'a' },
    ])
  })
})
