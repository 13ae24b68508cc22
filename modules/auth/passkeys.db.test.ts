/** Passkeys with a device of the test's own, which signs for real and may lie. */
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { parseInput } from '@/lib/input'
import { Authenticator } from '@/lib/testing/authenticator'
import { emptyDatabase } from '@/lib/testing/database'
import type { Person } from '@/modules/access/actor'
import { FACTORY_PASSWORD, makeUser } from '@/prisma/factories/user'
import { addPasskey, beginPasskey, removePasskey, renamePasskey } from './commands/own-passkeys'
import { signIn } from './commands/sign-in'
import { askForPasskey, confirmByPasskey, passChallengeByPasskey, signInWithPasskey } from './commands/use-passkey'
import { NOT_FRESH_MESSAGE, PASSKEY_EXPIRED_MESSAGE, PASSKEY_REFUSED_MESSAGE } from './factor-words'
import { findLiveSession, findSession, readOwnFactors } from './queries'
import { passkeyAnswerSchema, registerPasskeySchema, type SessionToken } from './schema'

const NOON = new Date('2026-11-22T12:00:00Z')
const later = (seconds: number) => new Date(NOON.getTime() + seconds * 1_000)
/** The settings of the tests name no address: this machine, and passkeys under its name. */
const ORIGIN = 'http://localhost:3000'
const from = { peer: '192.0.2.7', userAgent: 'a browser' }

beforeEach(emptyDatabase)

type Said = { ok: true } | { ok: false; problems: { message: string }[] }
const saying = (outcome: Said) => (outcome.ok ? 'done' : outcome.problems[0]?.message)

async function somebody(role: 'author' | 'editor' = 'author'): Promise<{ person: Person; token: SessionToken; email: string }> {
  const { email } = await makeUser({ role })
  const outcome = await signIn({ email, password: FACTORY_PASSWORD }, { ...from, peer: email }, NOON)
  if (!outcome.ok) throw new Error(saying(outcome))
  const session = await findSession(outcome.value, NOON)
  if (!session) throw new Error('no session')
  return { person: session.person, token: outcome.value, email }
}

const registration = (name: string, answer: string) => {
  const parsed = parseInput(registerPasskeySchema, { name, answer })
  if (!parsed.ok) throw new Error(saying(parsed))
  return parsed.value
}
const authentication = (answer: string) => {
  const parsed = parseInput(passkeyAnswerSchema, { answer })
  if (!parsed.ok) throw new Error(saying(parsed))
  return parsed.value.answer
}

async function begin(person: Person, now = NOON) {
  const begun = await beginPasskey(person, {}, now)
  if (!begun.ok) throw new Error(saying(begun))
  return begun.value
}
async function ask(person: Person | null, now = NOON) {
  const asked = await askForPasskey(person, from, now)
  if (!asked.ok) throw new Error(saying(asked))
  return asked.value
}

async function withPasskey(role: 'author' | 'editor' = 'author') {
  const who = await somebody(role)
  const device = new Authenticator(ORIGIN)
  const added = await addPasskey(who.person, registration('Laptop', device.register(await begin(who.person))), NOON)
  if (!added.ok) throw new Error(saying(added))
  return { ...who, device, recoveryCodes: added.value.recoveryCodes }
}

describe('adding a passkey', () => {
  it('asks for one that is found by itself and opened by a finger or a PIN, and brings recovery codes', async () => {
    const { person } = await somebody()
    const options = await begin(person)
    expect(options).toMatchObject({
      rp: { id: 'localhost' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    const device = new Authenticator(ORIGIN)
    const added = await addPasskey(person, registration('Laptop', device.register(options)), NOON)
    expect(added.ok && added.value.recoveryCodes).toHaveLength(10)
    expect((await readOwnFactors(person, NOON)).passkeys).toMatchObject([{ name: 'Laptop', lastUsedAt: null }])
    expect(await begin(person)).toMatchObject({ excludeCredentials: [{ id: device.id.toString('base64url') }] })
    const second = await addPasskey(person, registration('Key', new Authenticator(ORIGIN).register(await begin(person))), NOON)
    expect(second.ok && second.value.recoveryCodes, 'the codes that are there stay').toEqual([])
  })

  it.each([
    ['from another site', { origin: 'https://evil.example' }],
    ['for another site', { rpId: 'evil.example' }],
    ['without a finger or PIN', { verified: false }],
  ])('refuses one made %s', async (_, lies) => {
    const { person } = await somebody()
    const answer = new Authenticator(ORIGIN).register(await begin(person), lies)
    expect(saying(await addPasskey(person, registration('Laptop', answer), NOON))).toContain('could not be checked')
    expect(await db.passkey.count()).toBe(0)
  })

  it('refuses an answer to what was asked of somebody else, five minutes ago, once before, or never', async () => {
    const [one, other] = [await somebody(), await somebody()]
    const device = new Authenticator(ORIGIN)
    const asked = await begin(other.person)
    expect(saying(await addPasskey(one.person, registration('Laptop', device.register(asked)), NOON))).toBe(PASSKEY_EXPIRED_MESSAGE)
    const mine = await begin(one.person)
    expect(saying(await addPasskey(one.person, registration('Laptop', device.register(mine)), later(300)))).toBe(PASSKEY_EXPIRED_MESSAGE)
    const again = device.register(await begin(one.person))
    expect(saying(await addPasskey(one.person, registration('Laptop', again), NOON))).toBe('done')
    expect(saying(await addPasskey(one.person, registration('Laptop', again), NOON))).toBe(PASSKEY_EXPIRED_MESSAGE)
    const never = device.register(mine, { challenge: Buffer.from('made up').toString('base64url') })
    expect(saying(await addPasskey(one.person, registration('Laptop', never), NOON))).toBe(PASSKEY_EXPIRED_MESSAGE)
  })

  it('needs a fresh proof, also at its end', async () => {
    const { person } = await somebody()
    const options = await begin(person, later(599))
    const answer = registration('Laptop', new Authenticator(ORIGIN).register(options))
    expect(saying(await addPasskey(person, answer, later(600)))).toBe(NOT_FRESH_MESSAGE)
    expect(saying(await beginPasskey(person, {}, later(600)))).toBe(NOT_FRESH_MESSAGE)
  })
})

describe('a passkey', () => {
  it('signs in alone, as two factors, and says when it was used', async () => {
    const { device, person } = await withPasskey('editor')
    const options = await ask(null)
    expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' })
    expect(options.allowCredentials ?? [], 'tells nobody who has which').toEqual([])
    const token = await signInWithPasskey(authentication(device.answer(options)), from, later(60))
    if (!token.ok) throw new Error(saying(token))
    expect(await findLiveSession(token.value, later(60))).toMatchObject({ factors: ['passkey'], person: { id: person.id } })
    expect((await readOwnFactors(person, NOON)).passkeys[0]?.lastUsedAt).toEqual(later(60))
  })

  it('gives the second factor of a sign-in by password, and a fresh proof', async () => {
    const { device, person, email } = await withPasskey()
    const half = await signIn({ email, password: FACTORY_PASSWORD }, from, NOON)
    if (!half.ok) throw new Error(saying(half))
    expect(await findLiveSession(half.value, NOON)).toBeNull()
    const passed = await passChallengeByPasskey(half.value, authentication(device.answer(await ask(person))), NOON)
    if (!passed.ok) throw new Error(saying(passed))
    expect(await findSession(half.value, NOON), 'the old secret is worth nothing').toBeNull()
    expect(await findLiveSession(passed.value, NOON)).toMatchObject({ factors: ['pwd', 'passkey'] })
    expect(saying(await beginPasskey(person, {}, later(600)))).toBe(NOT_FRESH_MESSAGE)
    expect(saying(await confirmByPasskey(person, authentication(device.answer(await ask(person, later(600)))), later(600)))).toBe('done')
    expect(saying(await beginPasskey(person, {}, later(600)))).toBe('done')
  })

  it.each([
    ['from another site', { origin: 'https://evil.example' }],
    ['for another site', { rpId: 'evil.example' }],
    ['without a finger or PIN', { verified: false }],
    ['with a counter that goes back', { counter: 1 }],
  ])('used %s lets nobody in', async (_, lies) => {
    const { device } = await withPasskey()
    expect(saying(await signInWithPasskey(authentication(device.answer(await ask(null))), from, NOON))).toBe('done')
    expect(saying(await signInWithPasskey(authentication(device.answer(await ask(null), lies)), from, NOON))).toBe(PASSKEY_REFUSED_MESSAGE)
  })

  it('answers once, to what was asked, within five minutes', async () => {
    const { device, person, token } = await withPasskey()
    const answer = authentication(device.answer(await ask(null)))
    expect(saying(await signInWithPasskey(answer, from, NOON))).toBe('done')
    expect(saying(await signInWithPasskey(answer, from, NOON))).toBe(PASSKEY_EXPIRED_MESSAGE)
    expect(saying(await signInWithPasskey(authentication(device.answer(await ask(person))), from, NOON)), 'asked of a person').toBe(
      PASSKEY_EXPIRED_MESSAGE,
    )
    expect(saying(await signInWithPasskey(authentication(device.answer(await ask(null))), from, later(300)))).toBe(PASSKEY_EXPIRED_MESSAGE)
    expect(
      saying(await passChallengeByPasskey(token, authentication(device.answer(await ask(person))), NOON)),
      'nothing is owed',
    ).toContain('Sign in again')
  })

  it('of nobody here, of somebody else or of a closed account lets nobody in', async () => {
    const [one, other] = [await withPasskey(), await withPasskey()]
    const stranger = new Authenticator(ORIGIN)
    expect(saying(await signInWithPasskey(authentication(stranger.answer(await ask(null))), from, NOON))).toBe(PASSKEY_REFUSED_MESSAGE)
    const half = await signIn({ email: one.email, password: FACTORY_PASSWORD }, from, NOON)
    if (!half.ok) throw new Error(saying(half))
    const theirs = authentication(other.device.answer(await ask(one.person)))
    expect(saying(await passChallengeByPasskey(half.value, theirs, NOON))).toBe(PASSKEY_REFUSED_MESSAGE)
    await db.user.update({ where: { id: other.person.id }, data: { active: false } })
    expect(saying(await signInWithPasskey(authentication(other.device.answer(await ask(null))), from, NOON))).toBe(PASSKEY_REFUSED_MESSAGE)
  })

  it('is renamed and removed by its owner only', async () => {
    const [one, other] = [await withPasskey(), await withPasskey()]
    const id = one.device.id.toString('base64url')
    expect(saying(await renamePasskey(other.person, { id, name: 'Mine' }))).not.toBe('done')
    expect(saying(await removePasskey(other.person, { id }, NOON))).not.toBe('done')
    expect(saying(await renamePasskey(one.person, { id, name: 'Old laptop' }))).toBe('done')
    expect((await readOwnFactors(one.person, NOON)).passkeys[0]?.name).toBe('Old laptop')
    expect(saying(await removePasskey(one.person, { id }, NOON))).toBe('done')
    expect(saying(await signInWithPasskey(authentication(one.device.answer(await ask(null))), from, NOON))).toBe(PASSKEY_REFUSED_MESSAGE)
    expect(await db.recoveryCode.count({ where: { userId: one.person.id } }), 'recovery codes go with the last factor').toBe(0)
  })
})

describe('a stranger', () => {
  it('asks three hundred times at most; what was asked is dropped when it is over', async () => {
    for (let index = 0; index < 300; index += 1) await ask(null, later(index % 2 === 0 ? 0 : 1))
    expect(saying(await askForPasskey(null, from, later(1)))).toContain('too many attempts')
    expect(saying(await askForPasskey(null, { peer: '192.0.2.8' }, later(400)))).toBe('done')
    expect(await db.passkeyChallenge.count()).toBe(1)
  })
})

describe('what a browser sends', () => {
  it.each(['', 'x', '{}', 'null', '[]', '{"id":"a","rawId":"a","type":"public-key","response":{}}'])(
    'is refused when it is %j',
    (answer) => {
      expect(parseInput(passkeyAnswerSchema, { answer }).ok).toBe(false)
      expect(parseInput(registerPasskeySchema, { answer, name: 'Laptop' }).ok).toBe(false)
    },
  )

  it('that says no challenge at all is one nobody asked for', async () => {
    const { device } = await withPasskey()
    const answer = authentication(device.answer(await ask(null)))
    for (const data of ['', 'null', '{"challenge":3}', '"x"']) {
      const clientDataJSON = Buffer.from(data).toString('base64url')
      const changed = { ...answer, response: { ...answer.response, clientDataJSON } }
      expect(saying(await signInWithPasskey(changed, from, NOON))).toBe(PASSKEY_EXPIRED_MESSAGE)
    }
  })
})
