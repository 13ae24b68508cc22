/**
 * What a rendered page says about itself, and the form it is stored in. Pure: no database, no clock.
 * Tags and marks are written by lib/page-tags.ts and reach the cache handler in a header of the rendered page.
 */
import { deserialize, serialize } from 'node:v8'
import { nextLondonMidnight } from './london-midnight.mjs'
import { stripScriptPreloads, stripScripts } from './strip-scripts.mjs'

const TAGS_HEADER = 'x-next-cache-tags'
const STATUS_MARK = /^http-status:(404|410|503)$/
const UNTIL_MARK = 'until:london-midnight'
/** Anybody can invent addresses: a "not found" is kept only this long. */
const MISSING_SECONDS = 60
/** Nothing but the server's own copies may answer without asking: every reader asks again, and gets 304 when nothing changed. */
const CACHE_CONTROL = 'public, max-age=0, must-revalidate'
/** Larger pages are rendered each time. */
export const PAGE_BYTES_MAX = 8 * 1024 * 1024

/**
 * The address inside Next's opaque key `/route-cache/APP_PAGE/<hash>/$/news/x`; null where the form is another.
 * @param {string} key
 * @returns {string | null}
 */
export function addressOfKey(key) {
  const at = key.indexOf('/$/')
  if (at < 0) return null
  const page = key.slice(at + 2)
  if (page === '/index') return '/'
  return page.startsWith('/index/index') ? page.slice('/index'.length) : page
}

/**
 * Pages of the public site lose their scripts. Staff pages are never cached (force-dynamic); should one be by
 * mistake, it is neither stripped nor stored. Next's own pages (`/_not-found`) are public.
 * @param {string | null} address
 */
export function isPublicAddress(address) {
  return address !== null && !/^\/(?:admin|sign-in|api\/auth)(?:\/|$)/.test(address)
}

/**
 * @typedef {{ tags: string[], status: number | undefined, untilMidnight: boolean }} Marks
 * @param {unknown} header the value of x-next-cache-tags
 * @returns {Marks} `tags`: what the page shows. Next's own path tags are left out: pages end by `expirePages` alone.
 */
export function readMarks(header) {
  const all = typeof header === 'string' ? header.split(',').filter(Boolean) : []
  const status = all.map((tag) => STATUS_MARK.exec(tag)?.[1]).find(Boolean)
  const tags = all.filter((tag) => !tag.startsWith('_N_T_') && !STATUS_MARK.test(tag) && tag !== UNTIL_MARK)
  return { tags: [...new Set(tags)], status: status ? Number(status) : undefined, untilMidnight: all.includes(UNTIL_MARK) }
}

/**
 * When a page ends by itself: null for never. Counted from the moment before its render.
 * @param {{ status: number | undefined, untilMidnight: boolean }} page
 * @param {Date} before
 * @returns {Date | null}
 */
export function expiryOf(page, before) {
  const midnight = page.untilMidnight ? nextLondonMidnight(before) : null
  if (page.status !== 404) return midnight
  const soon = new Date(before.getTime() + MISSING_SECONDS * 1000)
  return midnight && midnight < soon ? midnight : soon
}

/**
 * Gives the rendered page its status, its headers and no scripts. Changes `data` in place: Next answers with it.
 * @param {{ kind: string, html?: string, status?: number, headers?: Record<string, unknown> }} data
 * @param {Marks} marks
 * @param {string} address
 */
export function finishPage(data, marks, address) {
  if (marks.status) data.status = marks.status
  data.headers ??= {}
  const { headers } = data
  if (typeof data.html === 'string') data.html = stripScripts(data.html)
  const link = stripScriptPreloads(headers.link)
  if (link) headers.link = link
  else delete headers.link
  // Next gives its own pages (`/_not-found`) a header of their own, and would send both.
  if (!address.startsWith('/_')) headers['cache-control'] = (data.status ?? 200) >= 500 ? 'no-store' : CACHE_CONTROL
  if ((data.status ?? 200) >= 500) headers['retry-after'] = '10'
}

/**
 * The page became old while it was rendered, or could not be checked: the reader is asked to ask again, and everybody
 * who waits for this render with them (Next answers all of them with it).
 * @param {{ kind: string, html?: string, body?: unknown, status?: number, headers?: Record<string, unknown> }} data
 * @param {string} address
 */
export function askAgain(data, address) {
  data.status = 307
  // One leading slash, ASCII only: an address and nothing else.
  const location = `/${address.replace(/^\/+/, '')}`.replace(/[^\x21-\x7e]/g, (character) => encodeURIComponent(character))
  data.headers = { location, 'cache-control': 'no-store' }
  if (data.kind === 'APP_ROUTE') data.body = Buffer.alloc(0)
  else data.html = ''
}

/**
 * Bytes for the store. Text as UTF-8, because V8 writes one character outside Latin-1 as two bytes for every character.
 * What only the framework's client would fetch is left out: nobody fetches it from a page without scripts.
 * @param {Record<string, unknown>} data
 * @returns {Buffer}
 */
export function encodePage(data) {
  const { html, rscData: _rscData, segmentData: _segmentData, ...rest } = data
  return serialize(typeof html === 'string' ? { ...rest, html: Buffer.from(html, 'utf8') } : rest)
}

/**
 * @param {Buffer} bytes
 * @param {{ text?: boolean }} [form] `text: false` leaves the HTML as UTF-8 bytes
 * @returns {Record<string, unknown>}
 */
export function decodePage(bytes, { text = true } = {}) {
  const data = deserialize(bytes)
  if (data.kind !== 'APP_PAGE' || !text) return data
  return { ...data, html: data.html.toString('utf8'), rscData: undefined, segmentData: undefined }
}

export { TAGS_HEADER }
