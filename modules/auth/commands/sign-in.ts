import 'server-only'
import { db } from '@/lib/db'
import { done, type Outcome, refused } from '@/lib/errors'
import { log } from '@/lib/log'
import { hashPassword, isWeakHash, verifyNobody, verifyPassword } from '@/lib/password-hash'
import { type Person, type Role, systemActor } from '@/modules/access/actor'
import { recordEvent } from '@/modules/audit/commands'
import type { SessionToken, SignInInput } from '../schema'
import { hashSessionId, newSessionId, sessionEnd } from '../session-rules'
import { THROTTLED_MESSAGE, WRONG_MESSAGE } from '../sign-in-messages'
import { ACCOUNT_POLICY, ADDRESS_POLICY, accountKey, addressKey } from '../throttle'
import { countAttempt, dropOldAttempts, forgiveAttempts } from './count-attempt'

export type SignedIn = SessionToken & { name: string }

type Account = { id: string; name: string; role: string; active: boolean; passwordHash: string; sessionVersion: number }
type Refusal = 'throttled' | 'inactive' | 'wrong'

const asPerson = (account: Account): Person => ({ kind: 'person', id: account.id, name: account.name, role: account.role as Role })

async function auditRefusal(account: Account | null, why: Refusal): Promise<void> {
  const nobody = systemActor('Somebody', 'a sign-in that was refused')
  await db.$transaction((tx) => recordEvent(tx, nobody, 'user.sign-in-refused', { type: 'user', id: account?.id ?? 'unknown' }, { why }))
}

/** Whether this attempt must wait. Both counts go up, also for an account that does not exist. */
async function isThrottled(email: string, peer: string, now: Date): Promise<{ throttled: boolean; first: boolean }> {
  const address = await countAttempt(addressKey(peer), ADDRESS_POLICY, now)
  if (!address.allowed) return { throttled: true, first: address.refused === 1 }
  const account = await countAttempt(accountKey(email), ACCOUNT_POLICY, now)
  return { throttled: !account.allowed, first: account.refused === 1 }
}

async function startSession(account: Account, password: string, userAgent: string, now: Date): Promise<SignedIn> {
  const sid = newSessionId()
  const renewed = isWeakHash(account.passwordHash) ? await hashPassword(password) : null
  await db.$transaction(async (tx) => {
    await tx.session.create({
      data: {
        tokenHash: hashSessionId(sid),
        userId: account.id,
        userAgent: userAgent.slice(0, 300),
        createdAt: now,
        lastSeenAt: now,
        expiresAt: sessionEnd(now),
      },
      select: { id: true },
    })
    // Only the hash that was verified is replaced: not one that was set in the meantime.
    if (renewed) {
      await tx.user.updateMany({ where: { id: account.id, passwordHash: account.passwordHash }, data: { passwordHash: renewed } })
    }
    await recordEvent(tx, asPerson(account), 'user.signed-in', { type: 'user', id: account.id }, {})
  })
  return { sub: account.id, sid, sv: account.sessionVersion, name: account.name }
}

/**
 * Signs a person in: throttle → verify → session row and event. The same work and the same answer whether or not
 * there is such an account. `peer` is the address the request came from (peerAddress in throttle.ts).
 */
export async function signIn(
  input: Pick<SignInInput, 'email' | 'password'>,
  from: { peer: string; userAgent: string },
  now: Date,
): Promise<Outcome<SignedIn> & { throttled?: boolean }> {
  const account = await db.user.findUnique({
    where: { email: input.email },
    select: { id: true, name: true, role: true, active: true, passwordHash: true, sessionVersion: true },
  })
  const { throttled, first } = await isThrottled(input.email, from.peer, now)
  if (throttled) {
    if (first) await auditRefusal(account, 'throttled')
    log.warn('sign-in throttled', { peer: from.peer, userId: account?.id ?? null })
    return { ...refused({ field: '', message: THROTTLED_MESSAGE }), throttled: true }
  }
  const right = account ? await verifyPassword(account.passwordHash, input.password) : await verifyNobody(input.password)
  if (!account || !right || !account.active) {
    await auditRefusal(account, account && right ? 'inactive' : 'wrong')
    log.warn('sign-in refused', { peer: from.peer, userId: account?.id ?? null })
    return refused({ field: '', message: WRONG_MESSAGE })
  }
  const signedIn = await startSession(account, input.password, from.userAgent, now)
  await forgiveAttempts(accountKey(input.email), addressKey(from.peer))
  await dropOldAttempts(now)
  return done(signedIn)
}
