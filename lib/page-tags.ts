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

/** Next takes 128 tags (of 256 characters) at a time, and would leave out the rest without a word. */
const TAGS_AT_A_TIME = 128

/** Files the page being rendered under `tags`. Call it once per page, whatever the outcome. */
export async function tagPage(tags: readonly string[]): Promise<void> {
  const unique = [...new Set(tags)]
  for (let at = 0; at < unique.length; at += TAGS_AT_A_TIME) {
    const some = unique.slice(at, at + TAGS_AT_A_TIME)
    await unstable_cache(async () => 1, ['page-tags', ...some], { revalidate: false, tags: some })()
  }
}
