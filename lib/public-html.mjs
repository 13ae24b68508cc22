/**
 * The last look at a public answer: pages that did not pass the page cache (search, unmatched addresses, faults) lose
 * their scripts here, and a fault without words gets the plain page.
 */
import { FAULT, plainPage } from './plain-page.mjs'
import { stripScriptPreloads, stripScripts } from './strip-scripts.mjs'

/**
 * Holds back the HTML of `res` until it is whole. Other answers pass untouched.
 * @param {import('node:http').ServerResponse} res
 */
export function finishPublicHtml(res) {
  const own = { write: res.write, end: res.end, flushHeaders: res.flushHeaders }
  /** @type {Buffer[]} */
  const held = []
  let holding

  // The cache has finished its own pages (Next marks them); everything else that is HTML is held.
  const holds = () => {
    holding ??= !res.headersSent && /^text\/html\b/i.test(String(res.getHeader('content-type') ?? '')) && !res.hasHeader('x-nextjs-cache')
    return holding
  }
  const keep = (chunk, encoding) => {
    if (chunk && typeof chunk !== 'function')
      held.push(typeof chunk === 'string' ? Buffer.from(chunk, typeof encoding === 'string' ? encoding : 'utf8') : Buffer.from(chunk))
  }

  res.flushHeaders = () => {
    if (holds()) return
    onceEach(res)
    own.flushHeaders.call(res)
  }
  res.write = (...args) => {
    if (!holds()) {
      onceEach(res)
      return own.write.apply(res, args)
    }
    keep(args[0], args[1])
    args.find((arg) => typeof arg === 'function')?.()
    return true
  }
  res.end = (...args) => {
    onceEach(res)
    if (!holds()) return own.end.apply(res, args)
    keep(args[0], args[1])
    const html = finished(Buffer.concat(held).toString('utf8'), res.statusCode)
    markStatus(res, html)
    const link = stripScriptPreloads(res.getHeader('link'))
    if (link) res.setHeader('link', link)
    else res.removeHeader('link')
    if (html) res.setHeader('content-length', Buffer.byteLength(html))
    return own.end.call(
      res,
      html,
      args.find((arg) => typeof arg === 'function'),
    )
  }
}

/** Next appends what the cached page says to what the render has already set: a redirect would name its goal twice. */
function onceEach(res) {
  if (res.headersSent) return
  for (const name of ['location', 'cache-control']) {
    const value = res.getHeader(name)
    if (Array.isArray(value)) res.setHeader(name, value.at(-1))
  }
}

const STATUS_MARK = /<meta name="http-status" content="([45]\d\d)"/

/** A page made for one request cannot set its status either: it says it in its head (app/(site)/_parts/status-pages.tsx). */
function markStatus(res, html) {
  const status = Number(STATUS_MARK.exec(html)?.[1])
  if (!status || res.headersSent || res.statusCode !== 200) return
  res.statusCode = status
  res.setHeader('cache-control', 'no-store')
  if (status === 503) res.setHeader('retry-after', '10')
}

function finished(html, status) {
  if (status >= 500 && !/<main\b/i.test(html)) return plainPage(FAULT)
  return stripScripts(html)
}
