/** Who the organisation's word lets in. The protocol itself is tried with a real provider in e2e/organisation.spec.ts. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { emptyDatabase } from '@/lib/testing/database'
import { FACTORY_PASSWORD, makeUser } from '@/prisma/factories/user'
import { signIn } from './commands/sign-in'
import { signInWithOrganisation } from './commands/sign-in-with-organisation'
import { findLiveSession, findSession } from './queries'

vi.stubEnv('OIDC_ISSUER', 'https://login.example.org/')
vi.stubEnv('OIDC_CLIENT_ID', 'newsroom')
vi.stubEnv('OIDC_CLIENT_SECRET', 'a secret of the tests')

const NOON = new Date('2026-11-22T12:00:00Z')
const claims = (email: string, more: object = {}) => ({
  iss: 'https://login.example.org',
  sub: `s-${email}`,
  email,
  email_verified: true,
  ...more,
})
const enter = (given: unknown) => signInWithOrganisation(given, 'a browser', NOON)

beforeEach(async () => {
  await emptyDatabase()
  Object.assign(env(), { OIDC_DEFAULT_ROLE: 'none', OIDC_TRUSTED_FACTOR: 'off' })
})

describe('the organisation’s sign-in', () => {
  it('finds the account of a verified address, links it, and from then on goes by the subject alone', async () => {
    const user = await makeUser({ role: 'author' })
    const token = await enter(claims(user.email))
    expect(token && (await findLiveSession(token, NOON))).toMatchObject({ factors: ['oidc'], person: { id: user.id } })
    expect(await db.user.findUnique({ where: { id: user.id } })).toMatchObject({ oidcSubject: `https://login.example.org s-${user.email}` })
    const renamed = await enter({ ...claims('other@example.org'), sub: `s-${user.email}` })
    expect(renamed && (await findLiveSession(renamed, NOON))?.person.id).toBe(user.id)
    expect(await db.auditEvent.count({ where: { kind: 'user.linked' } })).toBe(1)
  })

  it.each([
    ['an address that is not verified', { email_verified: false }],
    ['no word on whether it is', { email_verified: undefined }],
    ['another issuer', { iss: 'https://evil.example' }],
    ['no subject', { sub: '' }],
    ['no address', { email: undefined }],
  ])('refuses %s', async (_, more) => {
    const user = await makeUser({ role: 'author' })
    expect(await enter(claims(user.email, more))).toBeNull()
    expect(await db.session.count()).toBe(0)
    expect((await db.user.findUniqueOrThrow({ where: { id: user.id } })).oidcSubject).toBeNull()
  })

  it('makes nobody an account, and opens no closed one, by address or by subject', async () => {
    expect(await enter(claims('nobody@example.org'))).toBeNull()
    const user = await makeUser({ active: false })
    expect(await enter(claims(user.email))).toBeNull()
    await db.user.update({ where: { id: user.id }, data: { oidcSubject: `https://login.example.org s-${user.email}` } })
    expect(await enter(claims(user.email))).toBeNull()
    expect(await db.user.count()).toBe(1)
  })

  it('does not take an account over that belongs to another subject', async () => {
    const user = await makeUser()
    await enter(claims(user.email))
    expect(await enter({ ...claims(user.email), sub: 'somebody else' })).toBeNull()
  })

  it('is one factor, unless it says “mfa” or the operator trusts it', async () => {
    const user = await makeUser()
    await db.oneTimeCode.create({ data: { userId: user.id, secret: 'v1.x', confirmedAt: NOON } })
    const standing = async (more: object = {}) => {
      const token = await enter(claims(user.email, more))
      return token && (await findSession(token, NOON))?.standing
    }
    expect(await standing()).toBe('challenge')
    expect(await standing({ amr: ['pwd', 'mfa'] })).toBe('in')
    Object.assign(env(), { OIDC_TRUSTED_FACTOR: 'on' })
    expect(await standing()).toBe('in')
  })

  it('makes a viewer or author of a verified newcomer where the operator says so, with a password nobody knows', async () => {
    Object.assign(env(), { OIDC_DEFAULT_ROLE: 'viewer' })
    const token = await enter(claims('new@example.org', { name: 'Sam \u202e Newcomer' }))
    expect(token && (await findLiveSession(token, NOON))?.person).toMatchObject({ name: 'Sam Newcomer', role: 'viewer' })
    expect(await enter(claims('unverified@example.org', { email_verified: false }))).toBeNull()
    const attempt = await signIn({ email: 'new@example.org', password: FACTORY_PASSWORD }, { peer: 'p', userAgent: '' }, NOON)
    expect(attempt.ok).toBe(false)
  })
})
