import 'server-only'
import { db, type Tx } from '@/lib/db'
import { env } from '@/lib/env'
import { done, type Outcome, refused } from '@/lib/errors'
import { hashPassword } from '@/lib/password-hash'
import { type Role, systemActor } from '@/modules/access/actor'
import { recordEvent } from '@/modules/audit/commands'
import { countAttempt } from '@/modules/auth/commands/count-attempt'
import { endSessionsOf } from '@/modules/auth/commands/end-sessions'
import { hashOneUseToken, isOneUseToken, newOneUseToken } from '@/modules/auth/one-use-token'
import { passwordProblem } from '@/modules/auth/password-rules'
import { ADDRESS_POLICY, addressKey, MAIL_POLICY, mailKey } from '@/modules/auth/throttle'
import { changedMail, newPasswordAddress, newPasswordMail, PASSWORD_LINK_MINUTES } from '../mails'
import { sendQuietly } from './hand-over'

export const PASSWORD_LINK_OVER_MESSAGE = 'This link has been used or is over. Ask for a new one.'
const TOO_OFTEN = 'A link was asked for too often. Wait up to 15 minutes, then try again.'

/**
 * Whether a link may be asked for now. Counted by the address that was typed and by the peer, for accounts that exist
 * and for those that do not: the answer tells nothing.
 */
export async function countPasswordAsking(email: string, peer: string, now: Date): Promise<Outcome<{ email: string }>> {
  const byPeer = await countAttempt(addressKey(peer), ADDRESS_POLICY, now)
  const byAddress = byPeer.allowed ? await countAttempt(mailKey(email), MAIL_POLICY, now) : byPeer
  return byAddress.allowed ? done({ email }) : refused({ field: '', message: TOO_OFTEN })
}

/**
 * Sends the link to the account of this address, if there is an open one. Done after the page has answered, so that how
 * long it takes tells nothing either. Links sent before stop working.
 */
export async function sendPasswordLink(email: string, now: Date): Promise<void> {
  const user = await db.user.findUnique({ where: { email }, select: { id: true, name: true, active: true } })
  if (!user?.active) return
  const token = newOneUseToken()
  await db.$transaction(async (tx) => {
    await closeLinksOf(tx, user.id, now)
    const expiresAt = new Date(now.getTime() + PASSWORD_LINK_MINUTES * 60_000)
    await tx.passwordReset.create({
      data: { tokenHash: hashOneUseToken(token), userId: user.id, createdAt: now, expiresAt },
      select: { id: true },
    })
    const nobody = systemActor('Somebody', 'a forgotten password')
    await recordEvent(tx, nobody, 'user.password-asked', { type: 'user', id: user.id }, {})
  })
  const { publicUrl } = env()
  await sendQuietly(email, newPasswordMail(user.name, newPasswordAddress(publicUrl, token), publicUrl))
}

/** Links to a new password that were sent to this person stop working. */
export async function closeLinksOf(tx: Tx, userId: string, now: Date): Promise<void> {
  await tx.passwordReset.updateMany({ where: { userId, usedAt: null }, data: { usedAt: now } })
}

/**
 * Sets the password behind a link, once, and ends every session of the account. Signs nobody in: the second factor is
 * asked for as ever.
 */
export async function setNewPassword(input: { token: string; password: string }, now: Date): Promise<Outcome<{ email: string }>> {
  const over = refused({ field: '', message: PASSWORD_LINK_OVER_MESSAGE })
  if (!isOneUseToken(input.token)) return over
  const open = { tokenHash: hashOneUseToken(input.token), usedAt: null, expiresAt: { gt: now } }
  const link = await db.passwordReset.findFirst({ where: open, select: { userId: true } })
  const user = link && (await db.user.findUnique({ where: { id: link.userId } }))
  if (!user?.active) return over
  const problem = passwordProblem(input.password, user)
  if (problem) return refused({ field: 'password', message: problem })
  const passwordHash = await hashPassword(input.password)
  const outcome = await db.$transaction(async (tx) => {
    const used = await tx.passwordReset.updateMany({ where: open, data: { usedAt: now } })
    if (used.count === 0) return over
    const changed = await tx.user.updateMany({
      where: { id: user.id, active: true },
      data: { passwordHash, sessionVersion: { increment: 1 } },
    })
    if (changed.count === 0) return over
    await closeLinksOf(tx, user.id, now)
    await endSessionsOf(tx, user.id, now)
    const person = { kind: 'person', id: user.id, name: user.name, role: user.role as Role } as const
    await recordEvent(tx, person, 'user.changed', { type: 'user', id: user.id }, { changed: ['password, by a link'] })
    return done({ email: user.email })
  })
  if (outcome.ok) await sendQuietly(user.email, changedMail(user.name, 'Your password was changed.', env().publicUrl))
  return outcome
}
