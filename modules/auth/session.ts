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
import { type ActionResult, SIGNED_OUT_MESSAGE } from './form-state'
import { authOptions, authSecret, SESSION_MAX_SECONDS } from './options'
import { findLiveSession } from './queries'
import { safeReturnPath } from './return-path'
import type { SessionToken } from './schema'
import { cookieOptions, isSeenLongAgo, sessionCookieName } from './session-rules'

/** The request's path, which proxy.ts writes over whatever the client sent. Only used to come back to. */
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
  if (isSeenLongAgo(session.lastSeenAt, now)) await noteSeen(session.sessionId, now)
  return session.person
})

/** Who is acting; sends everybody else to the sign-in page and back afterwards. */
export async function requireActor(): Promise<Person> {
  const actor = await currentActor()
  if (actor) return actor
  const from = safeReturnPath((await headers()).get(PATH_HEADER))
  redirect(from ? `/sign-in?from=${encodeURIComponent(from)}` : '/sign-in')
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
  const value = await encode({ token: { sub, sid, sv }, secret: authSecret(), maxAge: SESSION_MAX_SECONDS })
  const store = await cookies()
  store.set(sessionCookieName(publicUrl), value, { ...cookieOptions(publicUrl), maxAge: SESSION_MAX_SECONDS })
}

export async function deleteSessionCookie(): Promise<void> {
  const { publicUrl } = env()
  const store = await cookies()
  store.set(sessionCookieName(publicUrl), '', { ...cookieOptions(publicUrl), maxAge: 0 })
}
