import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { hashPassword, isWeakHash } from '@/lib/password-hash'
import { emptyDatabase } from '@/lib/testing/database'
import { FACTORY_PASSWORD, makeUser } from '@/prisma/factories/user'
import { noteSeen, signOut } from './commands/end-sessions'
import { signIn } from './commands/sign-in'
import { findLiveSession } from './queries'
import type { SessionToken } from './schema'
import { hashSessionId } from './session-rules'
import { THROTTLED_MESSAGE, WRONG_MESSAGE } from './sign-in-messages'

const NOON = new Date('2026-11-21T12:00:00Z')
const later = (seconds: number) => new Date(NOON.getTime() + seconds * 1_000)
const HOUR = 3_600
const from = { peer: '192.0.2.7', userAgent: 'a browser' }

beforeEach(emptyDatabase)

async function signedIn(email: string, now = NOON): Promise<SessionToken> {
  const outcome = await signIn({ email, password: FACTORY_PASSWORD }, from, now)
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message)
  return outcome.value
}

const attempt = async (email: string, password: string, now = NOON, peer = from.peer) => {
  const outcome = await signIn({ email, password }, { ...from, peer }, now)
  return outcome.ok ? 'in' : outcome.problems[0]?.message
}

describe('signing in', () => {
  it('starts a session whose secret is not in the database, and records it', async () => {
    const user = await makeUser()
    const token = await signedIn(user.email)
    expect(await findLiveSession(token, NOON)).toMatchObject({ person: { kind: 'person', id: user.id, role: 'editor' } })
    const session = await db.session.findFirstOrThrow()
    expect(session.tokenHash).toBe(hashSessionId(token.sid))
    expect(JSON.stringify(session)).not.toContain(token.sid)
    expect(Buffer.from(token.sid, 'base64url')).toHaveLength(32)
    expect(await db.auditEvent.findMany({ select: { kind: true, actorId: true } })).toEqual([{ kind: 'user.signed-in', actorId: user.id }])
  })

  it('answers alike for a wrong password, no account and a closed account, and records each', async () => {
    const user = await makeUser()
    const closed = await makeUser({ active: false })
    expect(await attempt(user.email, 'not this one at all')).toBe(WRONG_MESSAGE)
    expect(await attempt('nobody@example.org', FACTORY_PASSWORD)).toBe(WRONG_MESSAGE)
    expect(await attempt(closed.email, FACTORY_PASSWORD)).toBe(WRONG_MESSAGE)
    const events = await db.auditEvent.findMany({ orderBy: { id: 'asc' }, select: { kind: true, entityId: true, detail: true } })
    expect(events.map(({ kind, entityId, detail }) => [kind, entityId, (detail as { why: string }).why])).toEqual([
      ['user.sign-in-refused', user.id, 'wrong'],
      ['user.sign-in-refused', 'unknown', 'wrong'],
      ['user.sign-in-refused', closed.id, 'inactive'],
    ])
    expect(await db.session.count()).toBe(0)
  })

  it('takes the password exactly as typed, also past the 72nd byte', async () => {
    const long = `${'x'.repeat(71)}ends differently`
    const user = await makeUser({ password: long })
    expect(await attempt(user.email, long.slice(0, -1))).toBe(WRONG_MESSAGE)
    expect(await attempt(user.email, `${long} `)).toBe(WRONG_MESSAGE)
    expect(await attempt(user.email, long)).toBe('in')
  })

  it('renews a hash that was made at a lower strength', async () => {
    const user = await makeUser()
    const { hash } = await import('@node-rs/argon2')
    await db.user.update({
      where: { id: user.id },
      data: { passwordHash: await hash(FACTORY_PASSWORD, { algorithm: 2, memoryCost: 8_192, timeCost: 1, parallelism: 1 }) },
    })
    await signedIn(user.email)
    const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id: user.id } })
    expect(isWeakHash(passwordHash)).toBe(false)
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    await signedIn(user.email)
  })

  it('hashes at the strength we say', async () => expect(await hashPassword('anything')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/))
})

describe('the throttle', () => {
  it('lets five attempts through, then makes the next wait, then twice as long, up to fifteen minutes', async () => {
    const user = await makeUser()
    for (let i = 0; i < 5; i += 1) expect(await attempt(user.email, 'wrong and wrong again')).toBe(WRONG_MESSAGE)
    expect(await attempt(user.email, FACTORY_PASSWORD, later(29))).toBe(THROTTLED_MESSAGE)
    let now = 30
    for (const wait of [60, 120, 240, 480, 900, 900]) {
      expect(await attempt(user.email, 'wrong and wrong again', later(now))).toBe(WRONG_MESSAGE)
      expect(await attempt(user.email, FACTORY_PASSWORD, later(now + wait - 1))).toBe(THROTTLED_MESSAGE)
      now += wait
    }
    expect(await attempt(user.email, FACTORY_PASSWORD, later(now))).toBe('in')
    expect(await attempt(user.email, 'wrong and wrong again', later(now))).toBe(WRONG_MESSAGE)
  })

  it('keeps counting in the database: a restart forgets nothing', async () => {
    const user = await makeUser()
    for (let i = 0; i < 5; i += 1) await attempt(user.email, 'wrong and wrong again')
    await db.$disconnect()
    expect(await attempt(user.email, FACTORY_PASSWORD)).toBe(THROTTLED_MESSAGE)
    expect(await db.authAttempt.count()).toBe(2)
  })

  it('treats an address nobody has like one somebody has', async () => {
    const user = await makeUser()
    const answers = async (email: string, peer: string) => {
      const all: unknown[] = []
      for (let i = 0; i < 7; i += 1) all.push(await attempt(email, 'wrong and wrong again', NOON, peer))
      return all
    }
    expect(await answers('nobody@example.org', '192.0.2.1')).toEqual(await answers(user.email, '192.0.2.2'))
  })

  it('counts attempts made at the same moment one after the other', async () => {
    const user = await makeUser()
    const answers = await Promise.all(Array.from({ length: 20 }, () => attempt(user.email, 'wrong and wrong again')))
    expect(answers.filter((answer) => answer === WRONG_MESSAGE)).toHaveLength(5)
  })

  it('makes a peer wait after fifty attempts over many accounts, and only that peer', async () => {
    const user = await makeUser()
    for (let i = 0; i < 50; i += 1) await attempt(`nobody${i}@example.org`, 'wrong and wrong again')
    expect(await attempt(user.email, FACTORY_PASSWORD)).toBe(THROTTLED_MESSAGE)
    expect(await attempt(user.email, FACTORY_PASSWORD, NOON, '192.0.2.8')).toBe('in')
    expect(await attempt(user.email, FACTORY_PASSWORD, later(901))).toBe('in')
  })

  it('records the first refusal of a wait and not the flood', async () => {
    for (let i = 0; i < 9; i += 1) await attempt('nobody@example.org', 'wrong and wrong again')
    const events = await db.auditEvent.findMany({ select: { detail: true } })
    expect(events.filter(({ detail }) => (detail as { why: string }).why === 'throttled')).toHaveLength(1)
  })

  it('forgets a quarter of an hour without attempts', async () => {
    for (let i = 0; i < 4; i += 1) await attempt('nobody@example.org', 'wrong and wrong again')
    for (let i = 0; i < 5; i += 1) expect(await attempt('nobody@example.org', 'wrong and wrong again', later(901))).toBe(WRONG_MESSAGE)
  })
})

describe('a session', () => {
  it('ends for good after twelve hours, whatever the person does', async () => {
    const token = await signedIn((await makeUser()).email)
    for (let seconds = 0; seconds < 12 * HOUR; seconds += HOUR / 2) {
      const live = await findLiveSession(token, later(seconds))
      expect(live).not.toBeNull()
      if (live) await noteSeen(live.sessionId, later(seconds))
    }
    expect(await findLiveSession(token, later(12 * HOUR))).toBeNull()
  })

  it('ends after an hour without a click', async () => {
    const token = await signedIn((await makeUser()).email)
    expect(await findLiveSession(token, later(HOUR - 1))).not.toBeNull()
    expect(await findLiveSession(token, later(HOUR))).toBeNull()
  })

  it('ends at sign-out, and only that one', async () => {
    const { email } = await makeUser()
    const [one, other] = [await signedIn(email), await signedIn(email)]
    await signOut(one, NOON)
    expect(await findLiveSession(one, NOON)).toBeNull()
    expect(await findLiveSession(other, NOON)).not.toBeNull()
    await signOut(one, NOON)
    expect(await db.auditEvent.count({ where: { kind: 'user.signed-out' } })).toBe(1)
  })

  it('is not opened by another session’s id, another person or an older version', async () => {
    const token = await signedIn((await makeUser()).email)
    const other = await makeUser()
    expect(await findLiveSession({ ...token, sid: `${token.sid.slice(0, -1)}_` }, NOON)).toBeNull()
    expect(await findLiveSession({ ...token, sub: other.id }, NOON)).toBeNull()
    expect(await findLiveSession({ ...token, sv: 0 }, NOON)).toBeNull()
  })
})
