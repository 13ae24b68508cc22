import 'server-only'
import { db, Prisma } from '@/lib/db'
import { env } from '@/lib/env'
import type { Actor, Duty, Person, Role } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { browserWords } from './browser-words'
import { isFresh, mustHaveSecondFactor, type SecondFactorMode, type Standing, standingOf } from './factor-rules'
import type { SessionToken } from './schema'
import { hashSessionId, isLive, SESSION_IDLE_MINUTES } from './session-rules'

type Row = {
  id: string
  ended_at: Date | null
  expires_at: Date
  last_seen_at: Date
  factors: string[] | null
  user_id: string
  name: string
  role: Role
  duties: Duty[] | null
  active: boolean
  session_version: number
  grace_until: Date | null
  has_factor: boolean
}

export type LiveSession = { sessionId: string; lastSeenAt: Date; expiresAt: Date; person: Person; factors: string[] }

/** Whether a second factor is required here (SECOND_FACTOR). Unset means required. */
export const secondFactorMode = (): SecondFactorMode => env().SECOND_FACTOR ?? 'required'

/**
 * The session a token names and what it may reach at `now`, or null when it has ended. Only for asking for the factor
 * that is missing: everything else asks `findLiveSession`. One query by primary keys; it is asked again for every
 * request, because a signed token may be older than what happened to its account.
 */
export async function findSession(token: SessionToken, now: Date): Promise<(LiveSession & { standing: Standing }) | null> {
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    select s.id, s.ended_at, s.expires_at, s.last_seen_at, s.factors, u.id as user_id, u.name, u.role, u.duties, u.active,
      u.session_version, u.grace_until,
      (exists (select from one_time_code c where c.user_id = u.id and c.confirmed_at is not null)
        or exists (select from passkey p where p.user_id = u.id)) as has_factor
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
  const factors = row.factors ?? []
  const proved = { factors, role: row.role, accountHasFactor: row.has_factor, graceUntil: row.grace_until }
  return {
    sessionId: row.id,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
    factors,
    standing: standingOf(proved, secondFactorMode(), now),
    person: { kind: 'person', id: row.user_id, name: row.name, role: row.role, duties: row.duties ?? [], sessionId: row.id },
  }
}

/**
 * The person a token lets into the newsroom at `now`, or null. A session that still owes a second factor, or that of
 * somebody who must have one and has none after the grace, lets nobody in.
 */
export async function findLiveSession(token: SessionToken, now: Date): Promise<LiveSession | null> {
  const session = await findSession(token, now)
  return session?.standing === 'in' ? session : null
}

export type OwnSession = { id: string; browser: string; factors: string[]; createdAt: Date; lastSeenAt: Date; isThis: boolean }

/** The sessions in which the actor is signed in now, the latest first. Nobody else's. */
export async function listOwnSessions(actor: Person, now: Date): Promise<OwnSession[]> {
  const idleSince = new Date(now.getTime() - SESSION_IDLE_MINUTES * 60_000)
  const rows = await db.session.findMany({
    where: { userId: actor.id, endedAt: null, expiresAt: { gt: now }, lastSeenAt: { gt: idleSince } },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'asc' }],
    select: { id: true, userAgent: true, factors: true, createdAt: true, lastSeenAt: true },
  })
  return rows.map(({ userAgent, ...row }) => ({ ...row, browser: browserWords(userAgent), isThis: row.id === actor.sessionId }))
}

export type OwnPasskey = { id: string; name: string; createdAt: Date; lastUsedAt: Date | null }
export type OwnFactors = {
  /** Since when six-digit codes are asked for; null where they are not. */
  codesSince: Date | null
  recoveryLeft: number
  passkeys: OwnPasskey[]
  /** Whether this role must have one here, and until when it may do without. */
  mustHave: boolean
  graceUntil: Date | null
  /** Whether the person proved who they are within the last ten minutes. */
  fresh: boolean
  hasFactor: boolean
}

/** The actor's own second factors, without anything secret. */
export async function readOwnFactors(actor: Person, now: Date): Promise<OwnFactors> {
  const [codes, recoveryLeft, passkeys, user, session] = await Promise.all([
    db.oneTimeCode.findUnique({ where: { userId: actor.id }, select: { confirmedAt: true } }),
    db.recoveryCode.count({ where: { userId: actor.id, usedAt: null } }),
    db.passkey.findMany({
      where: { userId: actor.id },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      select: { id: true, name: true, createdAt: true, lastUsedAt: true },
    }),
    db.user.findUniqueOrThrow({ where: { id: actor.id }, select: { graceUntil: true } }),
    actor.sessionId ? db.session.findUnique({ where: { id: actor.sessionId }, select: { provedAt: true } }) : null,
  ])
  const codesSince = codes?.confirmedAt ?? null
  return {
    codesSince,
    recoveryLeft,
    passkeys,
    mustHave: mustHaveSecondFactor(actor.role, secondFactorMode()),
    graceUntil: user.graceUntil,
    fresh: session !== null && isFresh(session.provedAt, now),
    hasFactor: codesSince !== null || passkeys.length > 0,
  }
}

/** What the desk says of a second factor to somebody who should have one and has none. */
export type FactorNotice = { mode: SecondFactorMode; graceUntil: Date | null }

/** Null for those who have a second factor, and for roles that need none. */
export async function readFactorNotice(actor: Person, now: Date): Promise<FactorNotice | null> {
  if (!mustHaveSecondFactor(actor.role, 'required')) return null
  const { hasFactor, graceUntil } = await readOwnFactors(actor, now)
  return hasFactor ? null : { mode: secondFactorMode(), graceUntil }
}

/** Which of an account's second factors are set up: what an admin may know of it. */
export async function readFactorsOf(actor: Actor, userId: string): Promise<{ codes: boolean; passkeys: number }> {
  permit(actor, 'user.read')
  const codes = await db.oneTimeCode.findUnique({ where: { userId }, select: { confirmedAt: true } })
  return { codes: codes?.confirmedAt != null, passkeys: await db.passkey.count({ where: { userId } }) }
}

/** Whether anybody has an account yet. Without one nobody can sign in, and the sign-in page says what to do. */
export async function hasAccounts(): Promise<boolean> {
  return (await db.user.findFirst({ select: { id: true } })) !== null
}
