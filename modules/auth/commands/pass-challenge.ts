import 'server-only'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome, refused } from '@/lib/errors'
import { log } from '@/lib/log'
import { verifyPassword } from '@/lib/password-hash'
import type { Person } from '@/modules/access/actor'
import { recordEvent } from '@/modules/audit/commands'
import { CHALLENGE_OVER_MESSAGE, FACTOR_THROTTLED_MESSAGE, WRONG_CODE_MESSAGE } from '../factor-words'
import { findSession, readOwnFactors } from '../queries'
import type { ConfirmInput, SessionToken } from '../schema'
import { FACTOR_POLICY, factorKey } from '../throttle'
import { raiseSession } from './begin-session'
import { countAttempt, forgetAttempts } from './count-attempt'
import { spendCode } from './spend-code'

/** Counts one try at an account's second factor. The refusal, or null when it may be made. */
export async function refuseTries(person: Person, now: Date): Promise<Outcome<never> | null> {
  const attempt = await countAttempt(factorKey(person.id), FACTOR_POLICY, now)
  if (attempt.allowed) return null
  if (attempt.refused === 1) await noteRefusal(person, 'throttled')
  return refused({ field: '', message: FACTOR_THROTTLED_MESSAGE })
}

/** On record, and in the log: the person's password is known to whoever tried. */
export async function noteRefusal(person: Person, why: 'throttled' | 'wrong'): Promise<void> {
  log.warn('second factor refused', { userId: person.id, why })
  await db.$transaction((tx) => recordEvent(tx, person, 'user.factor-refused', { type: 'user', id: person.id }, { why }))
}

/**
 * The second half of signing in: a code of the app or a recovery code for a session that has only the first. Gives the
 * session's new secret. A code works once; five wrong ones make the account wait, in however many sign-ins.
 */
export async function passChallenge(token: SessionToken | null, input: { code: string }, now: Date): Promise<Outcome<SessionToken>> {
  const session = token ? await findSession(token, now) : null
  if (!token || session?.standing !== 'challenge') return refused({ field: '', message: CHALLENGE_OVER_MESSAGE })
  const { person } = session
  const wait = await refuseTries(person, now)
  if (wait) return wait
  const raised = await db.$transaction(async (tx) => {
    const kind = await spendCode(tx, person.id, input.code, now)
    if (!kind) return 'wrong' as const
    const next = await raiseSession(tx, token, kind, now)
    if (next) await recordEvent(tx, person, 'user.factor-passed', { type: 'user', id: person.id }, { by: kind })
    return next
  })
  if (raised === 'wrong') {
    await noteRefusal(person, 'wrong')
    return refused({ field: 'code', message: WRONG_CODE_MESSAGE })
  }
  if (!raised) return refused({ field: '', message: CHALLENGE_OVER_MESSAGE })
  await forgetAttempts(factorKey(person.id))
  return done(raised)
}

/**
 * Proving again who one is, before a password or a factor changes: by a code where the account has a second factor, by
 * the password where it has none. Counted like the codes of a sign-in.
 */
export async function confirmIdentity(actor: Person, input: ConfirmInput, now: Date): Promise<Outcome<{ confirmed: true }>> {
  const { hasFactor } = await readOwnFactors(actor, now)
  const typed = hasFactor ? input.code : input.password
  const field = hasFactor ? 'code' : 'password'
  if (!typed) return refused({ field, message: hasFactor ? 'Enter the code' : 'Enter your password' })
  const wait = await refuseTries(actor, now)
  if (wait) return wait
  const right = hasFactor
    ? await db.$transaction(async (tx) => (await spendCode(tx, actor.id, typed, now)) !== null && noteFresh(tx, actor, now))
    : (await isPassword(actor.id, typed)) && (await db.$transaction((tx) => noteFresh(tx, actor, now)))
  if (right) {
    await forgetAttempts(factorKey(actor.id))
    return done({ confirmed: true })
  }
  await noteRefusal(actor, 'wrong')
  return refused({ field, message: hasFactor ? WRONG_CODE_MESSAGE : 'That is not your password. Check it and try again.' })
}

async function isPassword(userId: string, typed: string): Promise<boolean> {
  const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { passwordHash: true } })
  return verifyPassword(passwordHash, typed)
}

/** Notes that the person of this session has just proved who they are. False when the session has ended. */
export async function noteFresh(tx: Tx, actor: Person, now: Date): Promise<boolean> {
  if (!actor.sessionId) return false
  const fresh = await tx.session.updateMany({ where: { id: actor.sessionId, userId: actor.id, endedAt: null }, data: { provedAt: now } })
  return fresh.count === 1
}
