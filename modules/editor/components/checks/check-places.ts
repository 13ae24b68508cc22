/** Where findings stand in the document of the body. What was typed since they were asked for is looked for nearby. Pure. */
import type { Node as ModelNode } from '@tiptap/pm/model'
import type { Check } from '../../checks'
import { type BodyWords, positionsOf, wordsOf } from '../comments/body-words'

export type Range = { from: number; to: number }

/** The beginnings of the lines that have words, without the space before them. */
function lineStarts(text: string): number[] {
  const starts: number[] = []
  let at = 0
  for (const line of text.split('\n')) {
    if (line.trim() !== '') starts.push(at + line.length - line.trimStart().length)
    at += line.length + 1
  }
  return starts
}

/** The place of each finding of the body, by its key; those whose words are not there have none. */
export function placesOf(document: ModelNode, checks: readonly Check[]): Map<string, Range> {
  const words = wordsOf(document)
  const starts = lineStarts(words.text)
  const places = new Map<string, Range>()
  for (const check of checks) {
    if (check.field !== 'body' || check.line === null) continue
    const place = placeIn(words, starts, check)
    if (place) places.set(check.key, place)
  }
  return places
}

function placeIn(words: BodyWords, starts: readonly number[], { line, from, to, words: found }: Check): Range | null {
  const wanted = found.slice(0, to - from)
  const at = (starts[line ?? 0] ?? 0) + from
  const start = words.text.startsWith(wanted, at) ? at : nearest(words.text, wanted, at)
  return start === null || wanted === '' ? null : positionsOf(words, { from: start, to: start + wanted.length })
}

/** Where the words stand next to a place; null when they have gone. */
export function nearest(text: string, words: string, at: number): number | null {
  const [after, before] = [text.indexOf(words, at), text.lastIndexOf(words, at)]
  if (after < 0 || before < 0) return after < 0 && before < 0 ? null : Math.max(after, before)
  return after - at < at - before ? after : before
}
