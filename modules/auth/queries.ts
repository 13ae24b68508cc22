import 'server-only'
import { db, Prisma } from '@/lib/db'
import type { Duty, Person, Role } from '@/modules/access/actor'
import type { SessionToken } from './schema'
import { hashSessionId, isLive } from './session-rules'

type Row = {
  id: string
  ended_at: Date | null
  expires_at: Date
  last_seen_at: Date
  user_id: string
  name: string
  role: Role
  duties: Duty[] | null
  active: boolean
  session_version: number
}

export type LiveSession = { sessionId: string; lastSeenAt: Date; expiresAt: Date; person: Person }

/**
 * The person a token lets in at `now`, or null. One query over two primary keys; this is asked again for every
 * request, because a signed token may be older than what happened to its account.
 */
export async function findLiveSession(token: SessionToken, now: Date): Promise<LiveSession | null> {
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    select s.id, s.ended_at, s.expires_at, s.last_seen_at, u.id as user_id, u.name, u.role, u.duties, u.active, u.session_version
    from session s join user_account u on u.id = s.user_id
    where s.token_hash = ${hashSessionId(token.sid)} and u.id = ${token.sub}::uuid`)
  const row = rows[0]
  if (!row) return null
  const state = {
    endedAt: row.ended_at,
    expiresAt: row.expires_at,
    lastSeenAt: row.last_seen_at,
    active: row.active,
    sessionVersion: row.session_version,
  }
  if (!isLive(state, token.sv, now)) return null
  return {
    sessionId: row.id,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
    person: { kind: 'person', id: row.user_id, name: row.name, role: row.role, duties: row.duties ?? [] },
  }
}

/** Whether anybody has an account yet. Without one nobody can sign in, and the sign-in page says what to do. */
export async function hasAccounts(): Promise<boolean> {
  return (await db.user.findFirst({ select: { id: true } })) !== null
}
