import 'server-only'
import { db, type Tx } from '@/lib/db'
import { env } from '@/lib/env'
import { type PasskeySite, passkeySite } from '../passkey-site'

export type ChallengePurpose = 'register' | 'sign-in'

const CHALLENGE_MINUTES = 5

/** The site passkeys are for here; null where browsers allow none. */
export const ownPasskeySite = (): PasskeySite | null => passkeySite(env().publicUrl)

/** Keeps what a browser is asked to sign, for five minutes, and drops what is older. */
export async function keepChallenge(challenge: string, purpose: ChallengePurpose, userId: string | null, now: Date): Promise<void> {
  await db.passkeyChallenge.deleteMany({ where: { expiresAt: { lt: now } } })
  const expiresAt = new Date(now.getTime() + CHALLENGE_MINUTES * 60_000)
  await db.passkeyChallenge.create({ data: { challenge, purpose, userId, expiresAt }, select: { challenge: true } })
}

/** The challenge a browser says it signed; '' when it says nothing that can be read. Whether we asked it is another question. */
export function challengeIn(clientDataJson: string): string {
  try {
    const data: unknown = JSON.parse(Buffer.from(clientDataJson, 'base64url').toString('utf8'))
    const challenge = typeof data === 'object' && data !== null && 'challenge' in data ? data.challenge : ''
    return typeof challenge === 'string' ? challenge : ''
  } catch {
    return ''
  }
}

/** Uses a challenge up. False when it was never asked, for something or somebody else, too long ago, or answered before. */
export async function takeChallenge(
  tx: Tx,
  challenge: string,
  purpose: ChallengePurpose,
  userId: string | null,
  now: Date,
): Promise<boolean> {
  const taken = await tx.passkeyChallenge.deleteMany({ where: { challenge, purpose, userId, expiresAt: { gt: now } } })
  return taken.count === 1
}
