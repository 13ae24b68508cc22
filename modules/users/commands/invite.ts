import 'server-only'
import { db, Prisma, type Tx } from '@/lib/db'
import { env } from '@/lib/env'
import { done, NotFound, type Outcome, refused } from '@/lib/errors'
import type { Actor, Role } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import { hashOneUseToken, newOneUseToken } from '@/modules/auth/one-use-token'
import { INVITATION_HOURS, invitationAddress, invitationMail } from '../mails'
import { mayGiveRole } from '../role-order'
import type { InviteInput } from '../schema'
import { type HandedOver, sendOrShow } from './hand-over'

export type Invited = { id: string; email: string } & HandedOver

// Any number that nothing else in this database locks with two keys.
const INVITATION_LOCK = 7_303

const GONE = 'There is no such invitation any more. Load the list again.'
const HIGHER = 'You cannot give somebody a higher role than your own.'

const ends = (now: Date): Date => new Date(now.getTime() + INVITATION_HOURS * 3_600_000)
const exceeds = (actor: Actor, role: Role): boolean => actor.kind === 'person' && !mayGiveRole(actor.role, role)

/** The letter, after the invitation is stored: a mail server may take its time, and no row waits for it. */
async function post(actor: Actor, to: { id: string; email: string; name: string; role: string }, token: string): Promise<Invited> {
  const { publicUrl } = env()
  const link = invitationAddress(publicUrl, token)
  return { id: to.id, email: to.email, ...(await sendOrShow(to.email, invitationMail(to, actor.name, link, publicUrl), link)) }
}

/** Until the transaction ends nobody else invites this address. */
async function problemOf(tx: Tx, email: string): Promise<Outcome<never> | null> {
  await tx.$queryRaw(Prisma.sql`select pg_advisory_xact_lock(${INVITATION_LOCK}::int, hashtext(${email}))::text`)
  if (await tx.user.findUnique({ where: { email }, select: { id: true } }))
    return refused({ field: 'email', message: 'There is already an account with this email address' })
  if (await tx.invitation.findFirst({ where: { email, usedAt: null, revokedAt: null }, select: { id: true } }))
    return refused({ field: 'email', message: 'There is already an invitation for this email address. Send it again from the list' })
  return null
}

/**
 * Invites somebody: they choose a password of their own behind the link. Role and duties are fixed here, and not above
 * the inviter's. Without a way to send mail the link is given back, once.
 */
export async function inviteUser(actor: Actor, input: InviteInput, now: Date): Promise<Outcome<Invited>> {
  permit(actor, 'user.create')
  if (exceeds(actor, input.role)) return refused({ field: 'role', message: HIGHER })
  const token = newOneUseToken()
  const made = await db.$transaction(async (tx): Promise<Outcome<{ id: string }>> => {
    const problem = await problemOf(tx, input.email)
    if (problem) return problem
    const invitedBy = { invitedById: actor.kind === 'person' ? actor.id : null, invitedBy: actor.name }
    const row = { ...input, ...invitedBy, tokenHash: hashOneUseToken(token), createdAt: now, expiresAt: ends(now) }
    const { id } = await tx.invitation.create({ data: row, select: { id: true } })
    const { email, role } = input
    await recordEvent(tx, actor, 'user.invited', { type: 'system', id: 'invitations' }, { email, role, again: false })
    return done({ id })
  })
  return made.ok ? done(await post(actor, { id: made.value.id, ...input }, token)) : made
}

/** Sends an invitation again with a new link; the old one no longer works. Whoever sends it answers for it from now on. */
export async function sendInvitationAgain(actor: Actor, input: { id: string }, now: Date): Promise<Outcome<Invited>> {
  permit(actor, 'user.create')
  const token = newOneUseToken()
  const renewed = await db.$transaction(async (tx) => {
    const row = await tx.invitation.findFirst({ where: { id: input.id, usedAt: null, revokedAt: null } })
    if (!row) throw new NotFound(GONE)
    if (exceeds(actor, row.role as Role)) return refused({ field: '', message: HIGHER })
    const invitedBy = { invitedById: actor.kind === 'person' ? actor.id : null, invitedBy: actor.name }
    const again = await tx.invitation.updateMany({
      where: { id: row.id, usedAt: null, revokedAt: null },
      data: { tokenHash: hashOneUseToken(token), expiresAt: ends(now), ...invitedBy },
    })
    if (again.count === 0) throw new NotFound(GONE)
    const { email, role } = row
    await recordEvent(tx, actor, 'user.invited', { type: 'system', id: 'invitations' }, { email, role, again: true })
    return done(row)
  })
  return renewed.ok ? done(await post(actor, renewed.value, token)) : renewed
}

/** Takes an invitation back: its link lets nobody in from this moment. */
export async function revokeInvitation(actor: Actor, input: { id: string }, now: Date): Promise<Outcome<{ id: string }>> {
  permit(actor, 'user.create')
  return db.$transaction(async (tx) => {
    const revoked = await tx.invitation.updateMany({ where: { id: input.id, usedAt: null, revokedAt: null }, data: { revokedAt: now } })
    if (revoked.count === 0) throw new NotFound(GONE)
    const { email } = await tx.invitation.findUniqueOrThrow({ where: { id: input.id }, select: { email: true } })
    await recordEvent(tx, actor, 'user.invitation-revoked', { type: 'system', id: 'invitations' }, { email })
    return done({ id: input.id })
  })
}
