import 'server-only'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome, refused } from '@/lib/errors'
import type { Person } from '@/modules/access/actor'
import { recordEvent } from '@/modules/audit/commands'
import { mustHaveSecondFactor } from '../factor-rules'
import { FACTOR_THROTTLED_MESSAGE, WRONG_CODE_MESSAGE } from '../factor-words'
import { codeAddress, newCodeSecret, secretInGroups, stepOfCode } from '../one-time-codes'
import { type QrPath, qrPath } from '../qr-path'
import { secondFactorMode } from '../queries'
import { newRecoveryCodes, readTypedCode } from '../recovery-codes'
import { keyedHash, seal, unseal } from '../sealed-secret'
import { FACTOR_POLICY, factorKey } from '../throttle'
import { countAttempt, forgetAttempts } from './count-attempt'
import { countFactors } from './count-factors'
import { endOtherSessionsOf } from './end-sessions'
import { installationSecret } from './installation-secret'
import { refuseUnlessFresh } from './require-fresh'

/** What an app needs, shown once. */
export type CodesToSetUp = { secret: string; qr: QrPath }
/** Recovery codes, shown once; none where the person has some already. */
export type NewCodes = { recoveryCodes: string[] }

const HAS_CODES = 'Your codes are set up already. Remove them first to use another app.'

/** Makes a secret for an authenticator app. It asks for nothing until a first code was right. */
export async function beginCodes(actor: Person, _: object, now: Date): Promise<Outcome<CodesToSetUp>> {
  const secret = newCodeSecret()
  return db.$transaction(async (tx) => {
    const stale = await refuseUnlessFresh(tx, actor, now)
    if (stale) return stale
    const before = await tx.oneTimeCode.findUnique({ where: { userId: actor.id }, select: { confirmedAt: true } })
    if (before?.confirmedAt) return refused({ field: '', message: HAS_CODES })
    const row = { secret: seal(secret, actor.id, installationSecret()), createdAt: now, lastStep: 0n }
    await tx.oneTimeCode.upsert({
      where: { userId: actor.id },
      create: { userId: actor.id, ...row },
      update: row,
      select: { userId: true },
    })
    const { email } = await tx.user.findUniqueOrThrow({ where: { id: actor.id }, select: { email: true } })
    return done({ secret: secretInGroups(secret), qr: qrPath(codeAddress(secret, email)) })
  })
}

/** The first code of the app: from now on every sign-in asks for one. The session that did this has it proved. */
export async function confirmCodes(actor: Person, input: { code: string }, now: Date): Promise<Outcome<NewCodes>> {
  const attempt = await countAttempt(factorKey(actor.id), FACTOR_POLICY, now)
  if (!attempt.allowed) return refused({ field: '', message: FACTOR_THROTTLED_MESSAGE })
  const outcome = await db.$transaction(async (tx): Promise<Outcome<NewCodes>> => {
    const stale = await refuseUnlessFresh(tx, actor, now)
    if (stale) return stale
    const row = await tx.oneTimeCode.findUnique({ where: { userId: actor.id }, select: { secret: true, confirmedAt: true } })
    if (!row || row.confirmedAt)
      return refused({ field: '', message: row ? HAS_CODES : 'Load this page again: there is nothing to confirm.' })
    const { code } = readTypedCode(input.code)
    const step = stepOfCode(unseal(row.secret, actor.id, installationSecret()), code, 0n, now)
    if (step === null) return refused({ field: 'code', message: WRONG_CODE_MESSAGE })
    await tx.oneTimeCode.update({ where: { userId: actor.id }, data: { confirmedAt: now, lastStep: step }, select: { userId: true } })
    await noteFactor(tx, actor, 'otp')
    await recordEvent(tx, actor, 'user.factor-added', { type: 'user', id: actor.id }, { factor: 'codes' })
    return done({ recoveryCodes: await ensureRecoveryCodes(tx, actor.id) })
  })
  if (outcome.ok) await forgetAttempts(factorKey(actor.id))
  return outcome
}

/** The session in which a factor was set up has proved it: it need not sign in again. */
export async function noteFactor(tx: Tx, actor: Person, factor: 'otp' | 'passkey'): Promise<void> {
  if (actor.sessionId) await tx.session.updateMany({ where: { id: actor.sessionId, endedAt: null }, data: { factors: { push: factor } } })
}

/** Ten recovery codes for somebody who has none; nothing for somebody who has. */
export async function ensureRecoveryCodes(tx: Tx, userId: string): Promise<string[]> {
  return (await tx.recoveryCode.count({ where: { userId, usedAt: null } })) > 0 ? [] : replaceRecoveryCodes(tx, userId)
}

async function replaceRecoveryCodes(tx: Tx, userId: string): Promise<string[]> {
  const codes = newRecoveryCodes()
  await tx.recoveryCode.deleteMany({ where: { userId } })
  const secret = installationSecret()
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ userId, codeHash: keyedHash(readTypedCode(code).code, userId, secret) })),
  })
  return codes
}

/** Ten new recovery codes; the old ones no longer work. */
export async function renewRecoveryCodes(actor: Person, _: object, now: Date): Promise<Outcome<NewCodes>> {
  return db.$transaction(async (tx) => {
    const stale = await refuseUnlessFresh(tx, actor, now)
    if (stale) return stale
    if ((await countFactors(tx, actor.id)) === 0) return refused({ field: '', message: 'Set up a second factor first.' })
    const recoveryCodes = await replaceRecoveryCodes(tx, actor.id)
    await recordEvent(tx, actor, 'user.changed', { type: 'user', id: actor.id }, { changed: ['recovery codes'] })
    return done({ recoveryCodes })
  })
}

/** Why an account may not lose one of its factors, or null. */
export async function refuseLastFactor(tx: Tx, actor: Person): Promise<Outcome<never> | null> {
  if (!mustHaveSecondFactor(actor.role, secondFactorMode()) || (await countFactors(tx, actor.id)) > 1) return null
  return refused({ field: '', message: 'Your role needs a second factor here. Add another one before you remove this.' })
}

/** After a factor was taken away: recovery codes go with the last one, and everybody else who is signed in as this person. */
export async function finishRemoval(tx: Tx, actor: Person, factor: 'codes' | 'passkey', now: Date): Promise<void> {
  if ((await countFactors(tx, actor.id)) === 0) await tx.recoveryCode.deleteMany({ where: { userId: actor.id } })
  await endOtherSessionsOf(tx, actor, now)
  await recordEvent(tx, actor, 'user.factor-removed', { type: 'user', id: actor.id }, { factor })
}

/** Takes the codes of the app away. */
export async function removeCodes(actor: Person, _: object, now: Date): Promise<Outcome<{ removed: true }>> {
  return db.$transaction(async (tx) => {
    const refusal = (await refuseUnlessFresh(tx, actor, now)) ?? (await refuseLastFactor(tx, actor))
    if (refusal) return refusal
    const removed = await tx.oneTimeCode.deleteMany({ where: { userId: actor.id } })
    if (removed.count > 0) await finishRemoval(tx, actor, 'codes', now)
    return done({ removed: true })
  })
}

/** Takes every second factor of an account away, in the transaction of the admin's command that says so. Gives how many there were. */
export async function removeFactorsOf(tx: Tx, userId: string): Promise<number> {
  const had = await countFactors(tx, userId)
  await tx.oneTimeCode.deleteMany({ where: { userId } })
  await tx.passkey.deleteMany({ where: { userId } })
  await tx.recoveryCode.deleteMany({ where: { userId } })
  return had
}
