import 'server-only'
import { Conflict, done, NotAllowed, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { inTransaction } from '@/modules/articles/commands/change-story'
import { recordEvent } from '@/modules/audit/commands'
import { isRemovable, REMOVABLE_MINUTES } from '../removable'
import type { CommentIdInput } from '../schema'
import { loadComment } from './answer-comment'

/** Takes back one's own comment, soon after it was made and before it was answered. Throws NotFound, NotAllowed, Conflict. */
export async function removeComment(actor: Actor, { commentId }: CommentIdInput, now: Date): Promise<Outcome<{ articleId: string }>> {
  permit(actor, 'article.comment')
  return inTransaction(async (tx) => {
    const { story, comment } = await loadComment(tx, actor, commentId)
    const self = actor.kind === 'person' ? actor.id : null
    if (self === null || comment.authorId !== self)
      throw new NotAllowed('Only whoever made a comment can take it back. Resolve it instead.')
    const answered = (await tx.comment.count({ where: { parentId: comment.id } })) > 0
    if (!isRemovable(comment, self, answered, now))
      throw new Conflict(`A comment can be taken back for ${REMOVABLE_MINUTES} minutes, until it is answered. Resolve it instead.`)
    await tx.comment.delete({ where: { id: comment.id }, select: { id: true } })
    await recordEvent(tx, actor, 'comment.removed', { type: 'article', id: story.id }, { comment: comment.id })
    return done({ articleId: story.id })
  })
}
