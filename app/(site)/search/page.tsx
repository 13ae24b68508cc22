import type { Metadata } from 'next'
import { FindForm } from '@/components/find-form'
import { PageHead } from '@/components/page-head'
import { SiteFrame } from '@/components/site-frame'
import { queryText } from '../_parts/query-text'
import { reading } from '../_parts/reading'
import { UnavailablePage } from '../_parts/status-pages'

// Reads the query: made for each request, never cached.
export const dynamic = 'force-dynamic'

export const metadata: Metadata = { title: 'Search – Throughline', robots: { index: false } }

export default async function SearchPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const q = queryText((await searchParams).q)
  return (
    <SiteFrame section="search" isSectionIndex>
      <PageHead title="Search" />
      <FindForm action="/search" label="Search the news" name="q" button="Search" value={q} id="q" />
    </SiteFrame>
  )
}
