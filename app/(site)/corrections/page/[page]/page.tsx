import type { Metadata } from 'next'
import { CorrectionsPage, correctionsMetadata } from '../../../_parts/corrections-page'
import { pageNumber } from '../../../_parts/reading'
import { missing } from '../../../_parts/status-answers'
import { missingMetadata } from '../../../_parts/status-pages'

type Params = { params: Promise<{ page: string }> }

// Reached as /corrections?page=2 (next.config.js rewrites it), so that it can be cached.
export const revalidate = false
export const dynamicParams = true
export const generateStaticParams = () => []

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const page = pageNumber((await params).page)
  return page === null ? missingMetadata : correctionsMetadata(page)
}

export default async function FurtherCorrectionsPage({ params }: Params) {
  const page = pageNumber((await params).page)
  if (page !== null) return <CorrectionsPage page={page} />
  return missing([])
}
