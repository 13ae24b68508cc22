/** What tagging in bulk takes in. Runs in the browser and on the server. */
import { z } from 'zod'
import { seenStamp } from '@/modules/related/as-seen'

export const BULK_TAGS_MAX = 40
const STORIES_CHOSEN_MAX = 100
export const CSV_CHARACTERS_MAX = 2_000_000

const slugs = z.array(z.string().max(120)).max(BULK_TAGS_MAX, `Choose at most ${BULK_TAGS_MAX} tags`).default([])
/** Slugs of tags to give and to take. */
export type BulkTags = { add: readonly string[]; remove: readonly string[] }
const tags = { add: slugs, remove: slugs }
const some = ({ add, remove }: BulkTags): boolean => add.length + remove.length > 0
const NO_TAGS = { path: ['add'], error: 'Choose at least one tag to add or to remove' }

/** Stories ticked in a list. */
export const bulkChosenSchema = z
  .strictObject({
    ...tags,
    stories: z
      .array(z.uuid('Choose stories from the list').toLowerCase())
      .min(1, 'Choose at least one story')
      .max(STORIES_CHOSEN_MAX, `Choose at most ${STORIES_CHOSEN_MAX} stories`),
  })
  .refine(some, NO_TAGS)
export type BulkChosenInput = z.infer<typeof bulkChosenSchema>

/** Everything a search of the list of stories finds; the list says what its parameters mean. */
export const bulkFoundSchema = z
  .strictObject({
    ...tags,
    state: z.string().max(40).default(''),
    show: z.string().max(40).default(''),
    q: z.string().max(400).default(''),
  })
  .refine(some, NO_TAGS)
export type BulkFoundInput = z.infer<typeof bulkFoundSchema>

export const bulkActSchema = z.strictObject({ id: z.uuid('There is no such change of tags').toLowerCase() })
export type BulkActInput = z.infer<typeof bulkActSchema>

/** Beginning it, with what it does to related lists where that was looked at. */
export const bulkStartSchema = bulkActSchema.extend({ stamp: seenStamp })
export type BulkStartInput = z.infer<typeof bulkStartSchema>

/** A file, or its lines typed; the file wins. */
export const bulkCsvSchema = z.strictObject({
  lines: z.string().max(CSV_CHARACTERS_MAX, 'Cut the lines into several parts').default(''),
  file: z
    .custom<File>((value) => value instanceof File)
    .refine((file) => file.size <= CSV_CHARACTERS_MAX, { error: 'The file is larger than 2 MB. Cut it into several' })
    .optional(),
})
export type BulkCsvInput = z.infer<typeof bulkCsvSchema>
