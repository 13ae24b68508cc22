/** What may be said of a picture. Runs in the browser and on the server. */
import { z } from 'zod'
import { cleanLine, line } from '@/lib/text'

export const ALT_MAX_CHARACTERS = 400
/** Longer than this, a text that screen readers read in one breath is hard to follow. Only advice. */
export const ALT_ADVISED_CHARACTERS = 150
export const CAPTION_MAX_CHARACTERS = 500
export const CREDIT_MAX_CHARACTERS = 160
export const FILE_NAME_MAX_CHARACTERS = 200
export const CONSENT_BY_MAX_CHARACTERS = 160

export const altSchema = line({ max: ALT_MAX_CHARACTERS, name: 'The text for people who cannot see the picture' })
export const captionSchema = line({ max: CAPTION_MAX_CHARACTERS, name: 'Caption' })

const pictureId = z.uuid('Choose the picture again').toLowerCase()

/** One use of a picture in a story. A decorative one is passed over by screen readers; its `alt` is kept all the same. */
export const pictureUseSchema = z.strictObject({
  mediaId: pictureId,
  alt: altSchema,
  decorative: z.boolean(),
  caption: captionSchema,
})
export type PictureUse = z.infer<typeof pictureUseSchema>

const DAY = /^\d{4}-\d{2}-\d{2}$/
const ENTER_DAY = 'Enter a day like 2026-11-21'

const isDay = (value: string): boolean => {
  const at = new Date(`${value}T00:00:00Z`)
  return DAY.test(value) && !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === value && value >= '1900' && value < '2200'
}

/** "2026-11-21", or '' for none. */
const day = z.string({ error: ENTER_DAY }).transform((value, context) => {
  const typed = value.trim()
  if (typed === '' || isDay(typed)) return typed
  context.addIssue({ code: 'custom', message: ENTER_DAY })
  return z.NEVER
})

/** The name of an uploaded file as it is shown: without its folders. */
export const fileNameOf = (value: string): string =>
  cleanLine(value.split(/[\\/]/).at(-1) ?? '').slice(0, FILE_NAME_MAX_CHARACTERS) || 'picture'

const known = { id: pictureId, version: z.coerce.number().int().min(1) }
/** A box of a form: "on" when it is ticked. */
const ticked = z
  .union([z.boolean(), z.literal('on'), z.literal('')])
  .optional()
  .transform((value) => value === true || value === 'on')

export const editPictureSchema = z.strictObject({
  ...known,
  fileName: line({ max: FILE_NAME_MAX_CHARACTERS, name: 'Name', required: 'Enter a name' }),
  alt: altSchema,
  caption: captionSchema,
  credit: line({ max: CREDIT_MAX_CHARACTERS, name: 'Credit' }),
  rightsUntil: day,
  showsFamily: ticked,
  consentBy: line({ max: CONSENT_BY_MAX_CHARACTERS, name: 'Who consented' }),
  consentOn: day,
  consentUntil: day,
})
export type EditPictureInput = z.infer<typeof editPictureSchema>

export const knownPictureSchema = z.strictObject(known)
export type KnownPictureInput = z.infer<typeof knownPictureSchema>

/** What goes with the file of a new picture: the story it is added in; '' or left out: none. */
export const newPictureSchema = z.strictObject({ story: z.uuid().toLowerCase().or(z.literal('')).optional() })

export const PICTURE_FILTERS = ['all', 'no-text', 'expiring', 'unused'] as const
export type PictureFilter = (typeof PICTURE_FILTERS)[number]

export const findPicturesSchema = z.strictObject({ q: z.string().max(200), page: z.int().min(1).max(10_000).default(1) })
export type FindPicturesInput = z.infer<typeof findPicturesSchema>
