/** One sentence for an unknown address, a wrong password and a closed account: it must not tell which. */
export const WRONG_MESSAGE = 'That email and password do not match an account. Check both and try again.'
export const THROTTLED_MESSAGE = 'There were too many attempts to sign in. Wait up to 15 minutes, then try again.'
export const UNAVAILABLE_MESSAGE = 'Signing in is not possible at this moment. Try again in a minute.'
export const ORGANISATION_REFUSED_MESSAGE =
  'There is no open account here for that sign-in. Ask an admin to invite you under the address your organisation knows you by.'
export const ORGANISATION_FAULT_MESSAGE = 'The sign-in of your organisation did not work. Try again, or sign in with your password.'
