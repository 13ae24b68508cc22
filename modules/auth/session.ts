import 'server-only'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { getServerSession } from 'next-auth'
import { encode } from 'next-auth/jwt'
import { cache } from 'react'
import { env } from '@/lib/env'
import { originFault, originMessage } from '@/lib/request-origin'
import type { Person } from '@/modules/access/actor'
import { noteSeen } from './commands/end-sessions'
import { installationSecret } from './commands/installation-secret'
import type { Standing } from './factor-rules'
import { type ActionResult, SIGNED_OUT_MESSAGE } from './form-state'
import { authOptions, SESSION_MAX_SECONDS } from './options'
import { findLiveSession, findSession } from './queries'
import { safeReturnPath } from './return-path'
import type { SessionToken } from './schema'
import { cookieOptions, isAskedByItself, isSeenLongAgo, sessionCookieName } from './session-rules'

/** The request's path, which proxy.ts writes over whatever the client sent. Only used to come back to, and to tell a page from a person. */
export const PATH_HEADER = 'x-throughline-path'

/** What the cookie says, if we signed it. It says who signed in once, not who may do anything now. */
export async function readToken(): Promise<SessionToken | null> {
  const session = await getServerSession(authOptions())
  return session?.token ?? null
}

/**
 * Who is acting, as the database has it now; null when nobody is signed in. Asked once per request. A database fault
 * is thrown: it must not look like being signed out.
 */
export const currentActor = cache(async (): Promise<Person | null> => {
  const token = await readToken()
  if (!token) return null
  const now = new Date()
  const session = await findLiveSession(token, now)
  if (!session) return null
  if (isSeenLongAgo(session.lastSeenAt, now) && !isAskedByItself((await headers()).get(PATH_HEADER))) await noteSeen(session.sessionId, now)
  return session.person
})

/** Who has given the first half of signing in, and what is missing; null when nobody has. Reaches nothing else. */
export const currentStanding = cache(async (): Promise<{ person: Person; standing: Standing } | null> => {
  const token = await readToken()
  const session = token && (await findSession(token, new Date()))
  return session ? { person: session.person, standing: session.standing } : null
})

/** Who may set up a second factor: somebody who is in, and somebody who must before they come in. */
export async function currentlySettingUp(): Promise<Person | null> {
  const current = await currentStanding()
  return current && current.standing !== 'challenge' ? current.person : null
}

/** The page that asks for what a half signed-in person owes. */
const OWED: Record<Standing, string | null> = { in: null, challenge: '/sign-in/second-factor', 'set-up': '/sign-in/set-up' }

/** Where somebody goes who is not in: to what they owe, or to the sign-in page, and back to `from` afterwards. */
export async function pathToSignIn(from: string | null): Promise<string> {
  const path = OWED[(await currentStanding())?.standing ?? 'in'] ?? '/sign-in'
  return from ? `${path}?from=${encodeURIComponent(from)}` : path
}

/** Who is acting; sends everybody else to the sign-in page and back afterwards. */
export async function requireActor(): Promise<Person> {
  const actor = await currentActor()
  if (actor) return actor
  redirect(await pathToSignIn(safeReturnPath((await headers()).get(PATH_HEADER))))
}

/** The answer to a request that did not come from our own pages or comes from nobody signed in; null for any other. */
export async function refuseStranger(request: Request): Promise<Response | null> {
  const { publicUrl } = env()
  const answer = (result: ActionResult<never>, status: number) => Response.json(result, { status })
  if (originFault(request.headers, publicUrl)) return answer({ ok: false, kind: 'not-allowed', message: originMessage(publicUrl) }, 403)
  return (await currentActor()) ? null : answer({ ok: false, kind: 'signed-out', message: SIGNED_OUT_MESSAGE }, 200)
}

/** Gives the browser its session cookie, the same one next-auth would give. Only in actions. */
export async function writeSessionCookie({ sub, sid, sv }: SessionToken): Promise<void> {
  const { publicUrl } = env()
  const value = await encode({ token: { sub, sid, sv }, secret: installationSecret(), maxAge: SESSION_MAX_SECONDS })
  const store = await cookies()
  store.set(sessionCookieName(publicUrl), value, { ...cookieOptions(publicUrl), maxAge: SESSION_MAX_SECONDS })
}

export async function deleteSessionCookie(): Promise<void> {
  const { publicUrl } = env()
  const store = await cookies()
  store.set(sessionCookieName(publicUrl), '', { ...cookieOptions(publicUrl), maxAge: 0 })
}
