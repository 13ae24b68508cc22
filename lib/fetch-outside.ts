/**
 * The product's only request to addresses that people typed (docs/decisions/0018). Each address, the first and every
 * one a redirect names, goes the same way: lib/outside-address.ts allows it, its name is looked up once, every address
 * found must be on the open internet, and the connection is made to the very address that was checked, by its number,
 * so that a second answer of the name's owner can change nothing. No cookie, no credentials, no proxy of the environment.
 */
import { Resolver } from 'node:dns/promises'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { connect as connectPlain, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as connectSecure } from 'node:tls'
import { insideSentence, isOutside, type OutsideUrl, outsideUrl } from './outside-address'

/** All addresses of a name. Rejects with a `code` as node:dns does; ENOTFOUND means that there is no such name. */
export type Resolve = (host: string) => Promise<string[]>
/** Opens a connection to an address that was checked. `host` is for the certificate alone. */
export type Connect = (to: { address: string; port: number; secure: boolean; host: string }) => Duplex

export type OutsideLimits = { connectMs: number; totalMs: number; bytes: number; redirects: number }
export const OUTSIDE_LIMITS: OutsideLimits = { connectMs: 5_000, totalMs: 15_000, bytes: 64 * 1024, redirects: 5 }

export type OutsideAnswer =
  /** The last server's answer. `movedTo` is as far as permanent redirects alone lead; `text` only where it was asked for. */
  | { kind: 'answer'; status: number; finalUrl: string; movedTo: string | null; retryAfter: string | null; text: string }
  /** Our rules forbid it; nothing was sent there. */
  | { kind: 'refused'; why: string }
  /** Its name is not known (`noSuchName`), or could not be looked up. */
  | { kind: 'no-address'; noSuchName: boolean; why: string }
  /** No usable answer: `reached` says whether a connection came about at all. */
  | { kind: 'unreachable'; reached: boolean; why: string }

export type FetchOutside = (address: string, options?: { keepText?: boolean }) => Promise<OutsideAnswer>
export type OutsideParts = { resolve: Resolve; connect: Connect; userAgent: string; limits?: OutsideLimits }

/** Puts a fetcher together. The product's own is `outsideFetcher(userAgent)`; tests hand in their resolver and connections. */
export function fetchOutsideWith({ resolve, connect, userAgent, limits = OUTSIDE_LIMITS }: OutsideParts): FetchOutside {
  return async (address, { keepText = false } = {}) => {
    const deadline = Date.now() + limits.totalMs
    const walk: Walk = { seen: new Set(), movedTo: null, permanent: true, reached: false }
    try {
      return await follow(address)
    } catch (error) {
      return failure(error, walk.reached)
    }

    async function follow(first: string): Promise<OutsideAnswer> {
      let next = outsideUrl(first)
      for (let hop = 0; hop <= limits.redirects; hop += 1) {
        if (!next.ok) return { kind: 'refused', why: hop === 0 ? next.why : `It redirects to an address we do not fetch. ${next.why}` }
        const target = next.value
        const checked = await checkedAddress(target)
        if (typeof checked !== 'string') return checked
        const heard = await ask(target, checked)
        const location = isRedirect(heard.status) ? heard.location : null
        if (location === null) {
          const { status, retryAfter, text } = heard
          return { kind: 'answer', status, finalUrl: target.url.href, movedTo: walk.movedTo, retryAfter, text }
        }
        next = outsideUrl(location, target.url)
        if (next.ok) note(walk, heard.status, next.value.url, target.url)
        if (next.ok && walk.seen.has(next.value.url.href)) return { kind: 'unreachable', reached: true, why: 'It redirects in a circle.' }
      }
      return { kind: 'unreachable', reached: true, why: `It redirects more than ${limits.redirects} times.` }
    }

    /** The one address to connect to, or why there is none. One bad address among good ones refuses them all. */
    async function checkedAddress({ host }: OutsideUrl): Promise<string | OutsideAnswer> {
      if (isOutside(host)) return host
      const found = await inTime(resolve(host), limits.connectMs, deadline).catch((error: unknown) => unresolved(host, error))
      if (!Array.isArray(found)) return found
      const inner = found.find((address) => !isOutside(address))
      if (inner !== undefined) return { kind: 'refused', why: insideSentence(inner) }
      return found[0] ?? { kind: 'no-address', noSuchName: true, why: `There is no computer named ${host}.` }
    }

    /** HEAD; GET where the text is wanted, and before a bad word is believed: many servers answer HEAD carelessly. */
    async function ask(target: OutsideUrl, checked: string): Promise<Heard> {
      const send = (method: 'HEAD' | 'GET') => {
        const to = { address: checked, port: target.port, secure: target.secure, host: target.host }
        return exchange({
          target,
          method,
          userAgent,
          limits,
          deadline,
          keepText,
          open: () => connect(to),
          reached: () => (walk.reached = true),
        })
      }
      if (keepText) return send('GET')
      const heard = await send('HEAD')
      return heard.status >= 400 && !BUSY.includes(heard.status) ? send('GET') : heard
    }
  }
}

type Walk = { seen: Set<string>; movedTo: string | null; permanent: boolean; reached: boolean }
type Heard = { status: number; location: string | null; retryAfter: string | null; text: string }

/** Too many requests, not now: asking again at once would be rude. */
const BUSY = [429, 503]
const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status)

/** Keeps in mind where the walk has been, and how far permanent redirects alone have led. */
function note(walk: Walk, status: number, to: URL, from: URL): void {
  walk.seen.add(from.href)
  walk.permanent &&= status === 301 || status === 308
  if (walk.permanent) walk.movedTo = to.href
}

type Exchange = {
  target: OutsideUrl
  method: 'HEAD' | 'GET'
  userAgent: string
  limits: OutsideLimits
  deadline: number
  keepText: boolean
  open: () => Duplex
  reached: () => void
}

/** One request on a connection of its own, within the deadline. */
function exchange({ target, method, userAgent, limits, deadline, keepText, open, reached }: Exchange): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const { url, secure } = target
    const socket = open()
    const sent: ClientRequest = request({
      method,
      host: target.host,
      path: url.pathname + url.search,
      // The address is not in the headers; servers tell their sites apart by the name.
      headers: { host: url.host, 'user-agent': userAgent, accept: '*/*', 'accept-encoding': 'identity', connection: 'close' },
      createConnection: () => socket as Socket,
      maxHeaderSize: 32 * 1024,
    })
    const end = (error: Error | null, heard?: Heard) => {
      clearTimeout(connecting)
      clearTimeout(answering)
      sent.destroy()
      socket.destroy()
      if (heard) resolve(heard)
      else reject(error ?? new Error('It closed the connection without an answer.'))
    }
    const connecting = setTimeout(() => end(new Error('It did not connect in time.')), Math.min(limits.connectMs, left(deadline)))
    const answering = setTimeout(() => end(new Error('It did not answer in time.')), left(deadline))
    // A bad certificate is still a server that was reached: the network is there.
    socket.once('connect', reached)
    socket.once(secure ? 'secureConnect' : 'connect', () => clearTimeout(connecting))
    // Errors that come after the end (of a connection that was just cut) must find a listener.
    socket.on('error', (error) => end(error))
    sent.on('error', (error) => end(error))
    sent.on('response', (response) => readUpTo(response, limits.bytes, keepText, (text) => end(null, heardOf(response, text)), end))
    sent.end()
  })
}

const left = (deadline: number): number => Math.max(0, deadline - Date.now())

function heardOf({ statusCode = 0, headers }: IncomingMessage, text: string): Heard {
  return { status: statusCode, location: headers.location ?? null, retryAfter: headers['retry-after'] ?? null, text }
}

/** Reads at most `bytes` of an answer's body and hands over its beginning, '' unless it is wanted. */
function readUpTo(
  response: IncomingMessage,
  bytes: number,
  keep: boolean,
  done: (text: string) => void,
  fail: (error: Error) => void,
): void {
  const kept: Buffer[] = []
  let size = 0
  const finish = () => done(keep ? Buffer.concat(kept).subarray(0, bytes).toString('utf8') : '')
  response.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (keep) kept.push(chunk)
    if (size >= bytes) finish()
  })
  response.on('end', finish)
  response.on('error', fail)
}

/** Rejects after `ms`, or at the deadline if that is sooner. What was waited for may go on; nobody listens any more. */
async function inTime<T>(work: Promise<T>, ms: number, deadline: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('no answer in time'), { code: 'ETIMEOUT' })), Math.min(ms, left(deadline)))
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '')

function unresolved(host: string, error: unknown): OutsideAnswer {
  const noSuchName = ['ENOTFOUND', 'ENODATA'].includes(codeOf(error))
  const why = noSuchName
    ? `There is no computer named ${host}.`
    : `The name ${host} could not be looked up (${codeOf(error) || 'no reason given'}).`
  return { kind: 'no-address', noSuchName, why }
}

const WORDS: Record<string, string> = {
  ECONNREFUSED: 'It refuses connections.',
  ECONNRESET: 'It closed the connection without an answer.',
  EHOSTUNREACH: 'There is no way to it.',
  ENETUNREACH: 'There is no way to it.',
  ETIMEDOUT: 'It did not connect in time.',
  CERT_HAS_EXPIRED: 'Its certificate has run out.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'Its certificate is signed by nobody we know.',
  SELF_SIGNED_CERT_IN_CHAIN: 'Its certificate is signed by nobody we know.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'Its certificate is signed by nobody we know.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'Its certificate is for another name.',
  HPE_HEADER_OVERFLOW: 'Its answer has headers without end.',
}

function failure(error: unknown, reached: boolean): OutsideAnswer {
  const code = codeOf(error)
  const own = error instanceof Error && code === '' ? error.message : `It gives no usable answer (${code || 'no reason given'}).`
  return { kind: 'unreachable', reached, why: WORDS[code] ?? own }
}

/** Asks the name servers of this machine, both kinds of address; not the hosts file, and no thread of the pool waits for it. */
export const resolveOutside: Resolve = async (host) => {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 })
  const [four, six] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)])
  const found = [four, six].flatMap((each) => (each.status === 'fulfilled' ? each.value : []))
  if (found.length > 0) return found
  // "No such name" counts only where nothing worse was in the way.
  const reasons: unknown[] = [four, six].flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
  throw reasons.find((reason) => !['ENOTFOUND', 'ENODATA'].includes(codeOf(reason))) ?? reasons[0]
}

/** Connects by number: no name is looked up here. Certificates are verified against `host`. */
export const connectOutside: Connect = ({ address, port, secure, host }) =>
  secure
    ? connectSecure({ host: address, port, servername: isOutside(host) ? '' : host, rejectUnauthorized: true, ALPNProtocols: ['http/1.1'] })
    : connectPlain({ host: address, port })

/** The product's fetcher. `userAgent` says who asks and where to complain. */
export const outsideFetcher = (userAgent: string): FetchOutside =>
  fetchOutsideWith({ resolve: resolveOutside, connect: connectOutside, userAgent })
