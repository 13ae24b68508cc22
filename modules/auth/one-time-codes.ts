/** Codes of six digits that change every thirty seconds (RFC 6238), as authenticator apps make them. */
import { Secret, TOTP } from 'otpauth'

const STEP_SECONDS = 30
const DIGITS = 6
/** 160 bits, as RFC 4226 advises. */
const SECRET_BYTES = 20
/** One step before and after: the clocks of telephones are not ours. */
const STEPS_EITHER_SIDE = 1

/** A new secret, in base 32 as apps take it. */
export const newCodeSecret = (): string => new Secret({ size: SECRET_BYTES }).base32

const generator = (secret: string, account = 'account'): TOTP =>
  new TOTP({
    issuer: 'Throughline',
    label: account,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: DIGITS,
    period: STEP_SECONDS,
  })

/** What an app reads from the picture. `account`: the person's address. */
export const codeAddress = (secret: string, account: string): string => generator(secret, account).toString()

/** The code of a moment: what the app shows. */
export const codeAt = (secret: string, at: Date): string => generator(secret).generate({ timestamp: at.getTime() })

/** The time step whose code this is, or null when it is not right now. Later than `lastStep`, so that none works twice. */
export function stepOfCode(secret: string, code: string, lastStep: bigint, now: Date): bigint | null {
  const delta = generator(secret).validate({ token: code, timestamp: now.getTime(), window: STEPS_EITHER_SIDE })
  if (delta === null) return null
  const step = BigInt(Math.floor(now.getTime() / 1_000 / STEP_SECONDS) + delta)
  return step > lastStep ? step : null
}

/** The secret in groups of four, for people who type it. */
export const secretInGroups = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? secret
