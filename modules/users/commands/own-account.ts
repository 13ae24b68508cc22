import 'server-only'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { done, type Outcome, refused } from '@/lib/errors'
import { hashPassword } from '@/lib/password-hash'
import type { Person } from '@/modules/access/actor'
import { recordEvent } from '@/modules/audit/commands'
import { endOtherSessionsOf } from '@/modules/auth/commands/end-sessions'
import { refuseUnlessFresh } from '@/modules/auth/commands/require-fresh'
import { passwordProblem } from '@/modules/auth/password-rules'
import { changedMail } from '../mails'
import { sendQuietly } from './hand-over'
import { closeLinksOf } from './new-password'

/** The name under which the actor stands in the history from now on. */
export async function changeOwnName(actor: Person, input: { name: string }): Promise<Outcome<{ name: string }>> {
  return db.$transaction(async (tx) => {
    const changed = await tx.user.updateMany({ where: { id: actor.id, name: { not: input.name } }, data: { name: input.name } })
    if (changed.count > 0) await recordEvent(tx, actor, 'user.changed', { type: 'user', id: actor.id }, { changed: ['name'] })
    return done({ name: input.name })
  })
}

/**
 * A new password for the actor, who proved within ten minutes who they are. Ends every other session, and links for a
 * new password; this one goes on, with a cookie of the new session version `sv`.
 */
export async function changeOwnPassword(
  actor: Person,
  input: { password: string },
  now: Date,
): Promise<Outcome<{ ended: number; sv: number }>> {
  const user = await db.user.findUniqueOrThrow({ where: { id: actor.id }, select: { email: true, name: true } })
  const problem = passwordProblem(input.password, user)
  if (problem) return refused({ field: 'password', message: problem })
  const passwordHash = await hashPassword(input.password)
  const outcome = await db.$transaction(async (tx) => {
    const stale = await refuseUnlessFresh(tx, actor, now)
    if (stale) return stale
    // The version also shuts out a sign-in with the old password that is under way at this moment.
    const data = { passwordHash, sessionVersion: { increment: 1 } }
    const { sessionVersion: sv } = await tx.user.update({ where: { id: actor.id }, data, select: { sessionVersion: true } })
    await closeLinksOf(tx, actor.id, now)
    const ended = await endOtherSessionsOf(tx, actor, now)
    await recordEvent(tx, actor, 'user.changed', { type: 'user', id: actor.id }, { changed: ['password'] })
    return done({ ended, sv })
  })
  if (outcome.ok) await sendQuietly(user.email, changedMail(user.name, 'You changed your password.', env().publicUrl))
  return outcome
}
