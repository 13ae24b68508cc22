/**
 * How many wrong passwords, and how long to wait then. Counted in the database, so that a restart or a second server
 * forgets nothing. The key is the account as typed and the address the request really came from: nothing else that a
 * stranger may choose.
 */
import { createHash } from 'node:crypto'
import { isIP } from 'node:net'
import { normaliseEmail } from '@/lib/text'

export type ThrottlePolicy = {
  /** Attempts within the window before the first wait. */
  attempts: number
  windowSeconds: number
  /** The first wait; each further attempt doubles it up to `longestWaitSeconds`. */
  firstWaitSeconds: number
  longestWaitSeconds: number
  /** Seconds after a wait during which the count is kept, so that the next wait is longer. */
  rememberSeconds: number
}

const QUARTER_HOUR_SECONDS = 900

export const ACCOUNT_POLICY: ThrottlePolicy = {
  attempts: 5,
  windowSeconds: QUARTER_HOUR_SECONDS,
  firstWaitSeconds: 30,
  longestWaitSeconds: QUARTER_HOUR_SECONDS,
  rememberSeconds: QUARTER_HOUR_SECONDS,
}

/** An office may share one address: it starts afresh after its wait. */
export const ADDRESS_POLICY: ThrottlePolicy = {
  attempts: 50,
  windowSeconds: QUARTER_HOUR_SECONDS,
  firstWaitSeconds: QUARTER_HOUR_SECONDS,
  longestWaitSeconds: QUARTER_HOUR_SECONDS,
  rememberSeconds: 0,
}

/** Codes and passwords asked for after the first: a million codes, three of them right at any moment. */
export const FACTOR_POLICY: ThrottlePolicy = ACCOUNT_POLICY

/** Mails that somebody asks for: three to an address, then waits. */
export const MAIL_POLICY: ThrottlePolicy = { ...ACCOUNT_POLICY, attempts: 3, firstWaitSeconds: 120 }

/** Questions to a peer's passkeys: an office may share one address. */
export const ASKING_POLICY: ThrottlePolicy = { ...ADDRESS_POLICY, attempts: 300 }

/** One account, also one that does not exist. Hashed: people type passwords into this field by mistake. */
export const accountKey = (email: string): string => `acct:${createHash('sha256').update(normaliseEmail(email)).digest('hex')}`

/** The second factors of one account: a new sign-in does not begin a new count. */
export const factorKey = (userId: string): string => `factor:${userId}`

/** What one peer asks passkeys to sign. */
export const askingKey = (peer: string): string => `ask:${peer}`

/** Mails to one address, also one nobody has here. */
export const mailKey = (email: string): string => `mail:${createHash('sha256').update(normaliseEmail(email)).digest('hex')}`

/** One peer. An IPv6 network of 64 bits counts as one, since one household has all of it. */
export const addressKey = (peer: string): string => `ip:${peer}`

function ipv6Network(address: string): string {
  const [head = '', tail] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  const ending = tail === undefined || tail === '' ? [] : tail.split(':')
  const middle = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - groups.length - ending.length) }, () => '0')
  const first = [...groups, ...middle, ...ending].slice(0, 4)
  return `${first.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}

/**
 * The peer's address from the header that bin/serve.mjs writes over whatever the client sent. 'unknown' when there is
 * none: then all share one count.
 */
export function peerAddress(forwardedFor: string | null | undefined): string {
  const address = (forwardedFor ?? '')
    .trim()
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/%.*$/, '')
  if (isIP(address) === 4) return address
  return isIP(address) === 6 ? ipv6Network(address) : 'unknown'
}
