import 'server-only'
import { createHash } from 'node:crypto'
import type { Actor } from '@/modules/access/actor'

/** The id of the story that a line becomes; each call is the next line of its file. */
export type LineNames = (text: string) => string

/**
 * Ids for lines that bring none: the same person's same line of the same import has the same id at every press, so that
 * what an answer got lost of is not stored twice. Of lines that say the same, each has its own.
 */
export function lineNames(actor: Actor, key: string): LineNames {
  const seen = new Map<string, number>()
  const who = actor.kind === 'person' ? actor.id : actor.name
  return (text) => {
    const line = hashOf(text.trim())
    const nth = (seen.get(line) ?? 0) + 1
    seen.set(line, nth)
    return idFrom([who, key, line, nth].join(' '))
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A UUID of version 8: made from something, in a way of our own. The same text has the same. */
export function idFrom(text: string): string {
  const hex = hashOf(text)
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}
