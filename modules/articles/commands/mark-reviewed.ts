import 'server-only'
import { done, NotAllowed, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import { mayMarkReviewed } from '@/modules/workflow/second-reader'
import type { MarkReviewedInput } from '../workflow-input'
import { demandTransition, demandVersion, inTransaction, loadArticle, updateArticle } from './change-story'
import type { Stepped } from './submit-for-review'

/**
 * Says that a second person has read what went out without one. Never by the one who published it or wrote
 * what is live. Throws NotFound, NotAllowed, Conflict.
 */
export async function markReviewed(actor: Actor, input: MarkReviewedInput, now: Date): Promise<Outcome<Stepped>> {
  return inTransaction(async (tx) => {
    const article = await loadArticle(tx, actor, input.id)
    const { id } = article
    permit(actor, 'article.review')
    await demandVersion(tx, actor, article, input.version, now)
    await demandTransition(tx, actor, article, 'mark-reviewed')
    const live = await tx.revision.findUniqueOrThrow({
      where: { id: article.liveRevisionId ?? '' },
      select: { number: true, wordsById: true },
    })
    const first = { publishedById: article.publishedById, wroteById: live.wordsById }
    if (actor.kind === 'person' && !mayMarkReviewed(first, actor.id)) {
      const did = first.publishedById === actor.id ? 'published' : 'wrote'
      throw new NotAllowed(`You ${did} this story, so somebody else has to read it.`)
    }
    const version = await updateArticle(tx, article, now, { unreviewedSince: null, urgentReason: null })
    await recordEvent(tx, actor, 'article.reviewed', { type: 'article', id }, { version, revision: live.number })
    return done({ id, version })
  })
}
