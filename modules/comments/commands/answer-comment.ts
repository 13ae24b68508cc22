import 'server-only'
import type { Tx } from '@/lib/db'
import { Conflict, done, NotAllowed, NotFound, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { inTransaction, loadArticle, type StoredArticle } from '@/modules/articles/commands/change-story'
import { recordEvent } from '@/modules/audit/commands'
import type { AnswerCommentInput } from '../schema'
import type { Added } from './add-comment'
import { mailNamed } from './mail-named'
import { say } from './say'

/** Answers a comment: whoever made it is told, and what it asked of this person is done. Throws NotFound, NotAllowed, Conflict. */
export async function answerComment(actor: Actor, input: AnswerCommentInput, now: Date): Promise<Outcome<Added>> {
  permit(actor, 'article.comment')
  if (actor.kind === 'system') throw new NotAllowed('A comment is answered by a person.')
  const { body, mentions } = input
  const answered = await inTransaction(async (tx) => {
    const { story, comment } = await loadComment(tx, actor, input.commentId)
    if (comment.resolvedAt) throw new Conflict(`${comment.resolvedBy} has resolved this comment. Open it again to answer it.`)
    const parentId = comment.parentId ?? comment.id
    const said = await say(tx, actor, story, { parentId, anchor: null, body, mentions, answeredId: comment.authorId }, now)
    if (!said.ok) return said
    await seeThread(tx, parentId, now, actor.id)
    const { id, named } = said.value
    const detail = { comment: id, to: parentId, named: named.map(({ name }) => name) }
    await recordEvent(tx, actor, 'comment.answered', { type: 'article', id: story.id }, detail)
    return done({ id, named, story })
  })
  if (!answered.ok) return answered
  const { id, named, story } = answered.value
  return done({ id, unreached: await mailNamed(named, { story, commentId: id, by: actor.name, body }, now) })
}

const stored = {
  id: true,
  articleId: true,
  parentId: true,
  authorId: true,
  createdAt: true,
  resolvedAt: true,
  resolvedBy: true,
} as const

export type StoredComment = {
  id: string
  articleId: string
  parentId: string | null
  authorId: string | null
  createdAt: Date
  resolvedAt: Date | null
  resolvedBy: string | null
}

/** A comment and its story, the story's row locked: what is done to a comment is done one after the other. Throws NotFound. */
export async function loadComment(tx: Tx, actor: Actor, id: string): Promise<{ story: StoredArticle; comment: StoredComment }> {
  const missing = new NotFound('There is no such comment. It may have been taken back.')
  const found = await tx.comment.findUnique({ where: { id }, select: { articleId: true } })
  if (!found) throw missing
  const story = await loadArticle(tx, actor, found.articleId)
  const comment = await tx.comment.findUnique({ where: { id }, select: stored })
  if (!comment) throw missing
  return { story, comment }
}

/** What a thread asked of one person, or of everybody, is done. */
export async function seeThread(tx: Tx, threadId: string, now: Date, personId?: string): Promise<void> {
  await tx.commentMention.updateMany({
    where: { seenAt: null, comment: { OR: [{ id: threadId }, { parentId: threadId }] }, ...(personId !== undefined && { personId }) },
    data: { seenAt: now },
  })
}
