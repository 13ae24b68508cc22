import 'server-only'
import { db, Prisma, type Tx } from '@/lib/db'
import { done, type Outcome, refused } from '@/lib/errors'
import { hashPassword } from '@/lib/password-hash'
import type { Role } from '@/modules/access/actor'
import { recordEvent } from '@/modules/audit/commands'
import { hashOneUseToken } from '@/modules/auth/one-use-token'
import { passwordProblem } from '@/modules/auth/password-rules'
import { findInvitation } from '../queries'
import { mayGiveRole } from '../role-order'
import type { AcceptInvitationInput } from '../schema'

export const INVITATION_OVER_MESSAGE = 'This invitation has been used, taken back or is over. Ask whoever sent it for a new one.'

/** Whether whoever invited still may: their account may have been closed, or made less, since. */
async function stillStands(tx: Tx, inviterId: string | null, role: Role): Promise<boolean> {
  if (inviterId === null) return true
  const inviter = await tx.user.findUnique({ where: { id: inviterId }, select: { role: true, active: true } })
  return inviter?.active === true && inviter.role === 'admin' && mayGiveRole(inviter.role, role)
}

/**
 * Makes the account of somebody who was invited, with a name and password of their own; address, role and duties are
 * the invitation's. Works once: of two at the same moment one is refused. Nobody is signed in by it.
 */
export async function acceptInvitation(input: AcceptInvitationInput, now: Date): Promise<Outcome<{ email: string }>> {
  const known = await findInvitation(input.token, now)
  if (!known) return refused({ field: '', message: INVITATION_OVER_MESSAGE })
  const problem = passwordProblem(input.password, { email: known.email, name: input.name })
  if (problem) return refused({ field: 'password', message: problem })
  const passwordHash = await hashPassword(input.password)
  try {
    return await db.$transaction((tx) => takeUp(tx, input, passwordHash, now))
  } catch (error) {
    const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
    if (isTaken) return refused({ field: '', message: 'There is an account with this email address already. Sign in with it.' })
    throw error
  }
}

async function takeUp(tx: Tx, input: AcceptInvitationInput, passwordHash: string, now: Date): Promise<Outcome<{ email: string }>> {
  const tokenHash = hashOneUseToken(input.token)
  const open = { tokenHash, usedAt: null, revokedAt: null, expiresAt: { gt: now } }
  const taken = await tx.invitation.updateMany({ where: open, data: { usedAt: now } })
  if (taken.count === 0) return refused({ field: '', message: INVITATION_OVER_MESSAGE })
  const { email, role, duties, invitedById, invitedBy } = await tx.invitation.findUniqueOrThrow({ where: { tokenHash } })
  if (!(await stillStands(tx, invitedById, role as Role))) return refused({ field: '', message: INVITATION_OVER_MESSAGE })
  const user = await tx.user.create({ data: { email, name: input.name, role, duties, passwordHash }, select: { id: true } })
  const person = { kind: 'person', id: user.id, name: input.name, role: role as Role } as const
  await recordEvent(tx, person, 'user.joined', { type: 'user', id: user.id }, { role, invitedBy })
  return done({ email })
}
