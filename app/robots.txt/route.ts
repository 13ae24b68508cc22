import { z } from 'zod'
import { apiRoute } from '@/lib/api-route'
import { publicAddress } from '@/lib/page-metadata'

export const dynamic = 'force-dynamic'

/** Courtesy to crawlers, not a lock: what is not public is not to be had by asking. */
export const GET = apiRoute({ query: z.looseObject({}), params: z.strictObject({}) }, async () => ({
  text: `User-agent: *
Disallow: /admin
Disallow: /sign-in
Disallow: /search
Disallow: /areas/find

Sitemap: ${publicAddress('/sitemap.xml')}
Sitemap: ${publicAddress('/news-sitemap.xml')}
`,
  contentType: 'text/plain; charset=utf-8',
}))
