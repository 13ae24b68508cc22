/**
 * Next's cache of rendered pages, in PostgreSQL (next.config.js names this file; docs/decisions, cached pages).
 * bin/serve.mjs puts the store in place before Next starts; without it (during `next build`, in `next dev`) nothing is
 * cached and nothing is asked of a database.
 *
 * Next makes one of these objects per request, so the snapshot that `get` saw waits here for the `set` after the render.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { addressOfKey, askAgain, expiryOf, finishPage, isPublicAddress, readMarks, TAGS_HEADER } from './page-cache-entry.mjs'
import { readable } from './stored-page.mjs'

const STORE = Symbol.for('throughline.page-store')
const CACHED_KINDS = new Set(['APP_PAGE', 'APP_ROUTE'])
/** A page that many publications end while it is rendered is shown unstored in the end, rather than asked for again for ever. */
const REFUSALS_MAX = 8
const REFUSALS_KNOWN_MAX = 1_000

/** @type {Map<string, number>} times in a row that a page was old when it was finished */
const refusals = new Map()
/** @type {Map<string, string>} */
const builds = new Map()

/** Pages of one build are no use to another: they name its style sheets. */
function buildOf(serverDistDir) {
  if (!serverDistDir) return ''
  if (!builds.has(serverDistDir)) {
    let build = ''
    try {
      build = readFileSync(join(serverDistDir, '..', 'BUILD_ID'), 'utf8').trim()
    } catch {
      // Being built: nothing is stored anyway.
    }
    builds.set(serverDistDir, build)
  }
  return builds.get(serverDistDir) ?? ''
}

/** An address that is written in one way only; Next's own pages (`/_not-found`) stand in for others. */
const isAnswerable = (address) => isPublicAddress(address) && /^\/(?!_)[\w.~/-]*$/.test(address)

function refusedAgain(key) {
  const times = (refusals.get(key) ?? 0) + 1
  if (refusals.size >= REFUSALS_KNOWN_MAX) refusals.clear()
  refusals.set(key, times)
  return times
}

export default class CacheHandler {
  #build
  /** @type {Map<string, { snap: string | null, at: Date }>} */
  #looks = new Map()

  /** @param {{ serverDistDir?: string }} [context] */
  constructor(context) {
    this.#build = buildOf(context?.serverDistDir)
  }

  /** @returns {import('./page-cache-store.mjs').PageStore | undefined} */
  get #store() {
    return this.#build ? globalThis[STORE] : undefined
  }

  /**
   * @param {string} key
   * @param {{ kind?: string }} [context]
   */
  async get(key, context) {
    const store = this.#store
    // FETCH: `unstable_cache` with an empty body carries the tags of a page (lib/page-tags.ts); there is nothing to keep.
    if (!store || !CACHED_KINDS.has(context?.kind)) return null
    const at = new Date()
    const { snap, found } = await store.look(`${this.#build}${key}`)
    this.#looks.set(key, { snap, at })
    const address = addressOfKey(key)
    const value = found && readable(() => found.data())
    if (!value) return null
    if (isAnswerable(address)) store.learn(address, `${this.#build}${key}`)
    // Never `lastModified: -1` for an ended page: when a render fails Next stores the previous entry again, and a
    // withdrawn story could come back.
    return { lastModified: Date.now(), cacheControl: { revalidate: false, expire: undefined }, value }
  }

  /**
   * Changes `data` in place: Next answers with it.
   * @param {string} key
   * @param {{ kind: string, status?: number, headers?: Record<string, unknown> } | null} data
   */
  async set(key, data) {
    const store = this.#store
    const address = addressOfKey(key)
    if (!store || !data || !CACHED_KINDS.has(data.kind) || !isPublicAddress(address)) return
    const marks = readMarks(data.headers?.[TAGS_HEADER])
    finishPage(data, marks, address)
    const look = this.#looks.get(key)
    // No snapshot: the database was away when the page was asked for. It is shown and not stored.
    if (!look?.snap || (data.status ?? 200) >= 500) return
    const expiresAt = expiryOf({ status: data.status, untilMidnight: marks.untilMidnight }, look.at)
    const tags = data.status === 404 ? [...marks.tags, 'http-status:404'] : marks.tags
    const outcome = await store.entrants.keepForAll(
      address,
      () => store.keep(`${this.#build}${key}`, data, { tags, snap: look.snap, expiresAt }),
      () => store.isRight(tags, look.snap),
    )
    this.#answer(key, data, address, outcome)
  }

  #answer(key, data, address, outcome) {
    if (outcome === 'kept') {
      refusals.delete(key)
      if (isAnswerable(address)) this.#store?.learn(address, `${this.#build}${key}`)
      return
    }
    if (address.startsWith('/_')) return
    data.headers['cache-control'] = 'no-store'
    if (outcome !== 'not-kept' && refusedAgain(key) <= REFUSALS_MAX) askAgain(data, address)
  }

  /** @param {string | string[]} tags */
  async revalidateTag(tags) {
    const own = [tags].flat().filter((tag) => !tag.startsWith('_N_T_'))
    await this.#store?.expire(own)
  }

  resetRequestCache() {}
}
