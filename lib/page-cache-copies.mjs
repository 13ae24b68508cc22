/**
 * Pages held in memory, bounded by bytes; the one unused longest goes first. A copy is only ever answered with after a
 * check in the database, or while the database is away (lib/page-cache-store.mjs decides).
 */

/** @typedef {{ ver: string, tags: string[], bytes: number }} Copy what this file needs of a StoredPage */
export class Copies {
  /** @type {Map<string, Copy>} oldest use first */
  #copies = new Map()
  #bytes = 0
  #limit

  /** @param {number} limit bytes */
  constructor(limit) {
    this.#limit = limit
  }

  get size() {
    return this.#copies.size
  }

  get bytes() {
    return this.#bytes
  }

  /** @param {string} key */
  get(key) {
    const copy = this.#copies.get(key)
    if (!copy) return undefined
    this.#copies.delete(key)
    this.#copies.set(key, copy)
    return copy
  }

  /**
   * @param {string} key
   * @returns {string | undefined} the version held, without counting as a use
   */
  version(key) {
    return this.#copies.get(key)?.ver
  }

  /**
   * @param {string} key
   * @param {Copy} copy
   */
  put(key, copy) {
    this.drop(key)
    if (copy.bytes > this.#limit) return
    this.#copies.set(key, copy)
    this.#bytes += copy.bytes
    for (const oldest of this.#copies.keys()) {
      if (this.#bytes <= this.#limit) break
      this.drop(oldest)
    }
  }

  /** @param {string} key */
  drop(key) {
    const copy = this.#copies.get(key)
    if (!copy) return
    this.#copies.delete(key)
    this.#bytes -= copy.bytes
  }

  /** @param {ReadonlySet<string>} tags */
  dropTagged(tags) {
    for (const [key, copy] of this.#copies) if (copy.tags.some((tag) => tags.has(tag))) this.drop(key)
  }

  /** @returns {[string, string][]} key and version of every copy */
  versions() {
    return [...this.#copies].map(([key, copy]) => [key, copy.ver])
  }

  clear() {
    this.#copies.clear()
    this.#bytes = 0
  }
}
