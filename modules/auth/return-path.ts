/**
 * Where to go after signing in. Only a path of our own site is believed: an address that a stranger put into a link
 * must not lead away from it.
 */
const ANYWHERE = 'http://throughline.invalid'
const RETURN_PATH_MAX_CHARACTERS = 500
/** Browsers drop tabs and line ends from addresses and read a backslash as a slash. */
const NEVER_IN_A_PATH = /[\\\p{Cc}\p{Zs}\p{Zl}\p{Zp}]/u

/** `value` as a path with query on our own site, or null when it is anything else. */
export function safeReturnPath(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > RETURN_PATH_MAX_CHARACTERS) return null
  if (!value.startsWith('/') || value.startsWith('//') || NEVER_IN_A_PATH.test(value)) return null
  const url = URL.canParse(value, ANYWHERE) ? new URL(value, ANYWHERE) : null
  if (url?.origin !== ANYWHERE || url.pathname.startsWith('//')) return null
  return `${url.pathname}${url.search}${url.hash}`
}

/** The same for an address that may be absolute, as next-auth gives them. `baseUrl` is our own origin. */
export const returnPathOf = (url: string, baseUrl: string): string | null =>
  safeReturnPath(url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url)

/** Where next-auth goes afterwards: always an address of ours. */
export const safeReturnUrl = (url: string, baseUrl: string): string => `${baseUrl}${returnPathOf(url, baseUrl) ?? '/admin'}`
