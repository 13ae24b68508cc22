/** What readers did since the last hand-over, added up in memory. Bounded: where it is full, the oldest goes. */
import type { ReasonKind } from '@/modules/related/reason-kind'
import type { Reading } from './schema'

/** A line of the hand-over: what the function counting.count_reading takes. `day` is a London day, "2026-11-22". */
export type Counted =
  | { day: string; article: number; target: number; slot: number; reason: ReasonKind; clicks: number }
  | { day: string; article: number; seen: number }

const keyOf = (one: Counted): string =>
  'seen' in one ? `${one.day} ${one.article}` : `${one.day} ${one.article} ${one.target} ${one.slot} ${one.reason}`

const added = (one: Counted, more: Counted): Counted =>
  'seen' in one
    ? { ...one, seen: one.seen + ('seen' in more ? more.seen : 0) }
    : { ...one, clicks: one.clicks + ('clicks' in more ? more.clicks : 0) }

export class Tally {
  /** Oldest first. */
  #lines = new Map<string, Counted>()
  readonly #max: number

  constructor(max: number) {
    this.#max = max
  }

  get size(): number {
    return this.#lines.size
  }

  /** Counts one reading on `day`. */
  add(reading: Reading, day: string): void {
    this.#put('seen' in reading ? { day, article: reading.article, seen: 1 } : { day, ...reading, clicks: 1 })
  }

  /** Takes out the oldest lines, at most `max`. */
  take(max: number): Counted[] {
    const lines = [...this.#lines.entries()].slice(0, max)
    for (const [key] of lines) this.#lines.delete(key)
    return lines.map(([, line]) => line)
  }

  /** Puts back what could not be handed over: it is the oldest again. */
  giveBack(lines: readonly Counted[]): void {
    const since = [...this.#lines.values()]
    this.#lines.clear()
    for (const line of [...lines, ...since]) this.#put(line)
  }

  #put(line: Counted): void {
    const key = keyOf(line)
    const there = this.#lines.get(key)
    this.#lines.set(key, there ? added(there, line) : line)
    for (const oldest of this.#lines.keys()) {
      if (this.#lines.size <= this.#max) break
      this.#lines.delete(oldest)
    }
  }
}
