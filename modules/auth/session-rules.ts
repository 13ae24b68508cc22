/** How long a sign-in lasts, and what makes it end. */
import { createHash, randomBytes } from 'node:crypto'

const MINUTE_MILLISECONDS = 60_000
export const SESSION_MAX_HOURS = 12
export const SESSION_IDLE_MINUTES = 60
/** A click within a minute of the last one is not worth a write. */
export const SESSION_SEEN_EVERY_SECONDS = 60

export type SessionState = {
  endedAt: Date | null
  expiresAt: Date
  lastSeenAt: Date
  active: boolean
  sessionVersion: number
}

/** Whether a session row still lets its person in. `sv` is the session version its token was made with. */
export function isLive(session: SessionState, sv: number, now: Date): boolean {
  return (
    session.endedAt === null &&
    session.active &&
    session.sessionVersion === sv &&
    session.expiresAt > now &&
    session.lastSeenAt.getTime() + SESSION_IDLE_MINUTES * MINUTE_MILLISECONDS > now.getTime()
  )
}

export const isSeenLongAgo = (lastSeenAt: Date, now: Date): boolean =>
  lastSeenAt.getTime() + SESSION_SEEN_EVERY_SECONDS * 1_000 <= now.getTime()

export const sessionEnd = (now: Date): Date => new Date(now.getTime() + SESSION_MAX_HOURS * 60 * MINUTE_MILLISECONDS)

/** 256 random bits. */
export const newSessionId = (): string => randomBytes(32).toString('base64url')

/** What is stored of it: who reads the table cannot sign in with what they read. */
export const hashSessionId = (sid: string): string => createHash('sha256').update(sid).digest('hex')

/** The session cookie's name: with the prefix that ties it to this host and to https, where there is https. */
export const sessionCookieName = (publicUrl: string): string =>
  publicUrl.startsWith('https://') ? '__Host-throughline.session' : 'throughline.session'

export const cookieOptions = (publicUrl: string) =>
  ({ httpOnly: true, sameSite: 'lax', path: '/', secure: publicUrl.startsWith('https://') }) as const
