import 'server-only'
import { publishedDb } from '@/lib/published-db'
import { findAreasByName } from '@/modules/areas/published'
import { foldName } from '@/modules/tags/match'
import { listPublishedTags } from '@/modules/tags/published'
import { withSynonyms } from './synonyms'
import { FOUND_END, FOUND_START, pieces, searchTerms } from './terms'
import type { SearchOffer, SearchOutcome, SearchResult } from './views'

export const RESULTS_PER_PAGE = 20
const OFFERS_MAX = 3
const QUERY_CANCELED = '57014'

type Row = { number: number; slug: string; first_published_at: Date; headline: string; fragments: string }
type Count = { total: number; capped: boolean; ranked: number }

/** Areas and tags that bear exactly the name that was typed. An area's tag is its area page. */
async function offersFor(terms: string): Promise<SearchOffer[]> {
  const wanted = foldName(terms)
  const [areas, tags] = await Promise.all([findAreasByName(terms), listPublishedTags()])
  const bySlug = new Map(tags.map((tag) => [tag.slug, tag]))
  const named = areas.filter((area) => [area.name, area.officialName, ...area.aliases].some((name) => foldName(name) === wanted))
  const offers: SearchOffer[] = named.map((area) => ({
    kind: 'area',
    slug: area.slug,
    label: area.name,
    type: 'area',
    articleCount: bySlug.get(area.tagSlug)?.articleCount ?? 0,
  }))
  for (const tag of tags) {
    if (tag.type === 'area' || ![tag.label, ...tag.aliases].some((name) => foldName(name) === wanted)) continue
    offers.push({ kind: 'tag', slug: tag.slug, label: tag.label, type: tag.type, articleCount: tag.articleCount })
  }
  return offers.slice(0, OFFERS_MAX)
}

/** Counts, ranks and marks one page; gives up after two seconds, as an error of the database. */
async function searchPublished(terms: string, page: number): Promise<{ count: Count; rows: Row[] }> {
  const [, counts, rows] = await publishedDb.$transaction([
    publishedDb.$executeRaw`set local statement_timeout = '2s'`,
    publishedDb.$queryRaw<Count[]>`select total, capped, ranked from search_count(${terms}::text)`,
    publishedDb.$queryRaw<Row[]>`
      select number, slug, first_published_at, headline, fragments
      from search_page(${terms}::text, ${RESULTS_PER_PAGE}::int, ${(page - 1) * RESULTS_PER_PAGE}::int, ${FOUND_START}::text, ${FOUND_END}::text)`,
  ])
  return { count: counts[0] ?? { total: 0, capped: false, ranked: 0 }, rows }
}

const toResult = (row: Row): SearchResult => ({
  number: row.number,
  slug: row.slug,
  firstPublishedAt: row.first_published_at,
  headline: pieces(row.headline),
  extract: pieces(row.fragments),
})

/**
 * Live stories whose headline, standfirst or body has the words of `query` ("quoted phrases", -left out, or) or what means
 * the same in the field, best first: title before text, fresh before old. `page` from 1; past the end the results are empty. Throws on a
 * database fault other than its own time limit.
 */
export async function searchStories(query: string, page = 1): Promise<SearchOutcome> {
  const terms = searchTerms(query)
  if (terms === '') return { state: 'empty' }
  const offers = await offersFor(terms)
  try {
    const { count, rows } = await searchPublished(withSynonyms(terms), page)
    const pages = Math.ceil(count.ranked / RESULTS_PER_PAGE)
    return { state: 'found', terms, results: rows.map(toResult), total: count.total, capped: count.capped, page, pages, offers }
  } catch (error) {
    if (wasCanceled(error)) return { state: 'too-slow', terms, offers }
    throw error
  }
}

/** Prisma wraps the database's error code in different places for raw queries. */
function wasCanceled(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { meta } = error as Error & { meta?: { code?: unknown; driverAdapterError?: { cause?: { originalCode?: unknown } } } }
  return (
    meta?.code === QUERY_CANCELED ||
    meta?.driverAdapterError?.cause?.originalCode === QUERY_CANCELED ||
    error.message.includes(QUERY_CANCELED)
  )
}
