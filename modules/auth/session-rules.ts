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

/** What a page of the editor asks every few seconds: that it is open does not mean that somebody sits before it. */
const BY_ITSELF: readonly string[] = [
  '/admin/articles/sittings/presence',
  '/admin/articles/questions/workflow',
  '/admin/articles/questions/comments',
]

/** Whether a request for this path says nothing of the person being there; null: not known. */
export const isAskedByItself = (path: string | null): boolean => path !== null && BY_ITSELF.includes(path)

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
