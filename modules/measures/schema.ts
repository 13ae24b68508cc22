/** What strangers and the newsroom may send in about related links. */
import { z } from 'zod'
import { seenStamp } from '@/modules/related/as-seen'
import { REASON_KINDS } from '@/modules/related/reason-kind'

const NUMBER_MAX = 2_147_483_647
export const SLOT_MAX = 20

const number = z.int().min(1).max(NUMBER_MAX)

/** From count.js: the list of a story came into sight, or one of its links was followed. `target` is 0 for another site's. */
export const readingSchema = z.union([
  z.strictObject({ article: number, seen: z.literal(true) }),
  z.strictObject({
    article: number,
    target: z.int().min(0).max(NUMBER_MAX),
    slot: z.int().min(1).max(SLOT_MAX),
    reason: z.enum(REASON_KINDS),
  }),
])
export type Reading = z.infer<typeof readingSchema>

const written = (message: string) =>
  z
    .string(message)
    .regex(/^[1-9]\d{0,9}$/, message)
    .transform(Number)
    .pipe(z.int().max(NUMBER_MAX))

/** From the form under a list. `slug` is where the reader goes back to. */
export const tellNotRelatedSchema = z.strictObject({
  article: written('Open the story again'),
  target: written('Choose the link that is not related'),
  slug: z
    .string()
    .max(200)
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Open the story again'),
})

export const reportNotRelatedSchema = z.strictObject({ articleId: z.uuid(), targetId: z.uuid() })
export type ReportNotRelatedInput = z.infer<typeof reportNotRelatedSchema>

/** From the preview of a story, which knows its links by number. */
export const reportListedSchema = z.strictObject({ articleId: z.uuid(), target: written('Choose the link that is not related') })
export type ReportListedInput = z.infer<typeof reportListedSchema>

/** A fair test, by its number. */
export const fairTestSchema = z.strictObject({ id: written('Open the page again') })
export type FairTestInput = z.infer<typeof fairTestSchema>

/** The test whose numbers are taken, and the forecast that was looked at. */
export const takeTestSchema = fairTestSchema.extend({ stamp: seenStamp })
export type TakeTestInput = z.infer<typeof takeTestSchema>

/** A pair in the tray, by the numbers of its stories. */
export const reportPairSchema = z.strictObject({ article: written('Open the list again'), target: written('Open the list again') })
export type ReportPair = z.infer<typeof reportPairSchema>
