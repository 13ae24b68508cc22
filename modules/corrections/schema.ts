/** What may be said about something that is wrong. Runs in the browser and on the server. */
import { z } from 'zod'
import { text } from '@/lib/text'
import { CORRECTION_KINDS, CORRECTION_PLACES } from '@/modules/articles/correction-words'
import { SATS, SERIOUSNESS } from './prominence'

export const COMPLAINT_MAX_CHARACTERS = 2_000
export const WORDING_MAX_CHARACTERS = 1_000
export const CLOSED_NOTE_MAX_CHARACTERS = 500

const articleId = z.uuid('This story does not exist').toLowerCase()
const correctionId = z.uuid('This complaint does not exist').toLowerCase()
const judged = {
  seriousness: z.enum(SERIOUSNESS, { error: 'Choose how serious it is' }),
  sat: z.enum(SATS, { error: 'Choose where it sat' }),
}

export const reportProblemSchema = z.strictObject({
  articleId,
  complaint: text({ max: COMPLAINT_MAX_CHARACTERS, name: 'What may be wrong', required: 'Enter what may be wrong, and who said so' }),
  ...judged,
})
export type ReportProblemInput = z.infer<typeof reportProblemSchema>

export const publishCorrectionSchema = z.strictObject({
  articleId,
  /** The story's, as it was read. */
  version: z.coerce.number().int().min(1),
  /** The complaint that this answers; '' for none. */
  correctionId: z.union([z.literal('').transform(() => null), correctionId]),
  kind: z.enum(CORRECTION_KINDS, { error: 'Choose what it is' }),
  wording: text({ max: WORDING_MAX_CHARACTERS, name: 'The wording', required: 'Enter what readers are told' }),
  place: z.enum(CORRECTION_PLACES, { error: 'Choose where it stands' }),
  ...judged,
  /** 'newest': the newest saved words of the story go out with it. */
  words: z.enum(['live', 'newest'], { error: 'Choose which words readers have' }),
})
export type PublishCorrectionInput = z.infer<typeof publishCorrectionSchema>

export const closeCorrectionSchema = z.strictObject({
  correctionId,
  note: text({ max: CLOSED_NOTE_MAX_CHARACTERS, name: 'The reason', required: 'Enter why nothing is corrected' }),
})
export type CloseCorrectionInput = z.infer<typeof closeCorrectionSchema>

export const correctionsOfSchema = z.strictObject({ articleId })
