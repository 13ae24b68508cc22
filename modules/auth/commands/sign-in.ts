import 'server-only'
import { db } from '@/lib/db'
import { done, type Outcome, refused } from '@/lib/errors'
import { log } from '@/lib/log'
import { hashPassword, isWeakHash, verifyNobody, verifyPassword } from '@/lib/password-hash'
import { type Role, systemActor } from '@/modules/access/actor'
import { recordEvent } from '@/modules/audit/commands'
import type { SessionToken, SignInInput } from '../schema'
import { THROTTLED_MESSAGE, WRONG_MESSAGE } from '../sign-in-messages'
import { ACCOUNT_POLICY, ADDRESS_POLICY, accountKey, addressKey } from '../throttle'
import { beginSession, type SigningIn } from './begin-session'
import { countAttempt, dropOldAttempts, forgiveAttempts } from './count-attempt'

export type SignedIn = SessionToken & { name: string }

type Account = SigningIn & { active: boolean; passwordHash: string }
type Refusal = 'throttled' | 'inactive' | 'wrong'

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
  const renewed = isWeakHash(account.passwordHash) ? await hashPassword(password) : null
  const token = await db.$transaction(async (tx) => {
    // Only the hash that was verified is replaced: not one that was set in the meantime.
    if (renewed) {
      await tx.user.updateMany({ where: { id: account.id, passwordHash: account.passwordHash }, data: { passwordHash: renewed } })
    }
    return beginSession(tx, account, { factors: ['pwd'], userAgent }, now)
  })
  return { ...token, name: account.name }
}

/**
 * Signs a person in: throttle → verify → session row and event. Where the account has a second factor the session
 * reaches nothing until it is given (passChallenge). The same work and the same answer whether or not
 * there is such an account. `peer` is the address the request came from (peerAddress in throttle.ts).
 */
export async function signIn(
  input: Pick<SignInInput, 'email' | 'password'>,
  from: { peer: string; userAgent: string },
  now: Date,
): Promise<Outcome<SignedIn> & { throttled?: boolean }> {
  const found = await db.user.findUnique({
    where: { email: input.email },
    select: { id: true, name: true, role: true, active: true, passwordHash: true, sessionVersion: true },
  })
  const account: Account | null = found && { ...found, role: found.role as Role }
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
