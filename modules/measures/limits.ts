/**
 * How often strangers may add something, in memory only: a bucket of tokens per key. Keys are hashes made with a salt
 * that this process draws for itself and never tells, so that no address stands anywhere, not even here.
 */
import { createHmac, randomBytes } from 'node:crypto'

type Bucket = { tokens: number; at: number }

/** A bucket holds `capacity` tokens and fills with `perSecond`. */
export type Rate = { capacity: number; perSecond: number }

const salt = randomBytes(32)
const hashed = (key: string): string => createHmac('sha256', salt).update(key).digest('base64url').slice(0, 16)

export class TokenBuckets {
  /** Longest unused first. */
  #buckets = new Map<string, Bucket>()
  readonly #rate: Rate
  readonly #keysMax: number

  constructor(rate: Rate, keysMax = 20_000) {
    this.#rate = rate
    this.#keysMax = keysMax
  }

  get size(): number {
    return this.#buckets.size
  }

  /** Takes a token of `key`'s bucket; false when there is none. `now` in milliseconds. */
  take(key: string, now: number): boolean {
    const { capacity, perSecond } = this.#rate
    const name = hashed(key)
    const before = this.#buckets.get(name) ?? { tokens: capacity, at: now }
    const tokens = Math.min(capacity, before.tokens + (Math.max(0, now - before.at) / 1_000) * perSecond)
    this.#buckets.delete(name)
    this.#buckets.set(name, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now })
    for (const oldest of this.#buckets.keys()) {
      if (this.#buckets.size <= this.#keysMax) break
      this.#buckets.delete(oldest)
    }
    return tokens >= 1
  }
}
