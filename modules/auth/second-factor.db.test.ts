/** The second factor as a machine of states (security.md A04): what each session reaches, and what works once. */
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import type { Person, Role } from '@/modules/access/actor'
import { changeOwnPassword } from '@/modules/users/commands/own-account'
import { FACTORY_PASSWORD, makeUser } from '@/prisma/factories/user'
import { endOtherSessions, endOwnSession } from './commands/end-sessions'
import { confirmIdentity, passChallenge } from './commands/pass-challenge'
import { beginCodes, confirmCodes, removeCodes, renewRecoveryCodes } from './commands/set-up-codes'
import { signIn } from './commands/sign-in'
import { CHALLENGE_OVER_MESSAGE, FACTOR_THROTTLED_MESSAGE, NOT_FRESH_MESSAGE, WRONG_CODE_MESSAGE } from './factor-words'
import { codeAt } from './one-time-codes'
import { findLiveSession, findSession, listOwnSessions, readFactorNotice, readOwnFactors } from './queries'
import type { SessionToken } from './schema'

const NOON = new Date('2026-11-22T12:00:00Z')
const DAY = 86_400
const later = (seconds: number) => new Date(NOON.getTime() + seconds * 1_000)
let peers = 0

beforeEach(emptyDatabase)

async function signedIn(email: string, now = NOON): Promise<SessionToken> {
  peers += 1
  const outcome = await signIn({ email, password: FACTORY_PASSWORD }, { peer: `peer ${peers}`, userAgent: 'a browser' }, now)
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message)
  return outcome.value
}

async function personOf(token: SessionToken, now = NOON): Promise<Person> {
  const session = await findSession(token, now)
  if (!session) throw new Error('no session')
  return session.person
}

const saying = (outcome: { ok: true } | { ok: false; problems: { message: string }[] }) =>
  outcome.ok ? 'done' : outcome.problems[0]?.message

/** Somebody with codes of an app, set up at noon; everything they hold. */
async function withCodes(role: Role = 'editor') {
  const user = await makeUser({ role })
  const token = await signedIn(user.email)
  const person = await personOf(token)
  const begun = await beginCodes(person, {}, NOON)
  if (!begun.ok) throw new Error(saying(begun))
  const secret = begun.value.secret.replaceAll(' ', '')
  const made = await confirmCodes(person, { code: codeAt(secret, NOON) }, NOON)
  if (!made.ok) throw new Error(saying(made))
  return { user, token, person, secret, recoveryCodes: made.value.recoveryCodes }
}

const standing = async (token: SessionToken, now = NOON) => (await findSession(token, now))?.standing ?? null

describe('a session that has only the password', () => {
  it('reaches nothing, once the account has a second factor; the one that set it up goes on', async () => {
    const { user, token } = await withCodes()
    expect(await findLiveSession(token, NOON)).not.toBeNull()
    const half = await signedIn(user.email)
    expect(await findLiveSession(half, NOON)).toBeNull()
    expect(await standing(half)).toBe('challenge')
  })

  it('that was open before the factor was set up owes it too', async () => {
    const user = await makeUser()
    const [before, token] = [await signedIn(user.email), await signedIn(user.email)]
    const person = await personOf(token)
    const begun = await beginCodes(person, {}, NOON)
    const secret = begun.ok ? begun.value.secret.replaceAll(' ', '') : ''
    expect(await standing(before), 'a secret that was never confirmed asks for nothing').toBe('in')
    expect(saying(await confirmCodes(person, { code: codeAt(secret, NOON) }, NOON))).toBe('done')
    expect(await standing(before)).toBe('challenge')
  })

  it('cannot set up, remove or renew anything, nor prove itself fresh', async () => {
    const { user } = await withCodes()
    const at = later(DAY)
    const half = await personOf(await signedIn(user.email, at), at)
    for (const change of [beginCodes, removeCodes, renewRecoveryCodes]) expect(saying(await change(half, {}, at))).toBe(NOT_FRESH_MESSAGE)
    expect(saying(await changeOwnPassword(half, { password: 'a lamp under the stairs' }, at))).toBe(NOT_FRESH_MESSAGE)
    expect(saying(await confirmIdentity(half, { password: FACTORY_PASSWORD }, at))).toBe('Enter the code')
    expect(await db.recoveryCode.count({ where: { usedAt: null } })).toBe(10)
  })
})

describe('a code', () => {
  it('lets in, and gives the session a new secret', async () => {
    const { user, secret } = await withCodes()
    const half = await signedIn(user.email, later(60))
    const passed = await passChallenge(half, { code: codeAt(secret, later(60)) }, later(60))
    if (!passed.ok) throw new Error(saying(passed))
    expect(passed.value.sid).not.toBe(half.sid)
    expect(await findSession(half, later(60))).toBeNull()
    expect((await findLiveSession(passed.value, later(60)))?.factors).toEqual(['pwd', 'otp'])
  })

  it('works once, in whatever session, and so does none before it', async () => {
    const { user, secret } = await withCodes()
    expect(saying(await passChallenge(await signedIn(user.email), { code: codeAt(secret, NOON) }, NOON)), 'the code that set it up').toBe(
      WRONG_CODE_MESSAGE,
    )
    const at = later(90)
    const [one, other, third] = [await signedIn(user.email, at), await signedIn(user.email, at), await signedIn(user.email, at)]
    expect(saying(await passChallenge(one, { code: codeAt(secret, at) }, at))).toBe('done')
    expect(saying(await passChallenge(other, { code: codeAt(secret, at) }, at))).toBe(WRONG_CODE_MESSAGE)
    expect(saying(await passChallenge(third, { code: codeAt(secret, later(60)) }, at)), 'of the step before').toBe(WRONG_CODE_MESSAGE)
    expect(await standing(other, at)).toBe('challenge')
  })

  it('works once also when it is given four times at the same moment', async () => {
    const { user, secret } = await withCodes()
    const at = later(90)
    const halves: SessionToken[] = []
    for (let index = 0; index < 4; index += 1) halves.push(await signedIn(user.email, at))
    const outcomes = await Promise.all(halves.map((half) => passChallenge(half, { code: codeAt(secret, at) }, at)))
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
  })

  it('of somebody else lets nobody in', async () => {
    const [one, other] = [await withCodes(), await withCodes()]
    const half = await signedIn(one.user.email, later(60))
    expect(saying(await passChallenge(half, { code: codeAt(other.secret, later(60)) }, later(60)))).toBe(WRONG_CODE_MESSAGE)
    expect(saying(await passChallenge(half, { code: other.recoveryCodes[0] ?? '' }, later(60)))).toBe(WRONG_CODE_MESSAGE)
  })

  it('may be tried five times, in however many sign-ins; then the account waits', async () => {
    const { user, secret } = await withCodes()
    const at = later(60)
    for (let index = 0; index < 5; index += 1)
      expect(saying(await passChallenge(await signedIn(user.email, at), { code: '000000' }, at))).toBe(WRONG_CODE_MESSAGE)
    const half = await signedIn(user.email, at)
    expect(saying(await passChallenge(half, { code: codeAt(secret, at) }, at))).toBe(FACTOR_THROTTLED_MESSAGE)
    expect(saying(await passChallenge(half, { code: codeAt(secret, later(120)) }, later(120)))).toBe('done')
    const refusals = await db.auditEvent.findMany({ where: { kind: 'user.factor-refused' }, select: { detail: true } })
    expect(refusals.map(({ detail }) => (detail as { why: string }).why)).toEqual([...Array(5).fill('wrong'), 'throttled'])
  })

  it('is asked for only by a session that owes it', async () => {
    const { token, secret } = await withCodes()
    const code = codeAt(secret, later(60))
    expect(saying(await passChallenge(token, { code }, later(60)))).toBe(CHALLENGE_OVER_MESSAGE)
    expect(saying(await passChallenge(null, { code }, later(60)))).toBe(CHALLENGE_OVER_MESSAGE)
    expect(saying(await passChallenge({ ...token, sid: 'x'.repeat(43) }, { code }, later(60)))).toBe(CHALLENGE_OVER_MESSAGE)
  })
})

describe('a recovery code', () => {
  it('lets in once, in any letters, and says how many are left', async () => {
    const { user, person, recoveryCodes } = await withCodes()
    expect(recoveryCodes).toHaveLength(10)
    const typed = ` ${recoveryCodes[3]?.toUpperCase().replaceAll('-', ' ')} `
    expect(saying(await passChallenge(await signedIn(user.email), { code: typed }, NOON))).toBe('done')
    expect(saying(await passChallenge(await signedIn(user.email), { code: typed }, NOON))).toBe(WRONG_CODE_MESSAGE)
    expect((await readOwnFactors(person, NOON)).recoveryLeft).toBe(9)
  })

  it('is useless once new ones were made', async () => {
    const { user, person, recoveryCodes } = await withCodes()
    const renewed = await renewRecoveryCodes(person, {}, NOON)
    expect(renewed.ok && renewed.value.recoveryCodes).toHaveLength(10)
    expect(saying(await passChallenge(await signedIn(user.email), { code: recoveryCodes[0] ?? '' }, NOON))).toBe(WRONG_CODE_MESSAGE)
  })

  it('lets in once also when it is given at the same moment twice', async () => {
    const { user, recoveryCodes } = await withCodes()
    const [one, other] = [await signedIn(user.email), await signedIn(user.email)]
    const outcomes = await Promise.all([one, other].map((half) => passChallenge(half, { code: recoveryCodes[0] ?? '' }, NOON)))
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
  })
})

describe('at rest', () => {
  it('no secret, no code and no recovery code can be read from the database, the audit included', async () => {
    const { secret, recoveryCodes } = await withCodes()
    const tables = ['one_time_code', 'recovery_code', 'session', 'audit_event', 'user_account', 'auth_attempt']
    const all: unknown[] = []
    for (const table of tables)
      all.push(await db.$queryRaw`select query_to_xml(${`select * from ${table}`}, true, false, '')::text as rows`)
    const text = JSON.stringify(all).toLowerCase()
    expect(text).toContain('user.factor-added')
    for (const word of [secret, codeAt(secret, NOON), ...recoveryCodes.flatMap((code) => [code, code.replaceAll('-', '')])])
      expect(text).not.toContain(word.toLowerCase())
  })
})

describe('the grace', () => {
  it.each(['editor', 'admin'] as const)('of an %s begins at the first sign-in and is seven days, however often they come', async (role) => {
    const user = await makeUser({ role })
    const first = await signedIn(user.email)
    expect(await standing(first)).toBe('in')
    const graceUntil = async () => (await db.user.findUniqueOrThrow({ where: { id: user.id } })).graceUntil
    expect(await graceUntil()).toEqual(later(7 * DAY))
    expect(await standing(await signedIn(user.email, later(7 * DAY - 1)), later(7 * DAY - 1))).toBe('in')
    expect(await graceUntil()).toEqual(later(7 * DAY))
    const late = await signedIn(user.email, later(7 * DAY))
    expect(await standing(late, later(7 * DAY))).toBe('set-up')
    expect(await findLiveSession(late, later(7 * DAY))).toBeNull()
  })

  it('ends for a session that is open then', async () => {
    const user = await makeUser()
    await signedIn(user.email)
    const open = await signedIn(user.email, later(7 * DAY - 60))
    expect(await findLiveSession(open, later(7 * DAY - 1))).not.toBeNull()
    expect(await findLiveSession(open, later(7 * DAY))).toBeNull()
  })

  it.each(['viewer', 'author'] as const)('is nothing to a %s', async (role) => {
    const user = await makeUser({ role })
    await signedIn(user.email)
    const late = await signedIn(user.email, later(30 * DAY))
    expect(await standing(late, later(30 * DAY))).toBe('in')
  })

  it('is over for good with the set-up, which lets in', async () => {
    const user = await makeUser()
    await signedIn(user.email)
    const now = later(8 * DAY)
    const token = await signedIn(user.email, now)
    const person = await personOf(token, now)
    const begun = await beginCodes(person, {}, now)
    const secret = begun.ok ? begun.value.secret.replaceAll(' ', '') : ''
    expect(saying(await confirmCodes(person, { code: codeAt(secret, now) }, now))).toBe('done')
    expect(await findLiveSession(token, now)).not.toBeNull()
    expect(saying(await removeCodes(person, {}, now)), 'the last one of a role that must have one').toContain('Add another one')
  })
})

describe('the desk', () => {
  it('tells editors and admins without one, and nobody else', async () => {
    const notice = async (role: Role) => readFactorNotice((await makeUser({ role })).actor, NOON)
    expect([await notice('viewer'), await notice('author')]).toEqual([null, null])
    expect(await notice('admin')).toEqual({ mode: 'required', graceUntil: null })
    const { person } = await withCodes()
    expect(await readFactorNotice(person, NOON)).toBeNull()
  })
})

describe('a change of factors', () => {
  it('asks again who it is after ten minutes: by code where there is one, else by password', async () => {
    const { person, secret } = await withCodes('author')
    const at = later(600)
    expect(saying(await renewRecoveryCodes(person, {}, at))).toBe(NOT_FRESH_MESSAGE)
    expect(saying(await removeCodes(person, {}, at))).toBe(NOT_FRESH_MESSAGE)
    expect(saying(await confirmIdentity(person, { password: FACTORY_PASSWORD }, at)), 'the password is not enough').toBe('Enter the code')
    expect(saying(await confirmIdentity(person, { code: '000000' }, at))).toBe(WRONG_CODE_MESSAGE)
    expect(saying(await confirmIdentity(person, { code: codeAt(secret, at) }, at))).toBe('done')
    expect(saying(await removeCodes(person, {}, at))).toBe('done')
    expect(await db.recoveryCode.count()).toBe(0)

    const plain = await makeUser({ role: 'author' })
    const open = await personOf(await signedIn(plain.email))
    expect(saying(await beginCodes(open, {}, at))).toBe(NOT_FRESH_MESSAGE)
    expect(saying(await confirmIdentity(open, { password: 'not this one at all' }, at))).toContain('not your password')
    expect(saying(await confirmIdentity(open, { password: FACTORY_PASSWORD }, at))).toBe('done')
    expect(saying(await beginCodes(open, {}, at))).toBe('done')
  })

  it('asks who has no session of their own for nothing but to come again', async () => {
    const { actor } = await makeUser()
    expect(saying(await beginCodes(actor, {}, NOON))).toBe(NOT_FRESH_MESSAGE)
    expect(saying(await confirmIdentity(actor, { password: FACTORY_PASSWORD }, NOON))).not.toBe('done')
  })

  it('that takes one away signs out everywhere else', async () => {
    const { user, person, token, secret } = await withCodes('author')
    const half = await signedIn(user.email, later(60))
    const other = await passChallenge(half, { code: codeAt(secret, later(60)) }, later(60))
    if (!other.ok) throw new Error(saying(other))
    expect(saying(await removeCodes(person, {}, later(60)))).toBe('done')
    expect(await findLiveSession(token, later(60))).not.toBeNull()
    expect(await findSession(other.value, later(60))).toBeNull()
  })
})

describe('one’s own sessions', () => {
  it('are listed without anything that opens one, and ended one by one or all but this', async () => {
    const user = await makeUser({ role: 'author' })
    const stranger = await makeUser({ role: 'admin' })
    const [here, there, elsewhere] = [await signedIn(user.email), await signedIn(user.email), await signedIn(user.email)]
    const theirs = await signedIn(stranger.email)
    const me = await personOf(here)
    const list = await listOwnSessions(me, NOON)
    expect(list.filter((one) => one.isThis)).toHaveLength(1)
    expect(list).toHaveLength(3)
    expect(JSON.stringify(list)).not.toMatch(/token|[0-9a-f]{64}/i)
    const { sessionId: notMine = '' } = await personOf(theirs)
    expect(saying(await endOwnSession(me, { id: notMine }, NOON))).toContain('ended already')
    const { sessionId: second = '' } = await personOf(there)
    expect(saying(await endOwnSession(me, { id: second }, NOON))).toBe('done')
    expect([await standing(there), await standing(elsewhere), await standing(theirs)]).toEqual([null, 'in', 'in'])
    expect(await endOtherSessions(me, {}, NOON)).toEqual({ ok: true, value: { ended: 1 } })
    expect([await standing(here), await standing(elsewhere), await standing(theirs)]).toEqual(['in', null, 'in'])
    expect(await db.auditEvent.count({ where: { kind: 'user.sessions-ended' } })).toBe(2)
  })
})
