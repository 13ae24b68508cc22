import 'server-only'
import { publishedSql } from '@/lib/published-db'
import { listsOf } from './lists'
import { keepTags } from './tag-book'
import type { RelatedLink } from './views'

const readTags = async (): Promise<unknown> => {
  const rows = await publishedSql.$queryRaw<{ answer: unknown }[]>`select related_tags() as answer`
  return rows[0]?.answer
}
const readers = { $queryRaw: publishedSql.$queryRaw, tags: keepTags(readTags) }

/** A live story with what it relates by: a PublishedStory has it. */
export type RelatedSource = { number: number; headline: string; relTags: readonly number[]; relInherited: readonly number[] }

/**
 * "In related news:" of a live story, best first, at most `limit` links (as many as the settings say where it is left
 * out); [] when it is not live any more. `now` decides the age in London days. One query; throws on a database fault
 * rather than answering an empty list.
 */
export async function relatedNews(story: Pick<RelatedSource, 'number'>, now: Date, limit?: number): Promise<RelatedLink[]> {
  return (await listsOf(readers, [story.number], now, limit)).get(story.number)?.list ?? []
}

/**
 * The same list for each of these live stories, by story number: one query for all of them, on one connection. A story
 * that was withdrawn since it was read has none.
 */
export async function relatedNewsOf(
  stories: readonly Pick<RelatedSource, 'number'>[],
  now: Date,
  limit?: number,
): Promise<Map<number, RelatedLink[]>> {
  const lists = await listsOf(
    readers,
    stories.map((story) => story.number),
    now,
    limit,
  )
  return new Map(stories.map(({ number }) => [number, lists.get(number)?.list ?? []]))
}
