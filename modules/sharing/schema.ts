/** What a preview link is made of, and what a visitor may say by it. Runs in the browser and on the server. */
import { z } from 'zod'
import { line, text } from '@/lib/text'

export const LINK_LABEL_MAX_CHARACTERS = 80
export const LINK_HOURS_MIN = 1
/** Two weeks. */
export const LINK_HOURS_MAX = 336
export const LINK_HOURS_DEFAULT = 72
export const VISITOR_NAME_MAX_CHARACTERS = 80
export const VISITOR_COMMENT_MAX_CHARACTERS = 4_000

const hoursMessage = `Enter a number of hours from ${LINK_HOURS_MIN} to ${LINK_HOURS_MAX}`
const VERSION_MESSAGE = 'Choose which version is shown'

export const createPreviewLinkSchema = z.strictObject({
  articleId: z.uuid('This story does not exist').toLowerCase(),
  label: line({ max: LINK_LABEL_MAX_CHARACTERS, name: 'Who it is for', required: 'Enter who the link is for' }),
  /** The number of a version, or always the newest. */
  shows: z.union([z.literal('latest'), z.coerce.number().int().min(1)], { error: VERSION_MESSAGE }),
  hours: z.coerce.number({ error: hoursMessage }).int(hoursMessage).min(LINK_HOURS_MIN, hoursMessage).max(LINK_HOURS_MAX, hoursMessage),
})
export type CreatePreviewLinkInput = z.infer<typeof createPreviewLinkSchema>

export const linksOfSchema = z.strictObject({ articleId: z.uuid('This story does not exist').toLowerCase() })

export const revokePreviewLinkSchema = z.strictObject({ linkId: z.uuid('This link does not exist').toLowerCase() })
export type RevokePreviewLinkInput = z.infer<typeof revokePreviewLinkSchema>

export const sayByLinkSchema = z
  .strictObject({
    token: z.string().max(100),
    /** The number of the version that was read. */
    revision: z.coerce.number().int().min(1),
    name: line({ max: VISITOR_NAME_MAX_CHARACTERS, name: 'Your name', required: 'Enter your name' }),
    verdict: z.enum(['', 'approved', 'needs-change'], { error: 'Choose “Approved”, “Needs a change” or neither' }).default(''),
    body: text({ max: VISITOR_COMMENT_MAX_CHARACTERS, name: 'Your comment' }),
  })
  .refine(({ verdict, body }) => verdict !== '' || body !== '', { error: 'Write a comment, or choose “Approved”', path: ['body'] })
  .refine(({ verdict, body }) => verdict !== 'needs-change' || body !== '', { error: 'Write what needs a change', path: ['body'] })
export type SayByLinkInput = z.infer<typeof sayByLinkSchema>
