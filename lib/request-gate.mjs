/** What is done to a request before Next sees it. Pure, but for changing the headers it is given. */

import { isPreviewPath } from './response-headers.mjs'

const READING = new Set(['GET', 'HEAD', 'OPTIONS'])
/** Longer addresses are nobody's link. */
export const ADDRESS_LENGTH_MAX = 4_096

/**
 * Why a request is refused before Next sees it, or null. Readers' pages take nothing in, so the framework's own way of
 * taking things in (server actions) is not open there, but for the form of a preview link; routes under /api say for
 * themselves what they take.
 * @param {string} method
 * @param {string} url the request target as sent
 * @param {{ staff?: boolean }} [about] whether it is an address of signed-in people
 * @returns {{ status: number, title: string, text: string } | null}
 */
export function refusalOf(method, url, { staff = false } = {}) {
  if (url.length > ADDRESS_LENGTH_MAX)
    return { status: 414, title: 'This address is too long', text: 'Shorten it, or start from the front page.' }
  const broken = {
    status: 400,
    title: 'This address cannot be read',
    text: 'Check it for a character that does not belong, or start from the front page.',
  }
  if (!url.startsWith('/')) return broken
  const takesIn = staff || url.startsWith('/api/') || isPreviewPath(url)
  if (method === 'TRACE' || method === 'CONNECT' || (!takesIn && !READING.has(method)))
    return { status: 405, title: 'That cannot be done here', text: 'Start from the front page.' }
  const path = url.split('?', 1)[0] ?? url
  try {
    // PostgreSQL text cannot hold a NUL, and no address of ours has a control character.
    if (hasControlCharacter(decodeURIComponent(path)) || /%00/i.test(url)) return broken
  } catch {
    return broken
  }
  return null
}

function hasControlCharacter(text) {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x20 || code === 0x7f) return true
  }
  return false
}

/** Names that speak to a framework or a proxy, and that a browser never sends: nobody outside may set them. */
const NOT_FROM_OUTSIDE =
  /^(?:x-forwarded-.*|forwarded|x-real-ip|x-middleware-.*|x-matched-path|x-invoke-.*|x-now-.*|x-vercel-.*|x-prerender-.*|x-nextjs-.*|x-next-.*|next-resume|x-http-method-override|x-original-url|x-rewrite-url)$/
/** The framework's client asks for pages in a form of its own. Public pages have no such client. */
const CLIENT_ROUTER = /^(?:rsc|next-router-.*|next-url|next-action|next-hmr-refresh|next-test-.*)$/

/**
 * Leaves in `headers` what a reader or an editor may say, and says who is asking: the peer itself, or, behind a proxy
 * that is trusted (TRUST_PROXY=1), the address that proxy wrote last.
 * @param {import('node:http').IncomingHttpHeaders} headers changed in place
 * @param {{ peer: string | undefined, trustProxy: boolean, staff: boolean, publicUrl: string | undefined }} about
 */
export function cleanHeaders(headers, { peer, trustProxy, staff, publicUrl }) {
  const forwarded = trustProxy
    ? String(headers['x-forwarded-for'] ?? '')
        .split(',')
        .at(-1)
        ?.trim()
    : ''
  for (const name of Object.keys(headers)) {
    if (NOT_FROM_OUTSIDE.test(name) || (!staff && CLIENT_ROUTER.test(name))) delete headers[name]
  }
  headers['x-forwarded-for'] = forwarded || peer || '0.0.0.0'
  nameOrigin(headers, publicUrl)
  if (publicUrl?.startsWith('https://')) headers['x-forwarded-proto'] = 'https'
}

/**
 * A page with `no-referrer` sends its forms without saying where they come from ("null"). Where the browser says that it is
 * our own page (Sec-Fetch-Site, which no page can write), we say so: what takes the form in asks for the origin.
 * @param {import('node:http').IncomingHttpHeaders} headers changed in place
 * @param {string | undefined} publicUrl
 */
function nameOrigin(headers, publicUrl) {
  if (headers.origin !== 'null' || headers['sec-fetch-site'] !== 'same-origin' || !headers.host) return
  headers.origin = `${publicUrl?.startsWith('https://') ? 'https' : 'http'}://${headers.host}`
}
