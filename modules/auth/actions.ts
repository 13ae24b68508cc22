'use server'

import { headers } from 'next/headers'
import { done, type Outcome, refused } from '@/lib/errors'
import { log } from '@/lib/log'
import type { Person } from '@/modules/access/actor'
import { signOut } from './commands/end-sessions'
import { addPasskey, beginPasskey } from './commands/own-passkeys'
import { confirmIdentity, passChallenge } from './commands/pass-challenge'
import { beginCodes, confirmCodes } from './commands/set-up-codes'
import { signIn } from './commands/sign-in'
import { askForPasskey, confirmByPasskey, passChallengeByPasskey, signInWithPasskey } from './commands/use-passkey'
import { openFormAction } from './form-action'
import { SIGNED_OUT_MESSAGE } from './form-state'
import { safeReturnPath } from './return-path'
import { codeSchema, confirmSchema, nothingSchema, passkeyAnswerSchema, registerPasskeySchema, signInSchema } from './schema'
import { currentlySettingUp, currentStanding, deleteSessionCookie, readToken, writeSessionCookie } from './session'
import { UNAVAILABLE_MESSAGE } from './sign-in-messages'
import { peerAddress } from './throttle'

async function whereFrom(): Promise<{ peer: string; userAgent: string }> {
  const request = await headers()
  return { peer: peerAddress(request.get('x-forwarded-for')), userAgent: request.get('user-agent') ?? '' }
}

/** For what is done while signing in: a fault is said in words, and kept in the log. */
const unlessAway = <T>(work: Promise<Outcome<T>>): Promise<Outcome<T>> =>
  work.catch((error: unknown) => {
    log.error('sign-in failed', { error: String(error) })
    return refused({ field: '', message: UNAVAILABLE_MESSAGE })
  })

/** Runs a command as the person who sets up a second factor: in the newsroom, or on the way into it. */
async function asSettingUp<T>(run: (actor: Person) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const actor = await currentlySettingUp()
  return actor ? run(actor) : refused({ field: '', message: SIGNED_OUT_MESSAGE })
}

export const signInAction = openFormAction(
  signInSchema,
  async (input, now) => {
    const outcome = await unlessAway(signIn(input, await whereFrom(), now))
    if (!outcome.ok) return outcome
    await writeSessionCookie(outcome.value)
    return done(safeReturnPath(input.from) ?? '/admin')
  },
  { after: (path) => path },
)

export const signOutAction = openFormAction(
  nothingSchema,
  async (_, now) => {
    const token = await readToken()
    if (token) await signOut(token, now)
    await deleteSessionCookie()
    return done('/sign-in')
  },
  { after: (path) => path },
)

export const passChallengeAction = openFormAction(
  codeSchema,
  async (input, now) => {
    const outcome = await unlessAway(passChallenge(await readToken(), input, now))
    if (!outcome.ok) return outcome
    await writeSessionCookie(outcome.value)
    return done(safeReturnPath(input.from) ?? '/admin')
  },
  { after: (path) => path },
)

/** What the browser is to sign: for whoever owes a second factor or is in, one of their own; else any it has for this site. */
export const askForPasskeyAction = openFormAction(nothingSchema, async (_, now) => {
  const current = await currentStanding()
  const person = current && current.standing !== 'set-up' ? current.person : null
  return unlessAway(askForPasskey(person, await whereFrom(), now))
})

/** Signs in alone, or gives the second factor; the page goes where the value says. */
export const answerWithPasskeyAction = openFormAction(passkeyAnswerSchema, async (input, now) => {
  const current = await currentStanding()
  const outcome = await unlessAway(
    current?.standing === 'challenge'
      ? passChallengeByPasskey(await readToken(), input.answer, now)
      : signInWithPasskey(input.answer, await whereFrom(), now),
  )
  if (!outcome.ok) return outcome
  await writeSessionCookie(outcome.value)
  return done({ path: safeReturnPath(input.from) ?? '/admin' })
})

export const confirmIdentityAction = openFormAction(confirmSchema, async (input, now) =>
  asSettingUp((actor) => confirmIdentity(actor, input, now)),
)

export const confirmByPasskeyAction = openFormAction(passkeyAnswerSchema, async (input, now) =>
  asSettingUp((actor) => confirmByPasskey(actor, input.answer, now)),
)

export const beginCodesAction = openFormAction(nothingSchema, async (input, now) => asSettingUp((actor) => beginCodes(actor, input, now)))

export const confirmCodesAction = openFormAction(codeSchema, async (input, now) => asSettingUp((actor) => confirmCodes(actor, input, now)))

export const beginPasskeyAction = openFormAction(nothingSchema, async (input, now) =>
  asSettingUp((actor) => beginPasskey(actor, input, now)),
)

export const addPasskeyAction = openFormAction(registerPasskeySchema, async (input, now) =>
  asSettingUp((actor) => addPasskey(actor, input, now)),
)
