import 'server-only'
import { db } from '@/lib/db'
import { countAttempt } from '@/modules/auth/commands/count-attempt'
import type { ThrottlePolicy } from '@/modules/auth/throttle'

const QUARTER_HOUR_SECONDS = 900

/** Addresses that show nothing, opened by one peer. An office may open one dead link together. */
const DEAD_LINKS: ThrottlePolicy = {
  attempts: 60,
  windowSeconds: QUARTER_HOUR_SECONDS,
  firstWaitSeconds: QUARTER_HOUR_SECONDS,
  longestWaitSeconds: QUARTER_HOUR_SECONDS,
  rememberSeconds: 0,
}

/** That the words of a story were shown by a link: when, and nothing of who. The time is the database's. */
export async function noteOpening(linkId: string): Promise<void> {
  await db.previewOpening.create({ data: { linkId }, select: { id: true } })
}

/** Counts an address that showed nothing. False: this peer has opened too many and must wait. */
export async function countDeadLink(peer: string, now: Date): Promise<boolean> {
  return (await countAttempt(`preview:${peer}`, DEAD_LINKS, now)).allowed
}
