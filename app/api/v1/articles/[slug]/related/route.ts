import { apiRoute } from '@/lib/api-route'
import { articleAnswer, prefersText, textAnswer } from '@/modules/open-data/answer'
import { relatedQuery, slugParams } from '@/modules/open-data/parameters'
import { relatedResource, relatedText } from '@/modules/open-data/published'

export const dynamic = 'force-dynamic'

export const GET = apiRoute({ query: relatedQuery, params: slugParams }, async ({ params, query, request }) => {
  const path = (slug: string) => `/api/v1/articles/${slug}/related`
  const asked = [params.slug, query.limit, new Date()] as const
  const answer = prefersText(request.headers.get('accept'))
    ? textAnswer(await relatedText(...asked), path)
    : articleAnswer(await relatedResource(...asked), path)
  return { ...answer, headers: { ...answer.headers, vary: 'accept' } }
})
