import { z } from 'zod'

export const EVENTS_PER_PAGE = 50
const SEARCH_MAX_CHARACTERS = 100
/** Event numbers stay far below what JavaScript counts exactly. */
const eventId = z.string().regex(/^[1-9]\d{0,14}$/)

export const ENTITY_TYPES = ['article', 'tag', 'media', 'page', 'user', 'system'] as const
export type EntityType = (typeof ENTITY_TYPES)[number]

/** The filter in the address of /admin/audit. Anything that cannot be read is left out, as a mistyped address would be. */
export const auditFilterSchema = z.object({
  about: z.enum(ENTITY_TYPES).optional().catch(undefined),
  who: z.string().trim().max(SEARCH_MAX_CHARACTERS).optional().catch(undefined),
  before: eventId.optional().catch(undefined),
})

export type AuditFilter = z.infer<typeof auditFilterSchema>
