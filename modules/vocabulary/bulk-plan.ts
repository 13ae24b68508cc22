/** What tagging in bulk comes to, story by story. Pure. */
import { TAGS_PER_STORY_MAX } from '@/modules/articles/schema'

/** Stories one operation may look at. */
export const BULK_STORIES_MAX = 20_000

/** What is wanted of one story: numbers of tags to give and to take. */
export type BulkWish = { articleId: string; add: number[]; remove: number[] }

/** One text of a story as a wish would make it: tags before and after, ascending. */
export type BulkChange = { revisionId: string; articleId: string; before: number[]; after: number[] }

/** Why a story that was asked for is left as it is. */
export const BULK_SKIPS = ['full', 'live'] as const
export type BulkSkip = (typeof BULK_SKIPS)[number]
export const SKIP_WORDS: Record<BulkSkip, string> = {
  full: `It would have more than ${TAGS_PER_STORY_MAX} tags`,
  live: 'It is live, and you may not publish',
}

export type SortedChanges = { changes: BulkChange[]; skipped: { articleId: string; why: BulkSkip }[] }

/** The texts to change, and the stories left out with the reason. A story is changed whole, its live text with its newest, or not at all. */
export function sortChanges(
  planned: readonly BulkChange[],
  { live, mayPublish }: { live: ReadonlySet<string>; mayPublish: boolean },
): SortedChanges {
  const full = new Set(planned.filter(({ after }) => after.length > TAGS_PER_STORY_MAX).map(({ articleId }) => articleId))
  const why = (articleId: string): BulkSkip | null => (!mayPublish && live.has(articleId) ? 'live' : full.has(articleId) ? 'full' : null)
  const skips = new Map<string, BulkSkip>()
  for (const { articleId } of planned) {
    const reason = why(articleId)
    if (reason) skips.set(articleId, reason)
  }
  return {
    changes: planned.filter(({ articleId }) => !skips.has(articleId)),
    skipped: [...skips].map(([articleId, reason]) => ({ articleId, why: reason })),
  }
}

/** A line of a file that was refused: its number, counting from 1, the field, and what to do. */
export type BadLine = { line: number; field: string; message: string }

/** What was asked for, as it is kept with the operation. Words for people, numbers of tags. */
export type BulkAsked = {
  /** "stories found: live, “kent”", "stories chosen by hand", "lines of a file" */
  words: string
  /** The same for every story; empty where each line of a file says its own. */
  add: number[]
  remove: number[]
  /** Stories asked for that this person may open; those that have these tags already; those left out. */
  found: number
  same: number
  skipped: { articleId: string; why: BulkSkip }[]
  skippedInAll: number
  bad: BadLine[]
  badInAll: number
}
