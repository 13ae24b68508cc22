import 'server-only'
import { Conflict, done, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import type { UnscheduleInput } from '../workflow-input'
import { demandTransition, demandVersion, inTransaction, loadArticle, updateArticle } from './change-story'
import type { Stepped } from './submit-for-review'
import { endWaiting } from './waiting-times'

/**
 * Cancels the time at which a story was to be published or withdrawn, or lays aside one that failed. Throws NotFound,
 * NotAllowed, Conflict when there is none.
 */
export async function unscheduleStory(actor: Actor, input: UnscheduleInput, now: Date): Promise<Outcome<Stepped>> {
  return inTransaction(async (tx) => {
    const article = await loadArticle(tx, actor, input.id)
    const { id } = article
    permit(actor, input.act === 'publish' ? 'article.publish' : 'article.withdraw')
    await demandVersion(tx, actor, article, input.version, now)
    await demandTransition(tx, actor, article, 'unschedule')
    const version = await updateArticle(tx, article, now, {})
    const ended = await endWaiting(tx, actor, { id, version }, { acts: [input.act], why: 'by-hand' }, now)
    if (ended === 0) throw new Conflict('No time is set for this story any more. Open it again to see how it stands.')
    return done({ id, version })
  })
}
