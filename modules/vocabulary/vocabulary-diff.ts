/** What an operation changed of the vocabulary besides stories, so that it can be put back. Pure. */
import { z } from 'zod'

const value = z.union([z.string(), z.number(), z.null()])

/** The fields of a tag that operations change; `retiredAt` as an ISO instant. */
export const TAG_FIELDS = ['slug', 'label', 'broaderId', 'retiredAt', 'mergedIntoId', 'points', 'inheritedPoints'] as const
export type TagField = (typeof TAG_FIELDS)[number]

/** Rows of the small tables, as lists of their columns in order. */
export const ROW_TABLES = ['aliases', 'companions', 'successors', 'redirects'] as const
export type RowTable = (typeof ROW_TABLES)[number]
const row = z.array(value)

export type VocabularyState = {
  /** By the tag's number. */
  tags: Record<string, Record<string, string | number | null>>
} & Record<RowTable, (string | number | null)[][]>

const rows = z.object({ gone: z.array(row), come: z.array(row) })
export const vocabularyDiffSchema = z.object({
  fields: z.array(z.object({ id: z.number().int(), field: z.enum(TAG_FIELDS), was: value, is: value })),
  aliases: rows,
  companions: rows,
  successors: rows,
  redirects: rows,
})
export type VocabularyDiff = z.infer<typeof vocabularyDiffSchema>

/** Stories for which a tag was refused only because another one was that became it. */
const refusedSchema = z.object({ tagId: z.number().int(), articleIds: z.array(z.string()) })
export type Refused = z.infer<typeof refusedSchema>

/** What is kept of an operation for its undo (tag_operation.before), besides the tags of stories. */
export const keptSchema = z.object({ diff: vocabularyDiffSchema, refused: refusedSchema.nullable() })
export type Kept = z.infer<typeof keptSchema>

/** What is another one in `after`. Tags that are only in one of the two are left out: no operation makes or removes one. */
export function diffVocabulary(before: VocabularyState, after: VocabularyState): VocabularyDiff {
  const fields = Object.entries(after.tags).flatMap(([id, tag]) => {
    const was = before.tags[id]
    if (!was) return []
    return TAG_FIELDS.filter((field) => was[field] !== tag[field]).map((field) => {
      return { id: Number(id), field, was: was[field] ?? null, is: tag[field] ?? null }
    })
  })
  const [aliases, companions, successors, redirects] = ROW_TABLES.map((table) => diffRows(before[table], after[table]))
  const none = { gone: [], come: [] }
  return { fields, aliases: aliases ?? none, companions: companions ?? none, successors: successors ?? none, redirects: redirects ?? none }
}

function diffRows(before: VocabularyState[RowTable], after: VocabularyState[RowTable]): VocabularyDiff[RowTable] {
  const key = (one: readonly unknown[]) => JSON.stringify(one)
  const [had, has] = [new Set(before.map(key)), new Set(after.map(key))]
  return { gone: before.filter((one) => !has.has(key(one))), come: after.filter((one) => !had.has(key(one))) }
}

/** Every tag the difference names. */
export function tagsOfDiff({ fields, aliases, companions, successors, redirects }: VocabularyDiff): number[] {
  const numbers = (table: VocabularyDiff[RowTable]) =>
    [...table.gone, ...table.come].flatMap((one) => one.filter((part) => typeof part === 'number'))
  return [...new Set([...fields.map(({ id }) => id), ...[aliases, companions, successors, redirects].flatMap(numbers)])].sort(
    (a, b) => a - b,
  )
}
