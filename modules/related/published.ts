import 'server-only'
import { publishedDb } from '@/lib/published-db'
import { POOL_SIZE, readPool } from './pool'
import { chooseRelated, RELATED_LIMIT } from './rank'
import type { RelatedLink } from './views'

/** What the engine needs to know of the story being read: a PublishedStory has it. */
export type RelatedSource = { number: number; headline: string; relTags: readonly number[]; relInherited: readonly number[] }

/**
 * "In related news:" of a live story, best first, at most `limit` live stories. `now` decides the age in London
 * days. One query; throws on a database fault rather than answering an empty list.
 */
export async function relatedNews(story: RelatedSource, now: Date, limit: number = RELATED_LIMIT): Promise<RelatedLink[]> {
  const rows = await publishedDb.$queryRaw<{ pool: unknown }[]>`
    select related_pool(${[...story.relTags]}::int[], ${[...story.relInherited]}::int[], ${story.number}::int,
      coalesce((select array_agg(p.target_number order by p.position) from published_pin p where p.article_number = ${story.number}::int), '{}')::int[],
      '{}'::int[], ${now}::timestamptz, ${POOL_SIZE}::int) as pool`
  return listFrom(rows[0]?.pool, story, limit)
}

/**
 * The same list for each of these live stories, by story number: one query for all of them, on one connection. A story
 * that was withdrawn since it was read has none.
 */
export async function relatedNewsOf(
  stories: readonly RelatedSource[],
  now: Date,
  limit: number = RELATED_LIMIT,
): Promise<Map<number, RelatedLink[]>> {
  if (stories.length === 0) return new Map()
  const rows = await publishedDb.$queryRaw<{ number: number; rel_tags: number[]; pool: unknown }[]>`
    select a.number, a.rel_tags, related_pool(a.rel_tags, a.rel_inherited, a.number,
      coalesce((select array_agg(p.target_number order by p.position) from published_pin p where p.article_number = a.number), '{}')::int[],
      '{}'::int[], ${now}::timestamptz, ${POOL_SIZE}::int) as pool
    from published_article a where a.number = any (${stories.map((story) => story.number)}::int[])`
  const found = new Map(rows.map((row) => [row.number, row]))
  return new Map(
    stories.map((story) => {
      const row = found.get(story.number)
      return [story.number, row ? listFrom(row.pool, { ...story, relTags: row.rel_tags }, limit) : []]
    }),
  )
}

function listFrom(pool: unknown, { number, headline, relTags }: RelatedSource, limit: number): RelatedLink[] {
  const { candidates, areaIds } = readPool(pool, relTags)
  return chooseRelated(candidates, { number, headline, areaIds }, limit)
}
