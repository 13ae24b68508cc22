/**
 * What may be typed into a story, and what each command takes. Runs in the browser and on the server.
 * A draft may lack anything; what a story needs to be published stands in rules.ts.
 */
import { z } from 'zod'
import { londonIsoDay, nextLondonMidnight } from '@/lib/dates'
import { line, text } from '@/lib/text'
import { pictureUseSchema } from '@/modules/media/schema'
import { type Body, validateBody } from './body'
import { STORY_FORMS } from './form'
import { slugProblem } from './rules'
import { HREF_MAX_CHARACTERS, safeHref } from './safe-href'

export const HEADLINE_MAX_CHARACTERS = 200
export const STANDFIRST_MAX_CHARACTERS = 500
export const BYLINE_MAX_CHARACTERS = 120
export const TAGS_PER_STORY_MAX = 40
export const PINS_PER_STORY_MAX = 20
export const EXCLUSIONS_PER_STORY_MAX = 40
export const HAND_NOTE_MAX_CHARACTERS = 200
export const WITHDRAW_REASON_MAX_CHARACTERS = 300
export const LEGAL_REASON_MAX_CHARACTERS = 300
export const URGENT_REASON_MAX_CHARACTERS = 300
export const READERS_NOTE_MAX_CHARACTERS = 200

/** A body as it came from outside, in its normal form; each problem as an issue. */
export const bodySchema = z.unknown().transform((value, context): Body => {
  const checked = validateBody(value)
  if (checked.ok) return checked.value
  for (const problem of checked.problems) context.addIssue({ code: 'custom', message: problem.message })
  return z.NEVER
})

const DAY = /^\d{4}-\d{2}-\d{2}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/

/**
 * The instant a date stands for, as ISO in UTC; null when it is none. A day alone is its noon in UTC: the same
 * calendar day in London all year round. Years 1900 to 2199.
 */
export function readStoryDate(value: string): string | null {
  const day = value.slice(0, 10)
  if (!DAY.test(value) && !INSTANT.test(value)) return null
  const at = new Date(DAY.test(value) ? `${value}T12:00:00Z` : value)
  if (Number.isNaN(at.getTime()) || !isCalendarDay(day)) return null
  return at.getUTCFullYear() >= 1900 && at.getUTCFullYear() < 2200 ? at.toISOString() : null
}

/** Date takes 31 June for 1 July; an editor does not. */
const isCalendarDay = (day: string): boolean => {
  const at = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === day
}

export const storyDateSchema = z
  .string({ error: 'Enter a date like 2026-11-21' })
  .nullable()
  .transform((value, context) => {
    if (value === null || value.trim() === '') return null
    const iso = readStoryDate(value.trim())
    if (iso !== null) return iso
    context.addIssue({ code: 'custom', message: 'Enter a date like 2026-11-21' })
    return z.NEVER
  })

export const sourceUrlSchema = z
  .string({ error: 'Enter an address that starts with https://' })
  .nullable()
  .transform((value, context) => {
    if (value === null || value.trim() === '') return null
    const href = safeHref(value)
    if (href !== null && /^https?:/.test(href)) return href
    context.addIssue({ code: 'custom', message: 'Enter an address that starts with https://' })
    return z.NEVER
  })

const tagSlug = z
  .string({ error: 'Choose tags from the list' })
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Choose tags from the list')
  .max(120, 'Choose tags from the list')

export const tagSlugsSchema = z
  .array(tagSlug, { error: 'Choose tags from the list' })
  .max(TAGS_PER_STORY_MAX, `Choose at most ${TAGS_PER_STORY_MAX} tags`)
  .transform((slugs) => [...new Set(slugs)])

export const headlineSchema = line({ max: HEADLINE_MAX_CHARACTERS, name: 'Headline' })
export const standfirstSchema = text({ max: STANDFIRST_MAX_CHARACTERS, name: 'Standfirst' })

const handNote = line({ max: HAND_NOTE_MAX_CHARACTERS, name: 'The note' })
const LINK_ADDRESS = 'Enter an address that starts with https:// or http://'

/** A link's address on another site, in its normal form. */
const linkUrl = z.string({ error: LINK_ADDRESS }).transform((value, context) => {
  const href = safeHref(value)
  if (href !== null && /^https?:/.test(href)) return href
  context.addIssue({ code: 'custom', message: LINK_ADDRESS })
  return z.NEVER
})

/** What kind of story it is. Left out: what is stored stays; a new story is news. */
export const formSchema = z.enum(STORY_FORMS, { error: 'Choose the form of the story from the list' }).optional()

const day = z.string({ error: 'Enter a day like 2026-11-21' }).refine((value) => DAY.test(value) && readStoryDate(value) !== null, {
  error: 'Enter a day like 2026-11-21',
})

/**
 * When a link stops being shown. In: the last day it is shown ("2026-11-21") or an instant. Out: the London midnight
 * that ends that day, ISO in UTC. Only midnights, because a page that shows the link ends at the next one.
 */
const expiry = z.string({ error: 'Enter a day like 2026-11-21' }).transform((value, context) => {
  const iso = readStoryDate(value)
  if (iso !== null) return endOfLondonDay(iso)
  context.addIssue({ code: 'custom', message: 'Enter a day like 2026-11-21' })
  return z.NEVER
})

/** A midnight itself is kept: it ends the day before. */
function endOfLondonDay(iso: string): string {
  const at = new Date(iso)
  const justBefore = new Date(at.getTime() - 1)
  const isMidnight = londonIsoDay(at) !== londonIsoDay(justBefore)
  return isMidnight ? iso : nextLondonMidnight(at).toISOString()
}

/** An entry of the hand-made list: to a story, waiting for one, or (`url`) to another site in the words of `headline`. */
const pin = z
  .strictObject({
    headline: line({ max: HEADLINE_MAX_CHARACTERS, name: 'A related headline', required: 'Enter the headline of the related story' }),
    targetId: z.uuid('Choose the related story again').toLowerCase().nullable(),
    url: linkUrl.nullable().optional(),
    datedOn: day.nullable().optional(),
    expiresAt: expiry.nullable().optional(),
    note: handNote.optional(),
  })
  .refine((one) => !one.url || one.targetId === null, { error: 'A link leads to a story or to another site, not to both', path: ['url'] })

export const pinsSchema = z.array(pin).max(PINS_PER_STORY_MAX, `List at most ${PINS_PER_STORY_MAX} related stories by hand`)

/** A story that is never listed under this one, nor this one under it. */
const exclusion = z.strictObject({ targetId: z.uuid('Choose the story to leave out again').toLowerCase(), note: handNote.optional() })

export const exclusionsSchema = z.array(exclusion).max(EXCLUSIONS_PER_STORY_MAX, `Leave out at most ${EXCLUSIONS_PER_STORY_MAX} stories`)

const slug = z.string({ error: 'Enter an address' }).transform((value, context) => {
  const wanted = value.trim()
  const problem = slugProblem(wanted)
  if (problem === null) return wanted
  context.addIssue({ code: 'custom', message: problem })
  return z.NEVER
})

const storyFields = {
  headline: headlineSchema,
  standfirst: standfirstSchema,
  body: bodySchema,
  byline: line({ max: BYLINE_MAX_CHARACTERS, name: 'Byline' }),
  /** In: a day or an instant. Out: the instant, ISO in UTC. */
  storyDate: storyDateSchema,
  tagSlugs: tagSlugsSchema,
  evergreen: z.boolean(),
  sourceUrl: sourceUrlSchema,
  pins: pinsSchema,
  exclusions: exclusionsSchema,
  /** The wanted address of a story that was never published; null takes it from the headline. */
  slug: slug.nullable(),
  /** The picture at the head of the story; null: none. Left out: the one that is stored stays. */
  leadPicture: pictureUseSchema.nullable().optional(),
  form: formSchema,
}

/** Everything an editor types. No field has a default: a forgotten one must not wipe what is stored. */
export const storyInputSchema = z.strictObject(storyFields)
export type StoryInput = z.infer<typeof storyInputSchema>

const versioned = { id: z.uuid('This story does not exist').toLowerCase(), version: z.coerce.number().int().min(1) }

export const saveDraftSchema = z.strictObject({ ...versioned, ...storyFields })
export type SaveDraftInput = z.infer<typeof saveDraftSchema>

/** Why words that no second person has read cannot wait, where the newsroom requires one. */
const urgent = line({ max: URGENT_REASON_MAX_CHARACTERS, name: 'The reason why it cannot wait' }).optional()

export const publishSchema = z.strictObject({
  ...versioned,
  /** For a live story: whether readers are told. */
  change: z.enum(['minor', 'told'], { error: 'Choose “Minor change” or “Tell readers”' }).optional(),
  note: line({ max: READERS_NOTE_MAX_CHARACTERS, name: 'The note for readers' }).optional(),
  urgent,
})
export type PublishInput = z.infer<typeof publishSchema>

export const withdrawSchema = z.strictObject({
  ...versioned,
  reason: line({
    max: WITHDRAW_REASON_MAX_CHARACTERS,
    name: 'The reason',
    required: 'Enter why the story is withdrawn; readers will see it',
  }),
})
export type WithdrawInput = z.infer<typeof withdrawSchema>

export const setLegallySensitiveSchema = z.strictObject({
  ...versioned,
  /** A form sends words. */
  on: z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]),
  reason: line({ max: LEGAL_REASON_MAX_CHARACTERS, name: 'The reason', required: 'Enter why; only the newsroom sees it' }),
})
export type SetLegallySensitiveInput = z.infer<typeof setLegallySensitiveSchema>

export const makeLiveAgainSchema = z.strictObject({ ...versioned, urgent })
export type MakeLiveAgainInput = z.infer<typeof makeLiveAgainSchema>

export const changeSlugSchema = z.strictObject({ ...versioned, slug })
export type ChangeSlugInput = z.infer<typeof changeSlugSchema>

export const deleteDraftSchema = z.strictObject(versioned)
export type DeleteDraftInput = z.infer<typeof deleteDraftSchema>

export const refuseTagsSchema = z.strictObject({ id: versioned.id, slugs: tagSlugsSchema, refused: z.boolean() })
export type RefuseTagsInput = z.infer<typeof refuseTagsSchema>

const target = { targetId: z.uuid('Choose the story again').toLowerCase() }

/** One decision about a related list, by a press outside the editor. `position` counts from 1. */
const curateActSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pin'), ...target, position: z.int().min(1).max(PINS_PER_STORY_MAX).optional() }),
  z.strictObject({ kind: z.literal('unpin'), ...target }),
  z.strictObject({ kind: z.literal('exclude'), ...target, note: handNote.optional() }),
  z.strictObject({ kind: z.literal('include'), ...target }),
  z.strictObject({ kind: z.literal('drop-external'), url: z.string().max(HREF_MAX_CHARACTERS) }),
])
export type CurateAct = z.infer<typeof curateActSchema>

export const curateSchema = z.strictObject({ id: versioned.id, act: curateActSchema })
export type CurateInput = z.infer<typeof curateSchema>
