import 'server-only'
import { Conflict, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import type { RetryScheduleInput } from '../workflow-input'
import { inTransaction, loadArticle } from './change-story'
import { publishIn } from './publish-article'
import type { How } from './schedule-story'
import { withdrawIn } from './withdraw-article'

/**
 * Does at once what a time failed to do or missed, as the person who presses: what still keeps it from being done is
 * answered like after any press. The time is then over. Throws NotFound, NotAllowed, Conflict.
 */
export async function retrySchedule(
  actor: Actor,
  input: RetryScheduleInput,
  now: Date,
): Promise<Outcome<{ version: number; slug: string }>> {
  const { id, version, scheduleId, urgent } = input
  const row = await inTransaction(async (tx) => {
    const article = await loadArticle(tx, actor, id)
    return tx.schedule.findFirst({
      where: { id: scheduleId, articleId: article.id, state: { in: ['waiting', 'failed'] } },
      select: { act: true, how: true },
    })
  })
  if (!row) throw new Conflict('This time is no longer set: it has come, or somebody cancelled it. Open the desk again.')
  const { change, note, reason = '', urgent: agreed } = row.how as How
  const why = urgent || agreed
  return inTransaction(async (tx) =>
    row.act === 'withdraw'
      ? withdrawIn(tx, actor, { id, version, reason }, now)
      : publishIn(tx, actor, { id, version, ...(change && { change }), ...(note && { note }), ...(why && { urgent: why }) }, now),
  )
}
