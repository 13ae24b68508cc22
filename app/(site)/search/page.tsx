import type { Metadata } from 'next'
import { cache } from 'react'
import { FindForm } from '@/components/find-form'
import { PageHead } from '@/components/page-head'
import { Pager } from '@/components/pager'
import { SiteFrame } from '@/components/site-frame'
import { searchStories } from '@/modules/search/published'
import { searchPage, searchTerms } from '@/modules/search/terms'
import { reading } from '../_parts/reading'
import { UnavailablePage, unavailableNowMetadata } from '../_parts/status-pages'
import { FoundStories, Offers, searchSummary } from './results'
import styles from './search.module.css'

type Query = { searchParams: Promise<Record<string, string | string[] | undefined>> }

// Reads the query: made for each request, never cached.
export const dynamic = 'force-dynamic'

/** The first of a parameter given more than once. */
const first = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value)

const search = cache((terms: string, page: number) => reading('a search', () => searchStories(terms, page)))

const asked = async ({ searchParams }: Query) => {
  const { q, page } = await searchParams
  return { terms: searchTerms(first(q) ?? ''), page: searchPage(first(page)) }
}

export async function generateMetadata(query: Query): Promise<Metadata> {
  const { terms, page } = await asked(query)
  if (!(await search(terms, page)).available) return unavailableNowMetadata
  return { title: `${terms === '' ? 'Search' : `${terms} – Search`} – Throughline`, robots: { index: false, follow: true } }
}

export default async function SearchPage(query: Query) {
  const { terms, page } = await asked(query)
  const read = await search(terms, page)
  if (!read.available) return <UnavailablePage />
  const outcome = read.value
  return (
    <SiteFrame section="search" isSectionIndex>
      <PageHead title="Search" />
      <div className={styles.form}>
        <FindForm action="/search" label="Search the news" name="q" button="Search" value={terms} id="q" />
      </div>
      {outcome.state === 'empty' ? (
        <p className={styles.summary}>
          Looks through the headlines, standfirsts and texts of all our stories. Put words that belong together in quotation marks.
        </p>
      ) : (
        <>
          <h2 className={styles.summary}>{searchSummary(outcome)}</h2>
          <Offers offers={outcome.offers} />
          {outcome.state === 'found' ? (
            <>
              <FoundStories results={outcome.results} />
              <Pager
                page={outcome.page}
                pages={outcome.pages}
                label="Pages of results"
                address={(n) => `/search?q=${encodeURIComponent(terms)}${n === 1 ? '' : `&page=${n}`}`}
                previous="Better matches"
                next="Further matches"
              />
            </>
          ) : null}
        </>
      )}
    </SiteFrame>
  )
}
