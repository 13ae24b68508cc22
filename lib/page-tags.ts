/**
 * What a public page says to the page cache while it renders. `unstable_cache` with an empty body is the one way
 * Next 16 offers to put tags on a statically cached page without `cacheComponents` (docs/decisions, cached pages).
 */
import { unstable_cache } from 'next/cache'

/** Marks of a page rather than of its content; lib/cache-handler.mjs reads them. They never leave the server. */
export const pageMark = {
  gone: 'http-status:410',
  missing: 'http-status:404',
  unavailable: 'http-status:503',
  /** Ages are shown in days: the page ends at the next London midnight. */
  untilMidnight: 'until:london-midnight',
} as const

/** Next allows 128 tags of 256 characters on one page. */
const TAGS_PER_PAGE_MAX = 128

/** Files the page being rendered under `tags`. Call it once per page, whatever the outcome. */
export async function tagPage(tags: readonly string[]): Promise<void> {
  const unique = [...new Set(tags)].slice(0, TAGS_PER_PAGE_MAX)
  await unstable_cache(async () => 1, ['page-tags', ...unique], { revalidate: false, tags: unique })()
}
