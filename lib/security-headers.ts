/**
 * The content security policy of signed-in pages: no script or style runs that does not carry this answer's nonce.
 * Public pages have a policy without any inline script (lib/response-headers.mjs, with every other header).
 */
import { randomBytes } from 'node:crypto'

/** 128 random bits, made here and never taken from a request. */
export const newNonce = (): string => randomBytes(16).toString('base64')

/**
 * The policy of one answer. Style attributes in served HTML are refused; styles that scripts set on elements (floating
 * menus, the text editor) are not affected by a policy. `dev`: next dev evaluates code and swaps styles.
 */
export function staffPolicy(nonce: string, { dev = false }: { dev?: boolean } = {}): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    dev ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${dev ? ' ws:' : ''}`,
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Nothing between us and the person may keep a signed-in page. */
export const STAFF_CACHE_CONTROL = 'private, no-store'
