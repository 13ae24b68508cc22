import { apiRoute } from '@/lib/api-route'
import { articlesQuery, noParams } from '@/modules/open-data/parameters'
import { articlesResource } from '@/modules/open-data/published'

export const dynamic = 'force-dynamic'

export const GET = apiRoute({ query: articlesQuery, params: noParams }, async ({ query }) => ({ json: await articlesResource(query) }))
