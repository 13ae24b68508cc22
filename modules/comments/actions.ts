'use server'
import { done } from '@/lib/errors'
import { callAction, formAction } from '@/modules/auth/form-action'
import { addComment } from './commands/add-comment'
import { answerComment } from './commands/answer-comment'
import { removeComment } from './commands/remove-comment'
import { reopenComment, resolveComment } from './commands/resolve-comment'
import { seeComment } from './commands/see-comment'
import { commentsOf } from './queries'
import { addCommentSchema, answerCommentSchema, commentIdSchema, commentsOfSchema } from './schema'

export const addCommentAction = callAction(addCommentSchema, addComment)
export const answerCommentAction = callAction(answerCommentSchema, answerComment)
export const resolveCommentAction = callAction(commentIdSchema, resolveComment)
export const reopenCommentAction = callAction(commentIdSchema, reopenComment)
export const removeCommentAction = callAction(commentIdSchema, removeComment)
export const seeCommentAction = callAction(commentIdSchema, seeComment)
/** From the desk: "Seen", one press. */
export const seeOnDeskAction = formAction(commentIdSchema, seeComment, { after: () => '/admin' })

/** Asked by the page while the story is open. */
export const commentsOfAction = callAction(commentsOfSchema, async (actor, { articleId }, now) =>
  done(await commentsOf(actor, articleId, now)),
)
