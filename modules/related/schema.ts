/** What may come in about the engine. Runs in the browser and on the server. */
import { z } from 'zod'
import { pointFields, tagWeight } from '@/modules/tags/points'
import { TAG_TYPES } from '@/modules/tags/tag-types'
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
export const changeSettingsSchema = z.strictObject({ version: z.int().min(1), settings: engineSettingsSchema })
export type ChangeSettingsInput = z.infer<typeof changeSettingsSchema>

export const restoreSettingsSchema = z.strictObject({ version: z.int().min(1), to: z.int().min(1) })
export type RestoreSettingsInput = z.infer<typeof restoreSettingsSchema>

/** A press on “Rebuild the postings”: nothing but the press. */
export const startRebuildSchema = z.strictObject({})
