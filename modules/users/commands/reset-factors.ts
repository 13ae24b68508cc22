import 'server-only'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { done, NotFound, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import { endSessionsOf } from '@/modules/auth/commands/end-sessions'
import { removeFactorsOf } from '@/modules/auth/commands/set-up-codes'
import { changedMail } from '../mails'
import { sendQuietly } from './hand-over'
import { refuseOwn } from './refuse-own'

/**
 * Takes every second factor of somebody away who lost them, and signs them out everywhere. Where their role must have
 * one, they set up a new one at their next sign-in, before anything else. Throws NotFound, NotAllowed.
 */
export async function resetFactors(actor: Actor, input: { id: string }, now: Date): Promise<Outcome<{ had: number }>> {
  permit(actor, 'user.change')
  const own = refuseOwn(actor, input.id)
  if (own) return own
  const { user, had } = await db.$transaction(async (tx) => {
    const found = await tx.user.updateMany({ where: { id: input.id }, data: { sessionVersion: { increment: 1 }, graceUntil: now } })
    if (found.count === 0) throw new NotFound('There is no such account. Go back to the list.')
    const count = await removeFactorsOf(tx, input.id)
    await endSessionsOf(tx, input.id, now)
    await recordEvent(tx, actor, 'user.factors-reset', { type: 'user', id: input.id }, { had: count })
    return { user: await tx.user.findUniqueOrThrow({ where: { id: input.id }, select: { email: true, name: true } }), had: count }
  })
  await sendQuietly(user.email, changedMail(user.name, 'An admin took the second factors of your account away.', env().publicUrl))
  return done({ had })
}
