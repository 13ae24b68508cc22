/** What comes in from the storyline pages. Runs in both worlds. */
import { z } from 'zod'
import { line, text } from '@/lib/text'
import { TAG_LABEL_MAX_CHARACTERS } from '@/modules/tags/schema'

export const SUMMARY_MAX_CHARACTERS = 600
/** Stories that can be placed by hand; further ones follow by date. */
export const SEQUENCE_MAX = 500

const label = line({ name: 'Name', max: TAG_LABEL_MAX_CHARACTERS, required: 'Enter a name for the storyline' })
const summary = text({ name: 'Summary', max: SUMMARY_MAX_CHARACTERS })
/** As many tags as there can be. */
const tagId = z.coerce.number().int().min(1).max(2_097_151)
const storyId = z.uuid('Choose a story from the list').toLowerCase()
const known = { tagId, version: z.coerce.number().int().min(0).max(2_147_483_647) }

export const createStorylineSchema = z.strictObject({ label, summary: summary.default('') })
export type CreateStorylineInput = z.output<typeof createStorylineSchema>

export const editStorylineSchema = z.strictObject({
  ...known,
  tagVersion: z.coerce.number().int().min(1).max(2_147_483_647),
  label,
  summary,
  state: z.enum(['open', 'closed'], { error: 'Choose whether it goes on' }),
})
export type EditStorylineInput = z.output<typeof editStorylineSchema>

export const orderStorylineSchema = z.strictObject({
  ...known,
  byHand: z.boolean(),
  /** First to last. Stories that are not of the line are left out. */
  sequence: z.array(storyId).max(SEQUENCE_MAX, `Put at most ${SEQUENCE_MAX} stories in order by hand`),
})
export type OrderStorylineInput = z.output<typeof orderStorylineSchema>

export const storyOfLineSchema = z.strictObject({ tagId, storyId })
export type StoryOfLineInput = z.output<typeof storyOfLineSchema>
