/** What the editor page sends. The story itself is checked by modules/articles/schema.ts. */
import { z } from 'zod'
import { line } from '@/lib/text'
import {
  bodySchema,
  exclusionsSchema,
  HEADLINE_MAX_CHARACTERS,
  makeLiveAgainSchema,
  PINS_PER_STORY_MAX,
  pinsSchema,
  publishSchema,
  storyDateSchema,
  storyInputSchema,
  tagSlugsSchema,
  withdrawSchema,
} from '@/modules/articles/schema'
import { sittingSchema } from '@/modules/articles/sitting'
import { pictureUseSchema } from '@/modules/media/schema'

const known = z.strictObject({ id: z.uuid('This story does not exist'), version: z.int().min(1) })

/** The id a new story will have, chosen by its page: however often it is sent, there is one story. */
const newId = z.uuid('This story does not exist').toLowerCase().optional()

/** A save; `known` is null for a story that was never saved, as far as the page knows. `sitting`: the text of the page it is. */
export const saveStorySchema = z.strictObject({
  known: known.nullable(),
  newId,
  story: storyInputSchema,
  sitting: sittingSchema.optional(),
})
export type SaveStoryInput = z.infer<typeof saveStorySchema>

/** The forecast that was looked at: when lists have changed since, it is counted again before anything is published. */
const stamp = z.string().max(20).regex(/^\d+$/).optional()

/** A save (left out when nothing has changed since the last) and a publication, in this order. */
export const publishStorySchema = z
  .strictObject({
    known: known.nullable(),
    newId,
    story: storyInputSchema.nullable(),
    sitting: sittingSchema.optional(),
    change: publishSchema.shape.change,
    note: publishSchema.shape.note,
    /** Why it cannot wait for a second reader, where the newsroom requires one. */
    urgent: publishSchema.shape.urgent,
    stamp,
  })
  .refine(({ known: stored, story }) => stored !== null || story !== null, 'Save the story first')
export type PublishStoryInput = z.infer<typeof publishStorySchema>

export const bringBackSchema = makeLiveAgainSchema.extend({ stamp })
export type BringBackInput = z.infer<typeof bringBackSchema>

export const withdrawStorySchema = withdrawSchema.extend({ stamp })
export type WithdrawStoryInput = z.infer<typeof withdrawStorySchema>

const headline = line({ max: HEADLINE_MAX_CHARACTERS, name: 'Headline' })

/** What the related list rests on, saved or not. */
export const previewRelatedSchema = z.strictObject({
  articleId: z.uuid().toLowerCase().nullable(),
  headline,
  tagSlugs: tagSlugsSchema,
  pins: pinsSchema,
  exclusions: exclusionsSchema,
  evergreen: z.boolean(),
  storyDate: storyDateSchema.optional(),
})
export type PreviewRelatedInput = z.infer<typeof previewRelatedSchema>

/** "Why not this one?": the story as it stands on the page, and the headline asked about. */
export const whyNotSchema = z.strictObject({
  story: previewRelatedSchema,
  headline: line({ max: HEADLINE_MAX_CHARACTERS, name: 'The headline', required: 'Enter the headline of a story' }),
})
export type WhyNotInput = z.infer<typeof whyNotSchema>

/** "If you publish this": a story as it stands on the page; `id` is null before its first save. */
export const forecastSchema = z.strictObject({ id: z.uuid('This story does not exist').toLowerCase().nullable(), story: storyInputSchema })
export type ForecastInput = z.infer<typeof forecastSchema>

export const storyIdSchema = z.strictObject({ id: z.uuid('This story does not exist').toLowerCase() })

/** Headlines of a hand-made list, to be matched to stories: to any but the one being written, `articleId`. */
export const matchHeadlinesSchema = z.strictObject({
  articleId: z.uuid().toLowerCase().nullable(),
  headlines: z.array(headline).max(PINS_PER_STORY_MAX),
})
export type MatchHeadlinesInput = z.infer<typeof matchHeadlinesSchema>

/** Of a story longer than this, tags are suggested from its beginning: paragraphs, and characters of all together. */
export const SUGGEST_PARAGRAPHS_MAX = 2_000
export const SUGGEST_CHARACTERS_MAX = 60_000

/** The words tags are suggested from, as they stand on the page: each paragraph on its own. */
export const suggestTagsSchema = z.strictObject({
  articleId: z.uuid('This story does not exist').toLowerCase().nullable(),
  headline: z.string().max(1_000),
  standfirst: z.string().max(2_000),
  paragraphs: z.array(z.string().max(SUGGEST_CHARACTERS_MAX)).max(SUGGEST_PARAGRAPHS_MAX),
})
export type SuggestTagsInput = z.infer<typeof suggestTagsSchema>

/** The words of a story to be checked, as they stand on the page. */
export const checkWordsSchema = z.strictObject({
  articleId: z.uuid('This story does not exist').toLowerCase().nullable(),
  headline: z.string().max(1_000),
  standfirst: z.string().max(2_000),
  body: bodySchema,
  storyDate: storyDateSchema,
  leadPicture: pictureUseSchema.nullable().default(null),
  /** The page writes; a page that reads tells nothing of what was mended. */
  writes: z.boolean(),
})
export type CheckWordsInput = z.output<typeof checkWordsSchema>
