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
      ${now}::timestamptz, ${POOL_SIZE}::int) as pool`
  const { candidates, areaIds } = readPool(rows[0]?.pool, story.relTags)
  return chooseRelated(candidates, { number: story.number, headline: story.headline, areaIds }, limit)
}
