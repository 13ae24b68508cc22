import 'server-only'
import { done, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permitEdit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import type { RetractInput } from '../workflow-input'
import { demandTransition, demandVersion, inTransaction, loadArticle, updateArticle } from './change-story'
import { reviewDone } from './second-reader'
import type { Stepped } from './submit-for-review'

/** Takes a story back from review, by somebody who may edit it. Throws NotFound, NotAllowed, Conflict. */
export async function retractStory(actor: Actor, input: RetractInput, now: Date): Promise<Outcome<Stepped>> {
  return inTransaction(async (tx) => {
    const article = await loadArticle(tx, actor, input.id)
    const { id } = article
    permitEdit(actor, article)
    await demandVersion(tx, actor, article, input.version, now)
    const review = await demandTransition(tx, actor, article, 'retract')
    const version = await updateArticle(tx, article, now, { ...reviewDone, review })
    await recordEvent(tx, actor, 'article.retracted', { type: 'article', id }, { version })
    return done({ id, version })
  })
}
