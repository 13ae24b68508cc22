/**
 * Headers of every answer, in one place. Public pages carry no script but our own counter, so their policy refuses what
 * is inline or from elsewhere; signed-in pages get a policy of their own for each request (proxy.ts).
 */

export const PUBLIC_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** What a signed-in page gets when proxy.ts gave it none: it stays shut, and does not work until that is mended. */
export const STAFF_POLICY = PUBLIC_POLICY

/**
 * @param {{ publicUrl?: string }} site `publicUrl`: where readers reach it; only https promises https
 * @returns {[string, string][]}
 */
export function everyAnswer({ publicUrl }) {
  /** @type {[string, string][]} */
  const headers = [
    ['X-Content-Type-Options', 'nosniff'],
    ['Referrer-Policy', 'strict-origin-when-cross-origin'],
    ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
  ]
  if (publicUrl?.startsWith('https://')) headers.push(['Strict-Transport-Security', 'max-age=31536000'])
  return headers
}

/**
 * What a link shows to whoever has it, a draft or a form: nobody keeps it, no search engine lists it, and no address that is
 * followed from it hears of it.
 * @type {[string, string][]}
 */
export const PREVIEW_HEADERS = [
  ['Cache-Control', 'no-store'],
  ['X-Robots-Tag', 'noindex, nofollow, noarchive'],
  ['Referrer-Policy', 'no-referrer'],
]

/** A file of a picture: nothing in it runs, whatever a browser takes it for. */
export const FILE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"

/**
 * Files of pictures, for readers and by a preview link.
 * @param {string} path
 */
export function isFilePath(path) {
  return /^(?:\/preview\/[^/?]+)?\/media\//.test(path)
}

/**
 * Preview links: public pages without scripts, which take in what a visitor says.
 * @param {string} path
 */
export function isPreviewPath(path) {
  return /^\/preview(?:[/?]|$)/.test(path)
}

/**
 * Pages behind a link from a mail, which lets in whoever has it: an invitation, a new password. Pages of staff, with the
 * headers of a preview besides.
 * @param {string} path
 */
export function isMailLinkPath(path) {
  return /^\/(?:invitation|sign-in\/new-password)(?:[/?]|$)/.test(path)
}

/**
 * The path of an address as it may stand in the log: what opens a preview link, an invitation or a new password is left out.
 * @param {string} path
 */
export function loggedPath(path) {
  return /^\/(?:preview|invitation|sign-in\/new-password)(?=[/?]|$)/.exec(path)?.[0] ?? path.split('?', 1)[0]
}

/**
 * Pages of staff: their policy comes from proxy.ts, and their scripts stay.
 * @param {string} path
 */
export function isStaffPath(path) {
  return /^\/(?:admin|sign-in|sign-out|invitation|api\/auth)(?:[/?]|$)/.test(path)
}
