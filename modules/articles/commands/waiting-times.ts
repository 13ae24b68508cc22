import 'server-only'
import type { Tx } from '@/lib/db'
import type { Actor } from '@/modules/access/actor'
import { recordEvent } from '@/modules/audit/commands'

export type ScheduledAct = 'publish' | 'withdraw'
export type WhyEnded = 'by-hand' | 'published' | 'withdrawn'

/**
 * Ends the times that wait to do one of `acts` to a story, because it has been done, or shall not be; and lays aside those
 * that failed: whoever did this has seen to them.
 */
export async function endWaiting(
  tx: Tx,
  actor: Actor,
  article: { id: string; version: number },
  { acts, why }: { acts: readonly ScheduledAct[]; why: WhyEnded },
  now: Date,
): Promise<number> {
  const rows = await tx.schedule.findMany({
    where: { articleId: article.id, act: { in: [...acts] }, state: { in: ['waiting', 'failed'] } },
    select: { id: true, act: true, dueAt: true, state: true },
    orderBy: { dueAt: 'asc' },
  })
  for (const { id, act, dueAt, state } of rows) {
    await tx.schedule.update({ where: { id }, data: { state: 'cancelled', endedAt: now }, select: { id: true } })
    const payload = { version: article.version, act: act as ScheduledAct, at: dueAt.toISOString(), why }
    if (state === 'waiting') await recordEvent(tx, actor, 'article.unscheduled', { type: 'article', id: article.id }, payload)
  }
  return rows.length
}
