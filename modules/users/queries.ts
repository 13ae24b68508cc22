import 'server-only'
import { db, type Prisma } from '@/lib/db'
import { NotFound } from '@/lib/errors'
import { literally, normaliseEmail } from '@/lib/text'
import type { Actor, Duty, Person, Role } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { hashOneUseToken, isOneUseToken } from '@/modules/auth/one-use-token'
import { readFeaturesInUse } from '@/modules/newsroom/queries'
import { USERS_PER_PAGE } from './schema'

export type UserView = {
  id: string
  email: string
  name: string
  role: Role
  duties: Duty[]
  active: boolean
  createdAt: Date
  /** Their last click within a session, or null when they never signed in. */
  lastSeenAt: Date | null
}

const view = {
  id: true,
  email: true,
  name: true,
  role: true,
  duties: true,
  active: true,
  createdAt: true,
  sessions: { select: { lastSeenAt: true }, orderBy: { lastSeenAt: 'desc' }, take: 1 },
} as const

type Row = Omit<UserView, 'role' | 'duties' | 'lastSeenAt'> & { role: string; duties: string[]; sessions: { lastSeenAt: Date }[] }

const toView = ({ sessions, role, duties, ...user }: Row): UserView => ({
  ...user,
  role: role as Role,
  duties: duties as Duty[],
  lastSeenAt: sessions[0]?.lastSeenAt ?? null,
})

export type UserPage = { items: UserView[]; total: number; page: number; pages: number }

/** Who has an account: open ones first, then by name. `q`: each of its words is in the name or the address. `page` counts from 1. */
export async function listUsers(actor: Actor, { q = '', page = 1 }: { q?: string; page?: number } = {}): Promise<UserPage> {
  permit(actor, 'user.read')
  const words = q.split(/\s+/).filter((word) => word !== '')
  const where: Prisma.UserWhereInput = {
    AND: words.map((word) => {
      const contains = { contains: literally(word), mode: 'insensitive' } as const
      return { OR: [{ name: contains }, { email: contains }] }
    }),
  }
  const total = await db.user.count({ where })
  const rows = await db.user.findMany({
    where,
    select: view,
    orderBy: [{ active: 'desc' }, { name: 'asc' }, { id: 'asc' }],
    skip: (page - 1) * USERS_PER_PAGE,
    take: USERS_PER_PAGE,
  })
  return { items: rows.map(toView), total, page, pages: Math.max(1, Math.ceil(total / USERS_PER_PAGE)) }
}

/** One account; throws NotFound. */
export async function getUser(actor: Actor, id: string): Promise<UserView> {
  permit(actor, 'user.read')
  const row = /^[0-9a-f-]{36}$/.test(id) ? await db.user.findUnique({ where: { id }, select: view }) : null
  if (!row) throw new NotFound('There is no such account. Go back to the list.')
  return toView(row)
}

export type InvitationView = {
  id: string
  email: string
  name: string
  role: Role
  invitedBy: string
  createdAt: Date
  expiresAt: Date
  hasExpired: boolean
}

const INVITATIONS_MAX = 100

/** Invitations that nobody has taken up or taken back, the newest first; also those whose time is over. */
export async function listInvitations(actor: Actor, now: Date): Promise<InvitationView[]> {
  permit(actor, 'user.read')
  const rows = await db.invitation.findMany({
    where: { usedAt: null, revokedAt: null },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: INVITATIONS_MAX,
    select: { id: true, email: true, name: true, role: true, invitedBy: true, createdAt: true, expiresAt: true },
  })
  return rows.map((row) => ({ ...row, role: row.role as Role, hasExpired: row.expiresAt <= now }))
}

/** What the holder of an invitation's link may know of it; null when the link lets nobody in (any more). */
export async function findInvitation(
  token: string,
  now: Date,
): Promise<{ email: string; name: string; role: Role; invitedBy: string } | null> {
  if (!isOneUseToken(token)) return null
  const row = await db.invitation.findUnique({ where: { tokenHash: hashOneUseToken(token) } })
  if (!row || row.usedAt || row.revokedAt || row.expiresAt <= now) return null
  return { email: row.email, name: row.name, role: row.role as Role, invitedBy: row.invitedBy }
}

/** Whether a link for a new password still works. Says nothing of whose it is. */
export async function isPasswordLink(token: string, now: Date): Promise<boolean> {
  if (!isOneUseToken(token)) return false
  const row = await db.passwordReset.findUnique({ where: { tokenHash: hashOneUseToken(token) }, select: { usedAt: true, expiresAt: true } })
  return row !== null && row.usedAt === null && row.expiresAt > now
}

/** The actor's own address and name. */
export async function getOwnAccount(actor: Person): Promise<{ email: string; name: string; linkedTo: string | null }> {
  const { oidcSubject, ...user } = await db.user.findUniqueOrThrow({
    where: { id: actor.id },
    select: { email: true, name: true, oidcSubject: true },
  })
  return { ...user, linkedTo: oidcSubject?.split(' ')[0] ?? null }
}

/** Whether duties are shown where people are invited and changed: from the first one given, or once they are switched on. */
export async function hasDutiesShown(actor: Actor): Promise<boolean> {
  permit(actor, 'user.read')
  return (await readFeaturesInUse(actor)).has('duties')
}

/** Whose address this is, in whatever letters; null when nobody's. */
export async function findUserId(actor: Actor, email: string): Promise<string | null> {
  permit(actor, 'user.read')
  const user = await db.user.findUnique({ where: { email: normaliseEmail(email) }, select: { id: true } })
  return user?.id ?? null
}
