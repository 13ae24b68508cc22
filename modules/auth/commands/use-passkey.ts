import 'server-only'
import {
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome, refused } from '@/lib/errors'
import { log } from '@/lib/log'
import type { Person, Role } from '@/modules/access/actor'
import { recordEvent } from '@/modules/audit/commands'
import { CHALLENGE_OVER_MESSAGE, PASSKEY_EXPIRED_MESSAGE, PASSKEY_REFUSED_MESSAGE } from '../factor-words'
import { findSession } from '../queries'
import type { PasskeyAnswerInput, SessionToken } from '../schema'
import { THROTTLED_MESSAGE } from '../sign-in-messages'
import { ADDRESS_POLICY, ASKING_POLICY, addressKey, askingKey } from '../throttle'
import { beginSession, raiseSession } from './begin-session'
import { countAttempt, forgiveAttempt } from './count-attempt'
import { noteFresh } from './pass-challenge'
import { challengeIn, keepChallenge, ownPasskeySite, takeChallenge } from './passkey-challenges'

type Answer = PasskeyAnswerInput['answer']
type Owner = { id: string; name: string; role: Role; active: boolean; sessionVersion: number }

const NO_SITE = 'Passkeys need a name, not a bare address: open the newsroom under the name of its site.'

/**
 * What a browser is asked to sign. For nobody in particular it offers the passkeys it has for this site; for a person
 * (second factor, or proving again who one is) only theirs.
 */
export async function askForPasskey(
  person: Person | null,
  from: { peer: string },
  now: Date,
): Promise<Outcome<PublicKeyCredentialRequestOptionsJSON>> {
  const site = ownPasskeySite()
  if (!site) return refused({ field: '', message: NO_SITE })
  // Each question is a row: a stranger must not be able to ask without end.
  const asking = await countAttempt(askingKey(from.peer), ASKING_POLICY, now)
  if (!asking.allowed) return refused({ field: '', message: THROTTLED_MESSAGE })
  const own = person ? await db.passkey.findMany({ where: { userId: person.id }, select: { id: true, transports: true } }) : []
  const options = await generateAuthenticationOptions({ rpID: site.rpId, userVerification: 'required', allowCredentials: own })
  await keepChallenge(options.challenge, 'sign-in', person?.id ?? null, now)
  return done(options)
}

/** Checks an answer against the passkey it names, and notes its use. Who owns it; null when it proves nothing. */
async function ownerOf(tx: Tx, answer: Answer, challenge: string, now: Date): Promise<Owner | null> {
  const site = ownPasskeySite()
  const passkey = await tx.passkey.findUnique({ where: { id: answer.id } })
  if (!site || !passkey) return null
  const { response, ...rest } = answer
  const { userHandle, ...given } = response
  const credential = { id: passkey.id, publicKey: new Uint8Array(passkey.publicKey), counter: Number(passkey.counter) }
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...rest, response: { ...given, ...(userHandle ? { userHandle } : {}) } },
      expectedChallenge: challenge,
      expectedOrigin: site.origins,
      expectedRPID: site.rpId,
      credential,
      requireUserVerification: true,
    })
    if (!verified) return null
    await tx.passkey.update({
      where: { id: passkey.id },
      data: { counter: BigInt(authenticationInfo.newCounter), lastUsedAt: now },
      select: { id: true },
    })
  } catch (error) {
    log.warn('a passkey was refused', { why: (error as Error).message })
    return null
  }
  const select = { id: true, name: true, role: true, active: true, sessionVersion: true } as const
  const owner = await tx.user.findUniqueOrThrow({ where: { id: passkey.userId }, select })
  return { ...owner, role: owner.role as Role }
}

/** Signs in with a passkey alone: it is two factors by itself. One answer for a strange passkey and a closed account. */
export async function signInWithPasskey(
  answer: Answer,
  from: { peer: string; userAgent: string },
  now: Date,
): Promise<Outcome<SessionToken>> {
  const attempt = await countAttempt(addressKey(from.peer), ADDRESS_POLICY, now)
  if (!attempt.allowed) return refused({ field: '', message: THROTTLED_MESSAGE })
  const challenge = challengeIn(answer.response.clientDataJSON)
  if (!(await takeChallenge(db, challenge, 'sign-in', null, now))) return refused({ field: '', message: PASSKEY_EXPIRED_MESSAGE })
  const token = await db.$transaction(async (tx) => {
    const owner = await ownerOf(tx, answer, challenge, now)
    return owner?.active ? beginSession(tx, owner, { factors: ['passkey'], userAgent: from.userAgent }, now) : null
  })
  if (!token) return refused({ field: '', message: PASSKEY_REFUSED_MESSAGE })
  await forgiveAttempt(addressKey(from.peer))
  return done(token)
}

/** The second half of signing in, by one of the person's own passkeys. Gives the session's new secret. */
export async function passChallengeByPasskey(token: SessionToken | null, answer: Answer, now: Date): Promise<Outcome<SessionToken>> {
  const session = token ? await findSession(token, now) : null
  if (!token || session?.standing !== 'challenge') return refused({ field: '', message: CHALLENGE_OVER_MESSAGE })
  const { person } = session
  return withOwnPasskey(person, answer, now, async (tx) => {
    const raised = await raiseSession(tx, token, 'passkey', now)
    if (!raised) return refused({ field: '', message: CHALLENGE_OVER_MESSAGE })
    await recordEvent(tx, person, 'user.factor-passed', { type: 'user', id: person.id }, { by: 'passkey' })
    return done(raised)
  })
}

/** Proving again who one is, by one of the person's own passkeys. */
export async function confirmByPasskey(actor: Person, answer: Answer, now: Date): Promise<Outcome<{ confirmed: true }>> {
  return withOwnPasskey(actor, answer, now, async (tx) =>
    (await noteFresh(tx, actor, now)) ? done({ confirmed: true }) : refused({ field: '', message: CHALLENGE_OVER_MESSAGE }),
  )
}

async function withOwnPasskey<T>(person: Person, answer: Answer, now: Date, then: (tx: Tx) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const challenge = challengeIn(answer.response.clientDataJSON)
  if (!(await takeChallenge(db, challenge, 'sign-in', person.id, now))) return refused({ field: '', message: PASSKEY_EXPIRED_MESSAGE })
  return db.$transaction(async (tx) => {
    const owner = await ownerOf(tx, answer, challenge, now)
    return owner?.id === person.id ? then(tx) : refused({ field: '', message: PASSKEY_REFUSED_MESSAGE })
  })
}
