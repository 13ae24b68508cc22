/** What comes in from the forms that change the vocabulary. Runs in both worlds. */
import { z } from 'zod'
import { line } from '@/lib/text'
import { seenStamp } from '@/modules/related/as-seen'
import { TAG_LABEL_MAX_CHARACTERS } from '@/modules/tags/schema'

/** Stories that one split can move. */
export const SPLIT_STORIES_MAX = 2_000

const version = z.coerce.number().int().min(1).max(2_147_483_647)
/** As many tags as there can be. */
const tagId = z.coerce.number().int().min(1).max(2_097_151)
const slug = (message: string) =>
  z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, message)
    .max(120, message)
const known = { id: tagId, version }

/** `id` is the tag that goes, `intoSlug` the one that stays. */
export const mergeSchema = z.strictObject({ ...known, intoSlug: slug('Choose the tag that stays') })
export type MergeInput = z.output<typeof mergeSchema>
/** With the preview that was looked at. */
export const mergeSeenSchema = mergeSchema.extend({ stamp: seenStamp })
export type MergeSeenInput = z.output<typeof mergeSeenSchema>

export const renameSchema = z.strictObject({
  ...known,
  label: line({ name: 'New label', max: TAG_LABEL_MAX_CHARACTERS, required: 'Enter a new label' }),
  /** The page gets an address after the new label; the old one leads there. */
  newAddress: z.union([z.boolean(), z.literal('on').transform(() => true)]).default(false),
  /** The old label stays a name that the tag is found by. */
  keepName: z.union([z.boolean(), z.literal('on').transform(() => true)]).default(false),
})
export type RenameInput = z.output<typeof renameSchema>

const noSlug = z.literal('').transform(() => null)
export const retireSchema = z.strictObject({
  ...known,
  /** What to take instead; empty where nothing takes its place. */
  successorSlug: z.union([noSlug, slug('Choose the tag to use instead'), z.null()]).default(null),
})
export type RetireInput = z.output<typeof retireSchema>

export const splitSchema = z.strictObject({
  ...known,
  toSlug: slug('Choose the tag that the stories get'),
  keep: z.enum(['move', 'both'], { error: 'Choose whether the stories keep this tag' }),
  storyIds: z
    .array(z.uuid('Choose stories from the list').toLowerCase())
    .min(1, 'Choose at least one story')
    .max(SPLIT_STORIES_MAX, `Choose ${SPLIT_STORIES_MAX.toLocaleString('en-GB')} stories or fewer`),
})
export type SplitInput = z.output<typeof splitSchema>
export const splitSeenSchema = splitSchema.extend({ stamp: seenStamp })
export type SplitSeenInput = z.output<typeof splitSeenSchema>

export const undoSchema = z.strictObject({ id: z.uuid('There is no such change').toLowerCase() })
export type UndoInput = z.output<typeof undoSchema>
