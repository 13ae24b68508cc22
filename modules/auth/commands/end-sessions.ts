import 'server-only'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome, refused } from '@/lib/errors'
import type { Actor, Person } from '@/modules/access/actor'
import { recordEvent } from '@/modules/audit/commands'
import type { SessionToken } from '../schema'
import { hashSessionId } from '../session-rules'

/** Ends the session of this token, whether or not it would still have let anybody in. Ending it twice is no error. */
export async function signOut(token: SessionToken, now: Date): Promise<void> {
  await db.$transaction(async (tx) => {
    const ended = await tx.session.updateMany({
      where: { tokenHash: hashSessionId(token.sid), userId: token.sub, endedAt: null },
      data: { endedAt: now },
    })
    if (ended.count === 0) return
    const user = await tx.user.findUniqueOrThrow({ where: { id: token.sub }, select: { id: true, name: true, role: true } })
    const person = { kind: 'person', id: user.id, name: user.name, role: user.role } as Actor
    await recordEvent(tx, person, 'user.signed-out', { type: 'user', id: user.id }, {})
  })
}

/** Ends every session of an account, in the transaction that changes it. Gives back how many were open. */
export async function endSessionsOf(tx: Tx, userId: string, now: Date): Promise<number> {
  const ended = await tx.session.updateMany({ where: { userId, endedAt: null }, data: { endedAt: now } })
  return ended.count
}

/** Ends every session of a person but the one they act in. Gives back how many were open. */
export async function endOtherSessionsOf(tx: Tx, actor: Person, now: Date): Promise<number> {
  const others = { userId: actor.id, endedAt: null, ...(actor.sessionId ? { id: { not: actor.sessionId } } : {}) }
  return (await tx.session.updateMany({ where: others, data: { endedAt: now } })).count
}

/** "Sign out everywhere else". */
export async function endOtherSessions(actor: Person, _: object, now: Date): Promise<Outcome<{ ended: number }>> {
  return db.$transaction(async (tx) => {
    const ended = await endOtherSessionsOf(tx, actor, now)
    if (ended > 0) await recordEvent(tx, actor, 'user.sessions-ended', { type: 'user', id: actor.id }, { ended })
    return done({ ended })
  })
}

/** Ends one of the actor's own sessions; another person's is not found. */
export async function endOwnSession(actor: Person, input: { id: string }, now: Date): Promise<Outcome<{ ended: number }>> {
  return db.$transaction(async (tx) => {
    const { count } = await tx.session.updateMany({ where: { id: input.id, userId: actor.id, endedAt: null }, data: { endedAt: now } })
    if (count === 0) return refused({ field: '', message: 'This sign-in has ended already. Load the page again.' })
    await recordEvent(tx, actor, 'user.sessions-ended', { type: 'user', id: actor.id }, { ended: count })
    return done({ ended: count })
  })
}

/** Notes that the person clicked: keeps the session from ending for idleness. Never later than another server noted. */
export async function noteSeen(sessionId: string, now: Date): Promise<void> {
  await db.session.updateMany({ where: { id: sessionId, endedAt: null, lastSeenAt: { lt: now } }, data: { lastSeenAt: now } })
}
