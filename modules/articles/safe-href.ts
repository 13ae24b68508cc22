/** The one place that decides where a link in a story may lead. Asked when a body is saved and again when it is shown. */

/** Characters of one link's address, as typed and as stored. */
export const HREF_MAX_CHARACTERS = 2_000

const SCHEMES = new Set(['https:', 'http:', 'mailto:', 'tel:'])
// Browsers drop these wherever they stand in an address, so "java\tscript:" would come back to life.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]/g

/**
 * The normal form of an address a link may have, or null. Allowed: https, http, mailto and tel; a path of this site
 * with a single slash; `#id`. No names or passwords inside the address. `safeHref` of the result is the result.
 */
export function safeHref(href: string): string | null {
  const normal = normalForm(href)
  return normal !== null && normalForm(normal) === normal ? normal : null
}

function normalForm(href: string): string | null {
  const text = href.replace(CONTROLS, '').trim()
  if (text === '' || text.length > HREF_MAX_CHARACTERS || /\p{Surrogate}/u.test(text)) return null
  if (text.startsWith('#')) return /^#[\p{L}\p{N}_:.-]+$/u.test(text) ? text : null
  const normal = text.startsWith('/') ? sitePath(text) : absolute(text)
  return normal !== null && normal.length <= HREF_MAX_CHARACTERS ? normal : null
}

/** A path of this site. "//host", "/\host" and "/..//host" lead elsewhere in a browser, so they are none. */
function sitePath(text: string): string | null {
  if (/^\/[/\\]/.test(text)) return null
  const base = 'https://throughline.invalid'
  if (!URL.canParse(text, base)) return null
  const url = new URL(text, base)
  const path = url.pathname + url.search + url.hash
  return url.origin === base && !path.startsWith('//') ? path : null
}

function absolute(text: string): string | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  if (!SCHEMES.has(url.protocol) || url.username !== '' || url.password !== '') return null
  if (/^https?:$/.test(url.protocol)) return url.hostname === '' ? null : url.href
  return url.pathname === '' ? null : url.href.replace(/\s/g, '%20')
}
