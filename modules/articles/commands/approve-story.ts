import 'server-only'
import { done, NotAllowed, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import { listed, mayApproveAfter } from '@/modules/workflow/second-reader'
import { whoMayApprove } from '../queries/approvers'
import type { ApproveInput } from '../workflow-input'
import { demandTransition, demandVersion, inTransaction, loadArticle, updateArticle } from './change-story'
import { publisherOf } from './second-reader'
import type { Stepped } from './submit-for-review'

/**
 * Says that a second person has read the newest words: they may be published. Never by the one who submitted
 * them or wrote them. Throws NotFound, NotAllowed, Conflict.
 */
export async function approveStory(actor: Actor, input: ApproveInput, now: Date): Promise<Outcome<Stepped>> {
  return inTransaction(async (tx) => {
    const article = await loadArticle(tx, actor, input.id)
    const { id } = article
    permit(actor, 'article.review')
    await demandVersion(tx, actor, article, input.version, now)
    const review = await demandTransition(tx, actor, article, 'approve')
    const first = { submittedById: article.submittedById, wroteById: article.headRevision.wordsById }
    if (actor.kind === 'person' && !mayApproveAfter(first, actor.id)) {
      const names = (await whoMayApprove(tx, article, first, now)).map((one) => one.name)
      const who = names.length === 0 ? 'Nobody else here may yet' : `${listed(names)} can`
      const did = first.submittedById === actor.id ? 'submitted this story' : 'wrote the newest words of this story'
      throw new NotAllowed(`You ${did}, so somebody else has to approve it. ${who}.`)
    }
    const by = publisherOf(actor)
    const version = await updateArticle(tx, article, now, { review, approvedAt: now, approvedById: by.id, approvedByName: by.name })
    await recordEvent(tx, actor, 'article.approved', { type: 'article', id }, { version, revision: article.headRevision.number })
    return done({ id, version })
  })
}
