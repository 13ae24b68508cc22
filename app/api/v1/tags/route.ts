import { apiRoute } from '@/lib/api-route'
import { noParams, noQuery } from '@/modules/open-data/parameters'
import { tagsResource } from '@/modules/open-data/published'

export const dynamic = 'force-dynamic'

export const GET = apiRoute({ query: noQuery, params: noParams }, async () => ({ json: await tagsResource() }))
