/** What a session has proved, and what it may reach because of that. The table of decision 0022. */
import type { Role } from '@/modules/access/actor'

/** pwd: a password; otp: a code of the hour; recovery: a code kept on paper; oidc: the organisation; mfa: it vouches for two. */
export type Factor = 'pwd' | 'otp' | 'recovery' | 'passkey' | 'oidc' | 'mfa'
/** required: editors and admins must have a second factor after the grace; offered: who wants one has one. */
export type SecondFactorMode = 'required' | 'offered'
/** in: the newsroom; challenge: nothing but the page that asks for the second factor; set-up: nothing but the page that makes one. */
export type Standing = 'in' | 'challenge' | 'set-up'

export const GRACE_DAYS = 7
/** How long after proving who they are somebody may change a password or a factor. */
export const FRESH_MINUTES = 10
const DAY_MILLISECONDS = 86_400_000
const MINUTE_MILLISECONDS = 60_000

/** A passkey is two by itself: the device, and the finger or PIN that opens it. */
const STRONG: readonly string[] = ['otp', 'recovery', 'passkey', 'mfa']

export const isStrong = (factors: readonly string[]): boolean => factors.some((factor) => STRONG.includes(factor))

/** Whether a role is one of those that must have a second factor where one is required. */
export const mustHaveSecondFactor = (role: Role, mode: SecondFactorMode): boolean =>
  mode === 'required' && (role === 'editor' || role === 'admin')

export type Proved = {
  factors: readonly string[]
  role: Role
  /** Whether the account has a second factor set up. */
  accountHasFactor: boolean
  graceUntil: Date | null
}

/** What a live session may reach. A second factor that is there is asked for in every mode. */
export function standingOf({ factors, role, accountHasFactor, graceUntil }: Proved, mode: SecondFactorMode, now: Date): Standing {
  if (isStrong(factors)) return 'in'
  if (accountHasFactor) return 'challenge'
  const graceOver = graceUntil !== null && graceUntil <= now
  return mustHaveSecondFactor(role, mode) && graceOver ? 'set-up' : 'in'
}

export const graceEnd = (now: Date): Date => new Date(now.getTime() + GRACE_DAYS * DAY_MILLISECONDS)

export const isFresh = (provedAt: Date, now: Date): boolean => provedAt.getTime() + FRESH_MINUTES * MINUTE_MILLISECONDS > now.getTime()
