import { z } from 'zod'
import { apiRoute, movedAnswer } from '@/lib/api-route'
import { NotFound } from '@/lib/errors'
import { feedFileSchema, feedQuerySchema, tagSlugSchema, writeFeed } from '@/modules/feeds/answer'
import { combinationFeed } from '@/modules/feeds/published'

export const dynamic = 'force-dynamic'

// The first part is a tag, called as the folder above calls it.
const params = z.strictObject({ file: tagSlugSchema, other: feedFileSchema })

export const GET = apiRoute({ query: feedQuerySchema, params }, async ({ params: { file: slug, other } }) => {
  const found = await combinationFeed(slug, other.name, new Date())
  if (!found) throw new NotFound('There is no such feed. The feed of all news is /feeds/news.atom.')
  return 'moved' in found ? movedAnswer(`${found.moved}.${other.format}`) : writeFeed(found.feed, other.format)
})
