import 'server-only'
import { done, NotAllowed, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { inTransaction } from '@/modules/articles/commands/change-story'
import { recordEvent } from '@/modules/audit/commands'
import { maySettle } from '../removable'
import type { CommentIdInput } from '../schema'
import { loadComment, seeThread } from './answer-comment'

/**
 * Says that a comment is dealt with: nobody waits for it any more. Done twice it is done once. For whoever
 * made it and for those who may edit the story. Throws NotFound, NotAllowed.
 */
export async function resolveComment(actor: Actor, { commentId }: CommentIdInput, now: Date): Promise<Outcome<{ id: string }>> {
  return settle(actor, commentId, { resolvedAt: now, resolvedBy: actor.name }, now)
}

/** Opens a resolved comment again: for the same people. */
export async function reopenComment(actor: Actor, { commentId }: CommentIdInput, now: Date): Promise<Outcome<{ id: string }>> {
  return settle(actor, commentId, { resolvedAt: null, resolvedBy: null }, now)
}

async function settle(
  actor: Actor,
  commentId: string,
  data: { resolvedAt: Date | null; resolvedBy: string | null },
  now: Date,
): Promise<Outcome<{ id: string }>> {
  permit(actor, 'article.comment')
  return inTransaction(async (tx) => {
    const { story, comment } = await loadComment(tx, actor, commentId)
    const id = comment.parentId ?? comment.id
    const thread = await tx.comment.findUniqueOrThrow({ where: { id }, select: { authorId: true } })
    if (!maySettle(actor, thread, story))
      throw new NotAllowed('A comment is resolved by whoever made it, or by somebody who may edit the story.')
    const resolve = data.resolvedAt !== null
    const { count } = await tx.comment.updateMany({ where: { id, resolvedAt: resolve ? null : { not: null } }, data })
    if (count === 0) return done({ id })
    if (resolve) await seeThread(tx, id, now)
    await recordEvent(tx, actor, resolve ? 'comment.resolved' : 'comment.reopened', { type: 'article', id: story.id }, { comment: id })
    return done({ id })
  })
}
