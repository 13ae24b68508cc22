import { z } from 'zod'
import { apiRoute } from '@/lib/api-route'
import { NotFound } from '@/lib/errors'
import { feedFileSchema, feedQuerySchema, writeFeed } from '@/modules/feeds/answer'
import { newsFeed } from '@/modules/feeds/published'

export const dynamic = 'force-dynamic'

export const GET = apiRoute({ query: feedQuerySchema, params: z.strictObject({ file: feedFileSchema }) }, async ({ params }) => {
  if (params.file.name !== 'news') throw new NotFound('There is no such feed. The feed of all news is /feeds/news.atom.')
  return writeFeed(await newsFeed(new Date()), params.file.format)
})
