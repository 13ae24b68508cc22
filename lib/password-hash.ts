/**
 * argon2id at one strength for the whole product. Passwords are hashed exactly as typed, in UTF-8.
 */
import { hash, parseOptions, verify } from '@node-rs/argon2'

/** Memory in KiB, passes, lanes: the second of OWASP's equivalent minimums. Algorithm 2 is argon2id. */
const STRENGTH = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
/** At most so many at once: a flood of sign-ins must not keep pages waiting for a processor. */
const HASHES_AT_ONCE = 2
/** More than this would wait for seconds: better to say so at once. */
const WAITING_MAX = 64

let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting.length >= WAITING_MAX) throw new Error('Too many passwords are being checked at once')
  if (running >= HASHES_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    // The turn passes on without being counted down, so that nobody slips in between.
    if (next) next()
    else running -= 1
  }
}

/** The hash of a new password, as a PHC string with a salt of its own. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, STRENGTH))

/** Whether `password` is the one that was hashed. */
export const verifyPassword = (hashed: string, password: string): Promise<boolean> => inTurn(() => verify(hashed, password))

/** Whether a hash was made at a lower strength than today's, so that the next sign-in should renew it. */
export function isWeakHash(hashed: string): boolean {
  const made = parseOptions(hashed)
  return made.algorithm !== STRENGTH.algorithm || made.memoryCost < STRENGTH.memoryCost || made.timeCost < STRENGTH.timeCost
}

let nobody: Promise<string> | undefined
/** As much work as verifying a password, for an account that does not exist. Always false. */
export async function verifyNobody(password: string): Promise<false> {
  nobody ??= hash('the password of nobody at all', STRENGTH)
  await verifyPassword(await nobody, password)
  return false
}
