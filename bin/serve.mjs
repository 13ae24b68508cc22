/**
 * The web server: Next behind a plain HTTP server of our own, which says who is asking, sets the headers of every answer,
 * compresses, and ends politely. Serves the build in the current folder; bin/start.mjs runs it with every setting set.
 *
 * Environment: HOST, PORT, DATABASE_URL, READER_DATABASE_URL, COUNTER_DATABASE_URL, AUTH_SECRET, PUBLIC_URL, LOG_LEVEL, and
 * TRUST_PROXY=1 where a proxy that overwrites or extends X-Forwarded-For stands in front (else that header is ignored).
 */
import { createServer } from 'node:http'
import compression from 'compression'
import { logLine } from '../lib/log-line.mjs'
import { PageStore } from '../lib/page-cache-store.mjs'
import { FAULT, plainPage } from '../lib/plain-page.mjs'
import { finishPublicHtml } from '../lib/public-html.mjs'
import { answerReady } from '../lib/ready-answer.mjs'
import { releaseImmediates } from '../lib/release-immediates.mjs'
import { cleanHeaders, refusalOf } from '../lib/request-gate.mjs'
import {
  everyAnswer,
  FILE_POLICY,
  isFilePath,
  isMailLinkPath,
  isPreviewPath,
  isStaffPath,
  loggedPath,
  PREVIEW_HEADERS,
  PUBLIC_POLICY,
  STAFF_POLICY,
} from '../lib/response-headers.mjs'

/** A stopped server answers what it has begun for this long, then ends. */
const DRAIN_MS = 25_000

process.env.NODE_ENV = 'production'
process.env.NEXT_MANUAL_SIG_HANDLE = 'true'
process.env.NEXT_TELEMETRY_DISABLED = '1'

const host = process.env.HOST || '127.0.0.1'
const port = Number(process.env.PORT || 3000)
const trustProxy = process.env.TRUST_PROXY === '1'
const publicUrl = process.env.PUBLIC_URL
const fixedHeaders = everyAnswer({ publicUrl })
/** @type {[string, string][]} */
const publicHeaders = [...fixedHeaders, ['Content-Security-Policy', PUBLIC_POLICY]]
const compress = compression({ threshold: 1024 })
let draining = false

// The page cache finds the store here (lib/cache-handler.mjs): without it nothing is cached.
const store = process.env.DATABASE_URL ? new PageStore({ connectionString: process.env.DATABASE_URL }) : undefined
globalThis[Symbol.for('throughline.page-store')] = store
store?.start()

// What has to be done before the process ends, after the last answer: modules put it here (modules/measures/counting.ts).
/** @type {Set<() => Promise<unknown>>} */
const lastDeeds = new Set()
globalThis[Symbol.for('throughline.last-deeds')] = lastDeeds

releaseImmediates()
const { default: next } = await import('next')
const app = next({ dev: false, dir: process.cwd(), hostname: host, port, quiet: true })
const handle = app.getRequestHandler()

/**
 * @param {import('node:http').IncomingMessage} req
 * @param {import('node:http').ServerResponse} res
 */
async function answer(req, res) {
  const url = req.url ?? '/'
  try {
    await answerUnguarded(req, res, url)
  } catch (error) {
    // Nothing thrown while answering one reader may end the server for all.
    logLine('error', 'request failed', {
      method: req.method,
      path: loggedPath(url),
      error: error instanceof Error ? error.message : String(error),
    })
    if (!res.headersSent) plain(res, 500, FAULT)
    else res.destroy()
  }
}

async function answerUnguarded(req, res, url) {
  const staff = isStaffPath(url)
  // Before anything is asked of the database: lib/page-entrants.mjs.
  if (store && !staff) res.once('close', store.entrants.enter(url))
  if (store && !staff && !draining && (await answerReady(req, res, store, publicHeaders))) return
  for (const [name, value] of staff ? fixedHeaders : publicHeaders) res.setHeader(name, value)
  if (isFilePath(url)) res.setHeader('Content-Security-Policy', FILE_POLICY)
  if (isPreviewPath(url) || isMailLinkPath(url)) for (const [name, value] of PREVIEW_HEADERS) res.setHeader(name, value)
  if (draining) res.setHeader('Connection', 'close')
  const refusal = refusalOf(req.method ?? 'GET', url, { staff })
  if (refusal) return plain(res, refusal.status, refusal)
  cleanHeaders(req.headers, { peer: req.socket.remoteAddress, trustProxy, staff, publicUrl })
  compress(req, res, () => {})
  if (staff) keepShut(res)
  else finishPublicHtml(res)
  await handle(req, res)
}

/** A signed-in page without a policy of its own is not sent without any. */
function keepShut(res) {
  const writeHead = res.writeHead
  res.writeHead = (...args) => {
    if (!res.hasHeader('content-security-policy')) res.setHeader('Content-Security-Policy', STAFF_POLICY)
    return writeHead.apply(res, args)
  }
}

function plain(res, status, words) {
  res.statusCode = status
  if (status === 405) res.setHeader('Allow', 'GET, HEAD')
  res.setHeader('Content-Type', 'text/html; charset=utf-8')
  res.setHeader('Cache-Control', 'no-store')
  res.end(plainPage(words))
}

const server = createServer(
  { headersTimeout: 10_000, requestTimeout: 60_000, keepAliveTimeout: 10_000, connectionsCheckingInterval: 5_000 },
  answer,
)
server.on('clientError', (error, socket) => {
  if (!socket.writable) return socket.destroy()
  const status =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request'
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
})
server.on('error', (error) => {
  const why = error.code === 'EADDRINUSE' ? `port ${port} is taken: stop the other program or set PORT` : error.message
  logLine('error', `The server could not start: ${why}.`)
  process.exit(1)
})

async function stop() {
  if (draining) return
  draining = true
  setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref()
  // A connection that was answering when the end was announced would be kept for the next question.
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  await new Promise((resolve) => server.close(resolve))
  clearInterval(idle)
  const deeds = Promise.allSettled([...lastDeeds].map((deed) => deed()))
  await Promise.race([Promise.allSettled([deeds, app.close(), store?.close()]), new Promise((resolve) => setTimeout(resolve, 3_000))])
  process.exit(0)
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)

await app.prepare()
server.listen(port, host, () => process.send?.({ ready: true, port }))
