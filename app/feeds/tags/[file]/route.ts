import { z } from 'zod'
import { apiRoute, movedAnswer } from '@/lib/api-route'
import { NotFound } from '@/lib/errors'
import { feedFileSchema, feedQuerySchema, writeFeed } from '@/modules/feeds/answer'
import { tagFeed } from '@/modules/feeds/published'
import { tagFeedPath } from '@/modules/tags/paths'
import { findMovedTag } from '@/modules/tags/published'

export const dynamic = 'force-dynamic'

export const GET = apiRoute({ query: feedQuerySchema, params: z.strictObject({ file: feedFileSchema }) }, async ({ params }) => {
  const feed = await tagFeed(params.file.name, new Date())
  const moved = feed ? null : await findMovedTag(params.file.name)
  if (moved !== null) return movedAnswer(`${tagFeedPath(moved)}.${params.file.format}`)
  if (!feed) throw new NotFound('There is no such feed. The feed of all news is /feeds/news.atom.')
  return writeFeed(feed, params.file.format)
})
