import 'server-only'
import { db, type Tx } from '@/lib/db'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { hashPassword } from '@/lib/password-hash'
import { cleanLine } from '@/lib/text'
import { type Role, systemActor } from '@/modules/access/actor'
import { recordEvent } from '@/modules/audit/commands'
import { generatePassword } from '../new-password'
import { type Claims, claimsSchema, factorsOf, subjectOf, verifiedEmail } from '../organisation-rules'
import type { SessionToken } from '../schema'
import { asPerson, beginSession, type SigningIn } from './begin-session'

const NAME_MAX_CHARACTERS = 100
const select = { id: true, name: true, role: true, active: true, sessionVersion: true } as const

/**
 * Signs somebody in whom the organisation vouches for: by the subject linked before, else by a verified address, which
 * links the two. Nobody is made an account unless OIDC_DEFAULT_ROLE says so. Null when there is none, or it is closed.
 * `given` are the claims of a token that was checked; those of another issuer than ours are refused all the same.
 */
export async function signInWithOrganisation(given: unknown, userAgent: string, now: Date): Promise<SessionToken | null> {
  const parsed = claimsSchema.safeParse(given)
  const { OIDC_ISSUER, OIDC_TRUSTED_FACTOR } = env()
  if (!parsed.success || OIDC_ISSUER === undefined || parsed.data.iss.replace(/\/+$/, '') !== OIDC_ISSUER) return refuse('claims')
  const claims = parsed.data
  // A password nobody knows, for an account that may have to be made: hashed before the transaction, which it would hold up.
  const spare = env().OIDC_DEFAULT_ROLE === 'none' ? '' : await hashPassword(generatePassword())
  return db.$transaction(async (tx) => {
    const account = (await linked(tx, claims)) ?? (await linkedNow(tx, claims)) ?? (await joined(tx, claims, spare))
    if (!account?.active) return refuse(account ? 'closed' : 'unknown')
    return beginSession(tx, account, { factors: factorsOf(claims, OIDC_TRUSTED_FACTOR === 'on'), userAgent }, now)
  })
}

type Account = SigningIn & { active: boolean }

function refuse(why: 'claims' | 'closed' | 'unknown'): null {
  log.warn('the organisation’s sign-in was refused', { why })
  return null
}

async function linked(tx: Tx, claims: Claims): Promise<Account | null> {
  const user = await tx.user.findUnique({ where: { oidcSubject: subjectOf(claims) }, select })
  return user && { ...user, role: user.role as Role }
}

/** The account of a verified address that belongs to no other subject yet. */
async function linkedNow(tx: Tx, claims: Claims): Promise<Account | null> {
  const email = verifiedEmail(claims)
  if (email === null) return null
  const found = await tx.user.updateMany({ where: { email, oidcSubject: null, active: true }, data: { oidcSubject: subjectOf(claims) } })
  if (found.count === 0) return null
  const user = await tx.user.findUniqueOrThrow({ where: { email }, select })
  const account = { ...user, role: user.role as Role }
  await recordEvent(tx, asPerson(account), 'user.linked', { type: 'user', id: account.id }, { issuer: claims.iss })
  return account
}

/** A new account, where the operator lets everybody of the organisation in as a viewer or author. */
async function joined(tx: Tx, claims: Claims, passwordHash: string): Promise<Account | null> {
  const role = env().OIDC_DEFAULT_ROLE
  const email = verifiedEmail(claims)
  if (role === 'none' || email === null || (await tx.user.findUnique({ where: { email }, select: { id: true } }))) return null
  const name = cleanLine(claims.name ?? '').slice(0, NAME_MAX_CHARACTERS) || email
  const user = await tx.user.create({ data: { email, name, role, passwordHash, oidcSubject: subjectOf(claims) }, select })
  await recordEvent(tx, systemActor('The organisation', claims.iss), 'user.created', { type: 'user', id: user.id }, { role })
  return { ...user, role }
}
