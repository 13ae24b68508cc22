/** How a newsroom works: what may be set. */
import { z } from 'zod'

/** off: nobody asks; advise: published at once, and waits on the desk for a second reader; required: refused until approved. */
export const SECOND_READER = ['off', 'advise', 'required'] as const
export type SecondReader = (typeof SECOND_READER)[number]

/** What a small newsroom does not see until it is used for the first time or switched on. */
export const FEATURES = ['embargoes', 'duties', 'mentions', 'reminders', 'calendar', 'facts'] as const
export type Feature = (typeof FEATURES)[number]

/** What each is called, and what it is for. */
export const featureWords: Record<Feature, { label: string; hint: string }> = {
  calendar: { label: 'Calendar', hint: 'Everything planned, by month and as a list.' },
  embargoes: { label: 'Embargoes', hint: 'Hold a story back until a time, and see who opened it.' },
  reminders: { label: 'Reminders', hint: '“Look at this again on …”, on the desk when the day comes.' },
  mentions: { label: 'Mentions', hint: 'Write @ and a name in a comment to ask somebody.' },
  facts: { label: 'Facts', hint: 'A figure that is entered once and shown in many stories.' },
  duties: { label: 'Duties', hint: 'What a person looks after beside the role: house style, tags, records.' },
}

export const secondReaderWords: Record<SecondReader, { label: string; hint: string }> = {
  off: { label: 'Off', hint: 'Nobody asks for one.' },
  advise: { label: 'Advise', hint: 'A story can be published at once. It waits on the desk until somebody else has read it.' },
  required: {
    label: 'Required',
    hint: 'A story is published once somebody else has approved it. What cannot wait needs a reason.',
  },
}

export type NewsroomSettings = { version: number; secondReader: SecondReader; features: Feature[] }

export const changeNewsroomSchema = z.strictObject({
  version: z.coerce.number().int().min(1),
  secondReader: z.enum(SECOND_READER, { error: 'Choose “Off”, “Advise” or “Required”' }),
  features: z.array(z.enum(FEATURES, { error: 'Choose features from the list' })),
})
export type ChangeNewsroomInput = z.infer<typeof changeNewsroomSchema>
