import { apiRoute } from '@/lib/api-route'
import { articleAnswer } from '@/modules/open-data/answer'
import { noQuery, slugParams } from '@/modules/open-data/parameters'
import { articleResource } from '@/modules/open-data/published'

export const dynamic = 'force-dynamic'

export const GET = apiRoute({ query: noQuery, params: slugParams }, async ({ params }) =>
  articleAnswer(await articleResource(params.slug), (slug) => `/api/v1/articles/${slug}`),
)
