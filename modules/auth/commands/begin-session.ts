import 'server-only'
import type { Tx } from '@/lib/db'
import type { Person, Role } from '@/modules/access/actor'
import { recordEvent } from '@/modules/audit/commands'
import { type Factor, graceEnd, mustHaveSecondFactor } from '../factor-rules'
import { secondFactorMode } from '../queries'
import type { SessionToken } from '../schema'
import { hashSessionId, newSessionId, sessionEnd } from '../session-rules'

/** Who signs in, as the caller has just read it. */
export type SigningIn = { id: string; name: string; role: Role; sessionVersion: number }

export const asPerson = ({ id, name, role }: Pick<SigningIn, 'id' | 'name' | 'role'>): Person => ({ kind: 'person', id, name, role })

/**
 * Writes the session row of somebody who proved who they are, and the event, in the caller's transaction. Begins the
 * grace of somebody who must have a second factor and was never told. Gives what the cookie carries.
 */
export async function beginSession(
  tx: Tx,
  account: SigningIn,
  { factors, userAgent }: { factors: Factor[]; userAgent: string },
  now: Date,
): Promise<SessionToken> {
  const sid = newSessionId()
  const times = { createdAt: now, lastSeenAt: now, provedAt: now, expiresAt: sessionEnd(now) }
  await tx.session.create({
    data: { tokenHash: hashSessionId(sid), userId: account.id, userAgent: userAgent.slice(0, 300), factors, ...times },
    select: { id: true },
  })
  if (mustHaveSecondFactor(account.role, secondFactorMode()))
    await tx.user.updateMany({ where: { id: account.id, graceUntil: null }, data: { graceUntil: graceEnd(now) } })
  await recordEvent(tx, asPerson(account), 'user.signed-in', { type: 'user', id: account.id }, { by: factors })
  return { sub: account.id, sid, sv: account.sessionVersion }
}

/**
 * Gives a session what it has proved now, and a new secret: whoever saw the old one has nothing. Null when it ended in
 * the meantime. In the caller's transaction.
 */
export async function raiseSession(tx: Tx, token: SessionToken, factor: Factor, now: Date): Promise<SessionToken | null> {
  const sid = newSessionId()
  const raised = await tx.session.updateMany({
    where: { tokenHash: hashSessionId(token.sid), userId: token.sub, endedAt: null },
    data: { tokenHash: hashSessionId(sid), factors: { push: factor }, provedAt: now, lastSeenAt: now },
  })
  return raised.count === 1 ? { ...token, sid } : null
}
