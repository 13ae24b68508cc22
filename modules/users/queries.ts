import 'server-only'
import { db } from '@/lib/db'
import { NotFound } from '@/lib/errors'
import type { Actor, Role } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { USERS_PER_PAGE } from './schema'

export type UserView = {
  id: string
  email: string
  name: string
  role: Role
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
  active: true,
  createdAt: true,
  sessions: { select: { lastSeenAt: true }, orderBy: { lastSeenAt: 'desc' }, take: 1 },
} as const

type Row = Omit<UserView, 'role' | 'lastSeenAt'> & { role: string; sessions: { lastSeenAt: Date }[] }

const toView = ({ sessions, role, ...user }: Row): UserView => ({
  ...user,
  role: role as Role,
  lastSeenAt: sessions[0]?.lastSeenAt ?? null,
})

/** Who has an account: open ones first, then by name. `page` counts from 1. */
export async function listUsers(actor: Actor, page = 1): Promise<{ items: UserView[]; total: number; page: number; pages: number }> {
  permit(actor, 'user.read')
  const total = await db.user.count()
  const rows = await db.user.findMany({
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
