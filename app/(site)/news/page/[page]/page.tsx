import type { Metadata } from 'next'
import { NewsPage, newsMetadata } from '../../../_parts/news-page'
import { pageNumber } from '../../../_parts/reading'
import { missing } from '../../../_parts/status-answers'
import { missingMetadata } from '../../../_parts/status-pages'

type Params = { params: Promise<{ page: string }> }

// Reached as /news?page=2 (next.config.js rewrites it), so that it can be cached.
export const revalidate = false
export const dynamicParams = true
export const generateStaticParams = () => []

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const page = pageNumber((await params).page)
  return page === null ? missingMetadata : newsMetadata(page)
}

export default async function FurtherNewsPage({ params }: Params) {
  const page = pageNumber((await params).page)
  if (page !== null) return <NewsPage page={page} />
  return missing([])
}
