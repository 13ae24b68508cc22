import { apiRoute } from '@/lib/api-route'
import { publicAddress } from '@/lib/page-metadata'
import { openApi } from '@/modules/open-data/openapi'
import { noParams, noQuery } from '@/modules/open-data/parameters'

export const dynamic = 'force-dynamic'

export const GET = apiRoute({ query: noQuery, params: noParams }, async () => ({ json: openApi(publicAddress('')) }))
