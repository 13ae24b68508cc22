import 'server-only'
import { done, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { inTransaction } from '@/modules/articles/commands/change-story'
import type { CommentIdInput } from '../schema'
import { loadComment } from './answer-comment'

/** "Seen": the comment leaves this person's desk. Nothing else changes, so nothing is recorded. Throws NotFound. */
export async function seeComment(actor: Actor, { commentId }: CommentIdInput, now: Date): Promise<Outcome<{ id: string }>> {
  permit(actor, 'article.comment')
  return inTransaction(async (tx) => {
    const { comment } = await loadComment(tx, actor, commentId)
    const personId = actor.kind === 'person' ? actor.id : null
    if (personId !== null) await tx.commentMention.updateMany({ where: { commentId, personId, seenAt: null }, data: { seenAt: now } })
    return done({ id: comment.id })
  })
}
