import { z } from 'zod'

/** A link as it stands in the report: the stored form of an address. */
export const linkSchema = z.strictObject({ url: z.string().min(1, 'Choose a link').max(2_000, 'Choose a link') })
export type LinkInput = z.infer<typeof linkSchema>

export const startCheckSchema = z.strictObject({})
