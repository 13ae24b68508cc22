/** What may come in about the engine. Runs in the browser and on the server. */
import { z } from 'zod'
import { line } from '@/lib/text'
import { pointFields, tagWeight } from '@/modules/tags/points'
import { editTagSchema } from '@/modules/tags/schema'
import { TAG_TYPES } from '@/modules/tags/tag-types'
import { seenStamp } from './as-seen'
import { choiceFields, halfLifeFields } from './settings'

/** All of the engine's numbers; the limits of each stand beside its meaning. */
export const engineSettingsSchema = z.strictObject({
  ...pointFields,
  ...choiceFields,
  halfLives: z.strictObject(halfLifeFields),
  weights: z.strictObject(
    Object.fromEntries(TAG_TYPES.map((type) => [type, tagWeight])) as Record<(typeof TAG_TYPES)[number], typeof tagWeight>,
  ),
})

/** `version`: the settings that were looked at. */
export const changeSettingsSchema = z.strictObject({ version: z.int().min(1), settings: engineSettingsSchema, stamp: seenStamp })
export type ChangeSettingsInput = z.infer<typeof changeSettingsSchema>

export const restoreSettingsSchema = z.strictObject({ version: z.int().min(1), to: z.int().min(1) })
export type RestoreSettingsInput = z.infer<typeof restoreSettingsSchema>

const { listLength: _, ...tried } = choiceFields

/** Numbers to try on some pages; what is left out is as it is. */
export const triedNumbersSchema = z.strictObject({ ...tried, halfLives: z.strictObject(halfLifeFields).partial() }).partial()
export type TriedNumbers = z.infer<typeof triedNumbersSchema>

/** `version`: the settings that were looked at. `share`: pages of a hundred. `days`: whole London days that are counted. */
export const startTestSchema = z.strictObject({
  version: z.int().min(1),
  name: line({ max: 80, name: 'Name', required: 'Enter in a few words what is tried' }),
  share: z
    .int('Enter a whole number of pages')
    .min(5, 'Enter 5 pages of a hundred or more')
    .max(50, 'Enter 50 pages of a hundred or fewer'),
  days: z.int('Enter a whole number of days').min(7, 'Enter 7 days or more').max(84, 'Enter 84 days or fewer'),
  changes: triedNumbersSchema,
  stamp: seenStamp,
})
export type StartTestInput = z.infer<typeof startTestSchema>

/** A tag's form, and the lists that were looked at beside it. */
export const editTagSeenSchema = editTagSchema.extend({ stamp: seenStamp })
export type EditTagSeenInput = z.output<typeof editTagSeenSchema>

/** A press on “Rebuild the postings”: nothing but the press. */
export const startRebuildSchema = z.strictObject({})
