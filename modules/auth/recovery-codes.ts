/** Ten codes for the day the telephone is lost. */
import { randomInt } from 'node:crypto'

export const RECOVERY_CODES = 10
/** Without 0 and o, 1, l and i: it is read from paper and typed. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUPS = 3
const GROUP_CHARACTERS = 4

/** Ten codes of 59 bits: "k7m2-xq4r-9tbd". */
export const newRecoveryCodes = (): string[] => {
  const group = () => Array.from({ length: GROUP_CHARACTERS }, () => SIGNS[randomInt(SIGNS.length)]).join('')
  return Array.from({ length: RECOVERY_CODES }, () => Array.from({ length: GROUPS }, group).join('-'))
}

/** What was typed, told apart: six digits are a code of the app, anything else may be a recovery code. */
export function readTypedCode(typed: string): { kind: 'otp' | 'recovery'; code: string } {
  const plain = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
  return { kind: /^\d{6}$/.test(plain) ? 'otp' : 'recovery', code: plain }
}
