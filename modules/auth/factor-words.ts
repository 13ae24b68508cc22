/** Sentences about second factors, in one place. */
export const WRONG_CODE_MESSAGE =
  'That code is not right, or it was used already. Wait for the next one, or check the clock of your device.'
export const FACTOR_THROTTLED_MESSAGE = 'There were too many wrong codes. Wait up to 15 minutes, then try again.'
export const CHALLENGE_OVER_MESSAGE = 'This sign-in has ended. Sign in again with your password.'
export const PASSKEY_REFUSED_MESSAGE = 'That passkey is not known here. Use another one, or sign in with your password.'
export const PASSKEY_EXPIRED_MESSAGE = 'That took longer than five minutes. Try again.'
export const NOT_FRESH_MESSAGE = 'Confirm that it is you first: that was more than ten minutes ago. Load this page again.'

const WORDS: Record<string, string> = {
  pwd: 'password',
  otp: 'code',
  recovery: 'recovery code',
  passkey: 'passkey',
  oidc: 'your organisation',
}

/** How a session was begun, for people: "password and code". */
export const factorWords = (factors: readonly string[]): string =>
  [...new Set(factors.flatMap((factor) => WORDS[factor] ?? []))].join(' and ') || 'password'
