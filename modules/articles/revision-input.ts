/** What may be done to a stored version. Pure. */
import { z } from 'zod'
import { line } from '@/lib/text'

export const LABEL_MAX_CHARACTERS = 60

const id = z.uuid('This story does not exist').toLowerCase()
const number = z.coerce.number().int().min(1)

/** `label`: "as sent to legal"; '' takes it away. */
export const labelRevisionSchema = z.strictObject({ id, revision: number, label: line({ max: LABEL_MAX_CHARACTERS, name: 'The label' }) })
export type LabelRevisionInput = z.infer<typeof labelRevisionSchema>

export const restoreRevisionSchema = z.strictObject({ id, version: number, revision: number })
export type RestoreRevisionInput = z.infer<typeof restoreRevisionSchema>
