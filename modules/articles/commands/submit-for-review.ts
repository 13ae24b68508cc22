import 'server-only'
import { Conflict, done, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permitEdit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import type { SubmitInput } from '../workflow-input'
import { demandTransition, demandVersion, inTransaction, loadArticle, updateArticle } from './change-story'
import { publisherOf, reviewDone } from './second-reader'

export type Stepped = { id: string; version: number }

/**
 * Asks for a second reader of the newest words. Of a live story there must be words that readers do not have. Throws
 * NotFound, NotAllowed, Conflict.
 */
export async function submitForReview(actor: Actor, input: SubmitInput, now: Date): Promise<Outcome<Stepped>> {
  return inTransaction(async (tx) => {
    const article = await loadArticle(tx, actor, input.id)
    const { id } = article
    permitEdit(actor, article)
    await demandVersion(tx, actor, article, input.version, now)
    const review = await demandTransition(tx, actor, article, 'submit')
    if (article.state === 'live' && article.headRevisionId === article.liveRevisionId)
      throw new Conflict('This story cannot be submitted for review. Readers have its newest words already.')
    const by = publisherOf(actor)
    const note = input.note ?? ''
    const submitted = { submittedAt: now, submittedById: by.id, submittedByName: by.name, submittedNote: note || null }
    const version = await updateArticle(tx, article, now, { ...reviewDone, review, ...submitted })
    const revision = article.headRevision.number
    await recordEvent(tx, actor, 'article.submitted', { type: 'article', id }, { version, revision, note })
    return done({ id, version })
  })
}
