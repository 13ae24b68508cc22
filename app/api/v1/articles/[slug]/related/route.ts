import { apiRoute } from '@/lib/api-route'
import { articleAnswer } from '@/modules/open-data/answer'
import { relatedQuery, slugParams } from '@/modules/open-data/parameters'
import { relatedResource } from '@/modules/open-data/published'

export const dynamic = 'force-dynamic'

export const GET = apiRoute({ query: relatedQuery, params: slugParams }, async ({ params, query }) =>
  articleAnswer(await relatedResource(params.slug, query.limit, new Date()), (slug) => `/api/v1/articles/${slug}/related`),
)
