import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { FindForm } from '@/components/find-form'
import { PageHead } from '@/components/page-head'
import { SiteFrame } from '@/components/site-frame'
import { findAreasByName } from '@/modules/areas/published'
import { queryText } from '../../_parts/query-text'
import { reading } from '../../_parts/reading'
import { UnavailablePage, unavailableNowMetadata } from '../../_parts/status-pages'
import styles from './find.module.css'

// Reads the query: made for each request, never cached.
export const dynamic = 'force-dynamic'

type Query = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const findAreas = cache((q: string) => reading('the areas', async () => (q === '' ? [] : findAreasByName(q))))

export async function generateMetadata({ searchParams }: Query): Promise<Metadata> {
  const read = await findAreas(queryText((await searchParams).q))
  return read.available ? { title: 'Find your area – Throughline', robots: { index: false } } : unavailableNowMetadata
}

const CANDIDATES_MAX = 30

export default async function FindAreaPage({ searchParams }: Query) {
  const q = queryText((await searchParams).q)
  const read = await findAreas(q)
  if (!read.available) return <UnavailablePage />
  const areas = read.value
  const [only, ...others] = areas
  if (only && others.length === 0) redirect(`/areas/${only.slug}`)
  return (
    <SiteFrame section="areas">
      <PageHead title={q === '' ? 'Find your area' : areas.length === 0 ? `No area called “${q}”` : `Areas like “${q}”`}>
        {areas.length === 0 && q !== '' ? (
          <p>
            We go by the areas of councils that run children’s services. Try the name of your council, or choose from{' '}
            <a href="/areas">all areas</a>.
          </p>
        ) : null}
      </PageHead>
      {areas.length > 0 ? (
        <ul className={styles.candidates}>
          {areas.slice(0, CANDIDATES_MAX).map((area) => (
            <li key={area.slug}>
              <a href={`/areas/${area.slug}`}>{area.name}</a> <span>{area.officialName}</span>
            </li>
          ))}
        </ul>
      ) : null}
      <FindForm action="/areas/find" label="Find your area" name="q" button="Show area" value={q} />
      <p className={styles.all}>
        <a href="/areas">All areas by region</a>
      </p>
    </SiteFrame>
  )
}
