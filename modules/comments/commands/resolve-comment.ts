import 'server-only'
import { done, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { inTransaction } from '@/modules/articles/commands/change-story'
import { recordEvent } from '@/modules/audit/commands'
import type { CommentIdInput } from '../schema'
import { loadComment, seeThread } from './answer-comment'

/** Says that a comment is dealt with: nobody waits for it any more. Done twice it is done once. Throws NotFound, NotAllowed. */
export async function resolveComment(actor: Actor, { commentId }: CommentIdInput, now: Date): Promise<Outcome<{ id: string }>> {
  return settle(actor, commentId, { resolvedAt: now, resolvedBy: actor.name }, now)
}

/** Opens a resolved comment again. */
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
    const resolve = data.resolvedAt !== null
    const { count } = await tx.comment.updateMany({ where: { id, resolvedAt: resolve ? null : { not: null } }, data })
    if (count === 0) return done({ id })
    if (resolve) await seeThread(tx, id, now)
    await recordEvent(tx, actor, resolve ? 'comment.resolved' : 'comment.reopened', { type: 'article', id: story.id }, { comment: id })
    return done({ id })
  })
}
