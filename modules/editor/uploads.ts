/** What arrives at the addresses for documents and for files of stories. No file is kept. */
import { createReadStream } from 'node:fs'
import { z } from 'zod'
import { DOCUMENT_MAX_BYTES, type ReadDocument, readDocument } from '@/lib/documents'
import { done, type Outcome, refused } from '@/lib/errors'
import { parseInput } from '@/lib/input'
import { readTextLines } from '@/lib/text-lines'
import { type ImportReport, importStories } from '@/modules/articles/commands/import-stories'
import { STORY_LINE_MAX_BYTES } from '@/modules/articles/story-line'
import type { UploadRoute } from '@/modules/auth/upload-route'
import { recountPoints } from '@/modules/related/commands'

export const wordDocument: UploadRoute<ReadDocument> = {
  permission: 'article.create',
  bytesMax: DOCUMENT_MAX_BYTES,
  advice: 'Copy its text, and paste that',
  run: async (_actor, { file }) => readDocument(file),
}

/** Stories of one file: somebody waits for the answer. */
const STORIES_MAX = 500
const FILE_MAX_BYTES = 15 * 1024 * 1024
const MORE = 'Part it, or use cms import on the server, which takes a file of any length'

const yes = z.enum(['yes', 'no']).transform((value) => value === 'yes')
/** `key`: as ImportInput has it. */
const importForm = z.strictObject({ dryRun: yes, publish: yes, key: z.uuid('Open the page again').optional() })

/** Stories, one to a line, as `cms import` takes them. A dry run stores nothing and answers what storing would come to. */
export const storyLines: UploadRoute<ImportReport> = {
  permission: 'import.run',
  bytesMax: FILE_MAX_BYTES,
  advice: MORE,
  run: async (actor, { file, fields }, _params, now): Promise<Outcome<ImportReport>> => {
    const how = parseInput(importForm, { ...fields })
    if (!how.ok) return refused(...how.problems)
    if ((await linesOf(file)) > STORIES_MAX)
      return refused({ field: 'file', message: `The file has more than ${STORIES_MAX} stories. ${MORE}` })
    const { dryRun, publish, key } = how.value
    const report = await importStories(actor, { lines: lines(file), dryRun, publish, key }, now)
    if (publish && !dryRun && report.stories.length > 0) await recountPoints(actor, now)
    return done(report)
  },
}

const lines = (file: string) => readTextLines(createReadStream(file), STORY_LINE_MAX_BYTES)

async function linesOf(file: string): Promise<number> {
  let count = 0
  for await (const line of lines(file)) if (!('text' in line) || line.text.trim() !== '') count += 1
  return count
}
