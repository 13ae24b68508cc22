import 'server-only'
import { Conflict, done, type Outcome, refused } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import type { MoveScheduleInput } from '../workflow-input'
import { demandTransition, demandVersion, inTransaction, loadArticle } from './change-story'
import { type How, type Scheduled, setTime, timeProblems } from './schedule-story'
import type { ScheduledAct } from './waiting-times'

/**
 * Moves a time that waits, or failed, to another; what is to happen then stays as it was agreed. Throws NotFound,
 * NotAllowed, Conflict when it has been done or cancelled meanwhile.
 */
export async function moveSchedule(actor: Actor, input: MoveScheduleInput, now: Date): Promise<Outcome<Scheduled>> {
  return inTransaction(async (tx) => {
    const article = await loadArticle(tx, actor, input.id)
    const row = await tx.schedule.findFirst({
      where: { id: input.scheduleId, articleId: article.id, state: { in: ['waiting', 'failed'] } },
      select: { act: true, how: true },
    })
    if (!row) throw new Conflict('This time is no longer set: it has come, or somebody cancelled it. Open the calendar again.')
    const act = row.act as ScheduledAct
    permit(actor, act === 'publish' ? 'article.publish' : 'article.withdraw')
    await demandVersion(tx, actor, article, input.version, now)
    await demandTransition(tx, actor, article, `schedule-${act}`)
    const problems = timeProblems(article, { act, at: input.at }, now)
    if (problems.length > 0) return refused(...problems)
    return done(await setTime(tx, actor, article, { act, at: input.at, how: row.how as How }, now))
  })
}
