import 'server-only'
import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type VerifiedRegistrationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { db, Prisma } from '@/lib/db'
import { done, type Outcome, refused } from '@/lib/errors'
import { log } from '@/lib/log'
import type { Person } from '@/modules/access/actor'
import { recordEvent } from '@/modules/audit/commands'
import { PASSKEY_EXPIRED_MESSAGE } from '../factor-words'
import { PASSKEYS_PER_PERSON_MAX, type RegisterPasskeyInput } from '../schema'
import { challengeIn, keepChallenge, ownPasskeySite, takeChallenge } from './passkey-challenges'
import { refuseUnlessFresh } from './require-fresh'
import { ensureRecoveryCodes, finishRemoval, type NewCodes, noteFactor, refuseLastFactor } from './set-up-codes'

const NO_SITE = 'Passkeys need a name, not a bare address: open the newsroom under the name of its site.'
const NOT_MADE = 'That passkey could not be checked. Try again, or use another device.'
const GONE = 'This passkey is not there any more. Load the page again.'

/** What a browser is asked when somebody adds a passkey: one that is found by itself and asks for a finger or a PIN. */
export async function beginPasskey(actor: Person, _: object, now: Date): Promise<Outcome<PublicKeyCredentialCreationOptionsJSON>> {
  const site = ownPasskeySite()
  if (!site) return refused({ field: '', message: NO_SITE })
  const read = await db.$transaction(async (tx) => {
    const stale = await refuseUnlessFresh(tx, actor, now)
    if (stale) return stale
    const own = await tx.passkey.findMany({ where: { userId: actor.id }, select: { id: true, transports: true } })
    if (own.length >= PASSKEYS_PER_PERSON_MAX)
      return refused({ field: '', message: `${PASSKEYS_PER_PERSON_MAX} passkeys are the most. Remove one first.` })
    return done({ own, user: await tx.user.findUniqueOrThrow({ where: { id: actor.id }, select: { email: true, name: true } }) })
  })
  if (!read.ok) return read
  const { own, user } = read.value
  const options = await generateRegistrationOptions({
    rpName: 'Throughline',
    rpID: site.rpId,
    userName: user.email,
    userDisplayName: user.name,
    userID: new TextEncoder().encode(actor.id),
    attestationType: 'none',
    excludeCredentials: own,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  await keepChallenge(options.challenge, 'register', actor.id, now)
  return done(options)
}

type Registered = NonNullable<VerifiedRegistrationResponse['registrationInfo']>

async function verified(answer: RegisterPasskeyInput['answer'], challenge: string): Promise<Registered | null> {
  const site = ownPasskeySite()
  if (!site) return null
  try {
    const { response, ...rest } = answer
    const { transports, ...given } = response
    const result = await verifyRegistrationResponse({
      response: { ...rest, response: { ...given, ...(transports ? { transports } : {}) } },
      expectedChallenge: challenge,
      expectedOrigin: site.origins,
      expectedRPID: site.rpId,
      requireUserVerification: true,
    })
    return result.verified ? result.registrationInfo : null
  } catch (error) {
    log.warn('a passkey could not be added', { why: (error as Error).message })
    return null
  }
}

/** Adds the passkey the browser made, under a name of the person's own. The first factor brings recovery codes with it. */
export async function addPasskey(actor: Person, { name, answer }: RegisterPasskeyInput, now: Date): Promise<Outcome<NewCodes>> {
  const challenge = challengeIn(answer.response.clientDataJSON)
  if (!(await takeChallenge(db, challenge, 'register', actor.id, now))) return refused({ field: '', message: PASSKEY_EXPIRED_MESSAGE })
  const made = await verified(answer, challenge)
  if (!made) return refused({ field: '', message: NOT_MADE })
  const { id, publicKey, counter } = made.credential
  const transports = answer.response.transports ?? []
  try {
    return await db.$transaction(async (tx): Promise<Outcome<NewCodes>> => {
      const stale = await refuseUnlessFresh(tx, actor, now)
      if (stale) return stale
      const row = { id, userId: actor.id, publicKey, counter: BigInt(counter), transports, name, createdAt: now }
      await tx.passkey.create({ data: row, select: { id: true } })
      await noteFactor(tx, actor, 'passkey')
      await recordEvent(tx, actor, 'user.factor-added', { type: 'user', id: actor.id }, { factor: 'passkey' })
      return done({ recoveryCodes: await ensureRecoveryCodes(tx, actor.id) })
    })
  } catch (error) {
    const isKnown = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
    if (isKnown) return refused({ field: '', message: 'This passkey is here already.' })
    throw error
  }
}

/** Another name for one of the actor's own passkeys. */
export async function renamePasskey(actor: Person, input: { id: string; name: string }): Promise<Outcome<{ name: string }>> {
  const renamed = await db.passkey.updateMany({ where: { id: input.id, userId: actor.id }, data: { name: input.name } })
  return renamed.count === 1 ? done({ name: input.name }) : refused({ field: '', message: GONE })
}

/** Takes one of the actor's own passkeys away, and ends their other sessions. */
export async function removePasskey(actor: Person, input: { id: string }, now: Date): Promise<Outcome<{ removed: true }>> {
  return db.$transaction(async (tx) => {
    const stale = await refuseUnlessFresh(tx, actor, now)
    if (stale) return stale
    const refusal = await refuseLastFactor(tx, actor)
    if (refusal) return refusal
    const removed = await tx.passkey.deleteMany({ where: { id: input.id, userId: actor.id } })
    if (removed.count === 0) return refused({ field: '', message: GONE })
    await finishRemoval(tx, actor, 'passkey', now)
    return done({ removed: true })
  })
}
