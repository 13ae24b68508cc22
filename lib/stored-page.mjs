/** One page as it came from the store: for Next, which asks for its own form, and ready to be sent as it is. */
import { createHash } from 'node:crypto'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { logLine } from './log-line.mjs'
import { decodePage, TAGS_HEADER } from './page-cache-entry.mjs'

const COMPRESSIBLE = /^(?:text\/|application\/(?:[\w.+-]*json|[\w.+-]*xml|javascript))/
const COMPRESS_FROM = 1_024
/** Headers, tags, the object itself. */
const OBJECTS_BYTES = 1_000
const NOT_SENT = new Set([TAGS_HEADER, 'content-length', 'content-type', 'etag', 'vary', 'x-nextjs-stale-time'])

/** @typedef {'br' | 'gzip' | 'identity'} Coding */

export class StoredPage {
  #value
  #head = undefined
  /** @type {Map<Coding, Buffer>} */
  #bodies = new Map()
  #compressedBytes = 0

  /**
   * @param {string} ver
   * @param {Buffer} value as `encodePage` made it
   * @param {string[]} tags
   */
  constructor(ver, value, tags) {
    this.ver = ver
    this.tags = tags
    this.#value = value
  }

  /** What it may take in memory, compressed forms and objects included; it keeps no compressed form beyond. */
  get bytes() {
    return this.#value.length + this.#compressedMax + OBJECTS_BYTES
  }

  /** What the page and its compressed forms take now. */
  get held() {
    return this.#value.length + this.#compressedBytes
  }

  /** Room for gzip and Brotli of any text that people write; what hardly compresses is compressed for each reader. */
  get #compressedMax() {
    return Math.ceil(this.#value.length * 0.6) + 1_000
  }

  /** In Next's form. */
  data() {
    return decodePage(this.#value)
  }

  /**
   * @param {Coding} wanted the best coding the reader takes
   * @returns {{ status: number, headers: [string, string][], etag: string, body: Buffer }} `headers` without length
   */
  answer(wanted) {
    this.#head ??= this.#read()
    const { status, headers, etag, compressible } = this.#head
    const coding = compressible ? wanted : 'identity'
    let body = this.#bodies.get(coding)
    if (!body) {
      body = compressed(this.#bodies.get('identity'), coding)
      this.#keep(coding, body)
    }
    return { status, headers: coding === 'identity' ? headers : [...headers, ['content-encoding', coding]], etag, body }
  }

  #keep(coding, body) {
    if (this.#compressedBytes + body.length > this.#compressedMax) return
    this.#bodies.set(coding, body)
    this.#compressedBytes += body.length
  }

  #read() {
    const data = decodePage(this.#value, { text: false })
    const body = data.kind === 'APP_ROUTE' ? data.body : data.html
    const type = data.kind === 'APP_ROUTE' ? String(data.headers?.['content-type'] ?? 'text/plain') : 'text/html; charset=utf-8'
    const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
    const own = Object.entries(data.headers ?? {}).filter(([name]) => !NOT_SENT.has(name.toLowerCase()))
    /** @type {[string, string][]} */
    const headers = [
      ['content-type', type],
      ['etag', etag],
      ['vary', 'Accept-Encoding'],
      ['x-nextjs-cache', 'HIT'],
    ]
    for (const [name, value] of own) headers.push([name, String(Array.isArray(value) ? value.at(-1) : value)])
    this.#bodies.set('identity', body)
    return { status: data.status ?? 200, headers, etag, compressible: body.length >= COMPRESS_FROM && COMPRESSIBLE.test(type) }
  }
}

/**
 * What `read` gives, or null where a page cannot be read: another version of Node may have written it in a form this one
 * does not know. It is then rendered again, as if it were not there.
 * @template T
 * @param {() => T} read
 * @returns {T | null}
 */
export function readable(read) {
  try {
    return read()
  } catch (error) {
    logLine('warn', 'page cache: a stored page cannot be read', { error: error instanceof Error ? error.message : String(error) })
    return null
  }
}

/** As a rule once per page and coding, so it may take its time. */
function compressed(body, coding) {
  if (coding === 'gzip') return gzipSync(body, { level: 7 })
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } })
}

/**
 * The best coding a reader takes.
 * @param {string | undefined} accept the Accept-Encoding header
 * @returns {Coding}
 */
export function codingFor(accept) {
  if (!accept) return 'identity'
  const taken = new Set()
  for (const part of accept.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((word) => word.trim())
    if (!parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter))) taken.add(name)
  }
  return taken.has('br') ? 'br' : taken.has('gzip') ? 'gzip' : 'identity'
}
