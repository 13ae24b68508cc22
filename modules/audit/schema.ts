import { z } from 'zod'

export const EVENTS_PER_PAGE = 50
const SEARCH_MAX_CHARACTERS = 100
/** Event numbers stay far below what JavaScript counts exactly. */
const eventId = z.string().regex(/^[1-9]\d{0,14}$/)

export const ENTITY_TYPES = ['article', 'tag', 'media', 'page', 'user', 'system'] as const
export type EntityType = (typeof ENTITY_TYPES)[number]

/** Acts by what they are about, as an editor would look for them: the beginnings of event kinds. */
export const ACTS = {
  published: ['article.published', 'article.republished', 'article.withdrawn', 'article.made-live-again'],
  reviewed: ['article.submitted', 'article.approv', 'article.returned', 'article.retracted', 'article.reviewed'],
  scheduled: ['article.schedule', 'article.unscheduled', 'article.reminder'],
  closed: ['article.people', 'article.embargo', 'article.legal'],
  saved: ['article.created', 'article.saved', 'article.imported', 'article.deleted', 'article.slug', 'article.label'],
  related: ['article.curated', 'article.link', 'related.'],
  tagged: ['tag.', 'storyline.'],
  corrected: ['correction.'],
  shared: ['preview.', 'comment.'],
  checked: ['style.', 'article.check'],
  pictures: ['media.'],
  accounts: ['user.'],
  site: ['page.', 'fact.', 'newsroom.', 'data.'],
} as const satisfies Record<string, readonly string[]>
export type Acts = keyof typeof ACTS
const actNames = Object.keys(ACTS) as [Acts, ...Acts[]]
const day = z.iso.date()

/** The filter in the address of /admin/audit. Anything that cannot be read is left out, as a mistyped address would be. */
export const auditFilterSchema = z.object({
  about: z.enum(ENTITY_TYPES).optional().catch(undefined),
  act: z.enum(actNames).optional().catch(undefined),
  /** One story, by its id. */
  story: z.uuid().toLowerCase().optional().catch(undefined),
  /** London days, both counted in. */
  from: day.optional().catch(undefined),
  to: day.optional().catch(undefined),
  who: z.string().trim().max(SEARCH_MAX_CHARACTERS).optional().catch(undefined),
  before: eventId.optional().catch(undefined),
})

export type AuditFilter = z.infer<typeof auditFilterSchema>
