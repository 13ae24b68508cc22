import { randomInt } from 'node:crypto'

/** Without 0 and o, 1, l and i: it is read out and typed by people. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUPS = 4
const GROUP_CHARACTERS = 5

/** A random password of 99 bits, in groups: "k7m2p-…". */
export function generatePassword(): string {
  const group = () => Array.from({ length: GROUP_CHARACTERS }, () => SIGNS[randomInt(SIGNS.length)]).join('')
  return Array.from({ length: GROUPS }, group).join('-')
}
