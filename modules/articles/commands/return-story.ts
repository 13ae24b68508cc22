import 'server-only'
import { done, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import type { ReturnInput } from '../workflow-input'
import { demandTransition, demandVersion, inTransaction, loadArticle, updateArticle } from './change-story'
import { reviewDone } from './second-reader'
import type { Stepped } from './submit-for-review'

/** Sends a submitted or approved story back, saying what has to change. Throws NotFound, NotAllowed, Conflict. */
export async function returnStory(actor: Actor, input: ReturnInput, now: Date): Promise<Outcome<Stepped>> {
  return inTransaction(async (tx) => {
    const article = await loadArticle(tx, actor, input.id)
    const { id } = article
    permit(actor, 'article.review')
    await demandVersion(tx, actor, article, input.version, now)
    const review = await demandTransition(tx, actor, article, 'return')
    const version = await updateArticle(tx, article, now, { ...reviewDone, review, returnedNote: input.note })
    await recordEvent(tx, actor, 'article.returned', { type: 'article', id }, { version, note: input.note })
    return done({ id, version })
  })
}
