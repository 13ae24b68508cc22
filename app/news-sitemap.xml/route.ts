import { z } from 'zod'
import { apiRoute } from '@/lib/api-route'
import { publicAddress } from '@/lib/page-metadata'
import { articlePath } from '@/modules/articles/paths'
import { storiesSince } from '@/modules/feeds/published'
import { toNewsSitemap } from '@/modules/feeds/sitemap'

export const dynamic = 'force-dynamic'

/** A news sitemap holds what was published in the last two days. */
const WINDOW_MS = 2 * 24 * 60 * 60 * 1000

export const GET = apiRoute({ query: z.looseObject({}), params: z.strictObject({}) }, async () => {
  const stories = await storiesSince(new Date(Date.now() - WINDOW_MS))
  return {
    text: toNewsSitemap(
      stories.map((story) => ({
        url: publicAddress(articlePath(story.slug)),
        headline: story.headline,
        publishedAt: story.firstPublishedAt,
      })),
    ),
    contentType: 'application/xml; charset=utf-8',
  }
})
