import { apiRoute } from '@/lib/api-route'
import { noParams, noQuery } from '@/modules/open-data/parameters'
import { inspectionsCsv } from '@/modules/open-data/published'

export const dynamic = 'force-dynamic'

export const GET = apiRoute({ query: noQuery, params: noParams }, async () => ({
  text: await inspectionsCsv(),
  contentType: 'text/csv; charset=utf-8; header=present',
  headers: { 'content-disposition': 'attachment; filename="inspections.csv"' },
}))
