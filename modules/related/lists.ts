/**
 * The lists of live stories, asked through whichever database client the caller may use: the page's and the
 * newsroom's answers are of the same SQL and the same choice. Pure but for what it is handed.
 */
import { z } from 'zod'
import { POOL_SIZE, readPool } from './pool'
import { type ChoiceOptions, choose, listOf, type ReadStory } from './rank'
import { engineSettingsOf } from './settings'
import { type KeptTags, stampOf, type TagBook } from './tag-book'
import type { ListedStory, RelatedCandidate } from './views'

/** The reader's client, the newsroom's, or one of its transactions. */
export type ListClient = {
  $queryRaw<T>(query: TemplateStringsArray, ...values: unknown[]): PromiseLike<T>
  /** Where it is there, lists are asked for without the tags it holds. Not for a transaction, which may see its own changes. */
  tags?: KeptTags
}

/** Lists asked for at once: their pools are in memory together. */
const AT_A_TIME = 100

/** What a list is chosen from, as the database answers it. */
export type ListRow = {
  number: number
  headline: string
  first_published_at: Date
  rel_tags: number[]
  rel_inherited: number[]
  pool: unknown
  pins: unknown
  externals: unknown
  weights: unknown
}

const pinsSchema = z.array(z.tuple([z.number().int(), z.number().int()])).nullable()
const externalsSchema = z
  .array(z.object({ position: z.number().int(), url: z.url(), headline: z.string(), datedOn: z.iso.date() }))
  .nullable()

/** A list's candidates with everything else its choice rests on. */
export type Drawn = { candidates: RelatedCandidate[]; story: ReadStory; options: ChoiceOptions }

/** Throws when the answer is not what related_lists and related_pool answer. */
export function drawnFrom(row: ListRow, limit?: number, book?: TagBook): Drawn {
  const places = new Map(row.pins === null ? null : pinsSchema.parse(row.pins))
  const { candidates, areaIds } = readPool(row.pool, { own: row.rel_tags, inherited: row.rel_inherited }, places, book)
  return {
    candidates,
    story: { number: row.number, headline: row.headline, areaIds, firstPublishedAt: row.first_published_at },
    options: {
      limit,
      settings: engineSettingsOf(row.weights),
      externals: row.externals === null ? [] : (externalsSchema.parse(row.externals) ?? []),
    },
  }
}

export const listFrom = ({ candidates, story, options }: Drawn): ListedStory => listOf(choose(candidates, story, options), story)

/**
 * "In related news:" of each of these stories, by number; one that is not live has none. `now` decides the age in
 * London days, and which links are past; `limit` is as many as the settings say where it is left out.
 */
export async function listsOf(
  client: ListClient,
  numbers: readonly number[],
  now: Date,
  limit?: number,
): Promise<Map<number, ListedStory>> {
  const found = new Map<number, ListedStory>()
  for (let at = 0; at < numbers.length; at += AT_A_TIME) {
    const some = numbers.slice(at, at + AT_A_TIME)
    const book = client.tags?.book
    const rows = await client.$queryRaw<ListRow[]>`
      select l.* from related_lists(${some}::int[], ${now}::timestamptz, ${POOL_SIZE}::int, ${book?.stamp ?? null}::uuid) l`
    for (const row of rows) found.set(row.number, listFrom(drawnFrom(row, limit, book)))
    if (book && rows[0] && stampOf(rows[0].pool) !== book.stamp) void client.tags?.renew()
  }
  return found
}
