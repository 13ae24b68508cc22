import 'server-only'
import { done, NotAllowed, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { inTransaction, loadArticle } from '@/modules/articles/commands/change-story'
import { recordEvent } from '@/modules/audit/commands'
import type { AddCommentInput } from '../schema'
import { mailNamed } from './mail-named'
import { say } from './say'

/** `unreached`: names of those whom the mail did not reach; the comment is on their desk all the same. */
export type Added = { id: string; unreached: string[] }

/** Says something about a story, or about words in it. Changes nothing of the story. Throws NotFound, NotAllowed. */
export async function addComment(actor: Actor, input: AddCommentInput, now: Date): Promise<Outcome<Added>> {
  permit(actor, 'article.comment')
  if (actor.kind === 'system') throw new NotAllowed('A comment is made by a person.')
  const { body, anchor, mentions } = input
  const added = await inTransaction(async (tx) => {
    const story = await loadArticle(tx, actor, input.articleId)
    const said = await say(tx, actor, story, { parentId: null, anchor, body, mentions, answeredId: null }, now)
    if (!said.ok) return said
    const { id, named } = said.value
    const detail = { comment: id, about: anchor?.field ?? 'story', named: named.map(({ name }) => name) } as const
    await recordEvent(tx, actor, 'comment.added', { type: 'article', id: story.id }, detail)
    return done({ id, named, story })
  })
  if (!added.ok) return added
  const { id, named, story } = added.value
  return done({ id, unreached: await mailNamed(named, { story, commentId: id, by: actor.name, body }, now) })
}
