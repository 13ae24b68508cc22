/** What may be said about a story. Runs in the browser and on the server. */
import { z } from 'zod'
import { text } from '@/lib/text'
import { ANCHOR_FIELDS, AROUND_MAX_CHARACTERS, QUOTE_MAX_CHARACTERS } from './anchor'

export const COMMENT_MAX_CHARACTERS = 4_000
export const VISITOR_NAME_MAX_CHARACTERS = 80
const MENTIONS_MAX = 20

/** Words of the story: kept as they are, spaces at their ends too. */
const words = (max: number) => z.string({ error: 'Choose the words again' }).max(max * 2, 'Choose fewer words')

export const anchorSchema = z.strictObject({
  field: z.enum(ANCHOR_FIELDS, { error: 'Choose the words again' }),
  quote: words(QUOTE_MAX_CHARACTERS).min(1, 'Choose the words again'),
  before: words(AROUND_MAX_CHARACTERS),
  after: words(AROUND_MAX_CHARACTERS),
})

export const commentTextSchema = text({ max: COMMENT_MAX_CHARACTERS, name: 'The comment', required: 'Write the comment first' })

const articleId = z.uuid('This story does not exist').toLowerCase()
const commentId = z.uuid('This comment does not exist').toLowerCase()
/** People picked from the list; a name that is no longer in the text counts for nothing. */
const mentions = z.array(z.uuid('Choose people from the list').toLowerCase()).max(MENTIONS_MAX, `Name at most ${MENTIONS_MAX} people`)

export const addCommentSchema = z.strictObject({ articleId, anchor: anchorSchema.nullable(), body: commentTextSchema, mentions })
export type AddCommentInput = z.infer<typeof addCommentSchema>

/** `commentId`: the comment that is answered, never an answer. */
export const answerCommentSchema = z.strictObject({ commentId, body: commentTextSchema, mentions })
export type AnswerCommentInput = z.infer<typeof answerCommentSchema>

export const commentIdSchema = z.strictObject({ commentId })
export type CommentIdInput = z.infer<typeof commentIdSchema>

export const commentsOfSchema = z.strictObject({ articleId })
