/** How a newsroom works: what may be set. */
import { z } from 'zod'

/** off: nobody asks; advise: published at once, and waits on the desk for a second reader; required: refused until approved. */
export const SECOND_READER = ['off', 'advise', 'required'] as const
export type SecondReader = (typeof SECOND_READER)[number]

/** What a small newsroom does not see until it is used for the first time or switched on. */
export const FEATURES = ['embargoes', 'duties', 'mentions', 'reminders', 'calendar'] as const
export type Feature = (typeof FEATURES)[number]

export type NewsroomSettings = { version: number; secondReader: SecondReader; features: Feature[] }

export const changeNewsroomSchema = z.strictObject({
  version: z.coerce.number().int().min(1),
  secondReader: z.enum(SECOND_READER, { error: 'Choose “Off”, “Advise” or “Required”' }),
  features: z.array(z.enum(FEATURES, { error: 'Choose features from the list' })),
})
export type ChangeNewsroomInput = z.infer<typeof changeNewsroomSchema>
