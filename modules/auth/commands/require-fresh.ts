import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import { type Outcome, refused } from '@/lib/errors'
import type { Person } from '@/modules/access/actor'
import { isFresh, isStrong } from '../factor-rules'
import { NOT_FRESH_MESSAGE } from '../factor-words'
import { countFactors } from './count-factors'

/**
 * The refusal of an act that needs a fresh proof of who acts, or null. A session that still owes a second factor has
 * proved nothing. Locks the account until the transaction ends: what changes its factors or its password comes one after
 * the other.
 */
export async function refuseUnlessFresh(tx: Tx, actor: Person, now: Date): Promise<Outcome<never> | null> {
  await tx.$queryRaw(Prisma.sql`select 1 from user_account where id = ${actor.id}::uuid for update`)
  const session = actor.sessionId
    ? await tx.session.findFirst({
        where: { id: actor.sessionId, userId: actor.id, endedAt: null },
        select: { provedAt: true, factors: true },
      })
    : null
  const proved = session && isFresh(session.provedAt, now) && (isStrong(session.factors) || (await countFactors(tx, actor.id)) === 0)
  return proved ? null : refused({ field: '', message: NOT_FRESH_MESSAGE })
}
