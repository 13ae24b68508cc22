import type { Metadata } from 'next'
import { cache, type ReactNode } from 'react'
import { PageHead } from '@/components/page-head'
import { SiteFrame } from '@/components/site-frame'
import { londonDay } from '@/lib/dates'
import { pageTag } from '@/lib/page-cache'
import { pageMetadata } from '@/lib/page-metadata'
import { tagPage } from '@/lib/page-tags'
import { findArea } from '@/modules/areas/published'
import type { AreaView } from '@/modules/areas/views'
import { Outcome } from '@/modules/inspections/components/outcome-mark'
import { OFFICIAL_WORDS, outcomeOfInspection } from '@/modules/inspections/outcome'
import { listInspections } from '@/modules/inspections/published'
import type { InspectionView } from '@/modules/inspections/views'
import { expectedNext, onSite } from '../../_parts/inspection-words'
import { isAddress, reading } from '../../_parts/reading'
import { missing, unavailable } from '../../_parts/status-answers'
import { missingMetadata, unavailableMetadata } from '../../_parts/status-pages'
import styles from './inspection.module.css'

type Params = { params: Promise<{ id: string }> }

export const revalidate = false
export const dynamicParams = true
export const generateStaticParams = () => []

const readRecord = cache((id: string) =>
  reading('an inspection', async () => {
    const inspection = (await listInspections()).find((candidate) => candidate.id === id)
    const area = inspection ? await findArea(inspection.areaSlug) : null
    return inspection && area ? { inspection, area } : null
  }),
)

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const { id } = await params
  if (!isAddress(id)) return missingMetadata
  const read = await readRecord(id)
  if (!read.available) return unavailableMetadata
  if (!read.value) return missingMetadata
  const { inspection, area } = read.value
  return pageMetadata({
    title: `Inspection of ${area.name}${inspection.reportPublished ? `, report of ${londonDay(inspection.reportPublished)}` : ''}`,
    description: `What the record holds of this inspection of SEND support in ${area.name}, and where each fact comes from.`,
    path: `/inspections/${id}`,
  })
}

export default async function InspectionPage({ params }: Params) {
  const { id } = await params
  const read = isAddress(id) ? await readRecord(id) : ({ available: true, value: null } as const)
  if (!read.available) return unavailable()
  if (!read.value) return missing([pageTag.allRecords])
  const { inspection, area } = read.value
  await tagPage([pageTag.list(area.tagSlug), pageTag.records(area.tagSlug)])
  const facts = factsOf(inspection, area)
  return (
    <SiteFrame>
      <PageHead title={`Inspection of ${area.name}`} kicker="Record of an inspection" />
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.on}>
        <a href={`/areas/${area.slug}`}>Stories about {area.name}</a>
      </p>
    </SiteFrame>
  )
}

/** Every fact of the record with its name; what is not on record says so. */
function factsOf(inspection: InspectionView, area: AreaView): [string, ReactNode][] {
  const kind = outcomeOfInspection(inspection)
  return [
    [
      'Area',
      <a key="area" href={`/areas/${area.slug}`}>
        {area.name}
      </a>,
    ],
    ['Kind', inspection.kind === 'full' ? 'Full inspection' : 'Monitoring inspection'],
    ['Framework', inspection.framework.charAt(0).toUpperCase() + inspection.framework.slice(1)],
    ['Inspectors on site', onSite(inspection) ?? 'Not on record'],
    ['Report published', inspection.reportPublished ? londonDay(inspection.reportPublished) : 'Not on record'],
    ['Outcome', kind ? <Outcome key="outcome" kind={kind} /> : 'Not on record'],
    ...(kind && OFFICIAL_WORDS[kind] ? ([['Official wording', OFFICIAL_WORDS[kind]]] as [string, string][]) : []),
    ...expectedNext(inspection).map((next): [string, string] => [`${next.what} expected`, `${next.about}. Worked out, not announced.`]),
    ['NHS boards', inspection.boards.join(', ') || 'Not on record'],
    ['Notes', inspection.notes || 'None'],
    [
      'Source',
      inspection.sourceUrl ? (
        <a key="source" href={inspection.sourceUrl} rel="noopener">
          The report on Ofsted’s site (PDF)
        </a>
      ) : (
        'Not on record'
      ),
    ],
    [
      'Checked',
      inspection.checked
        ? 'Dates and outcome were read from the report itself.'
        : 'Taken from a published summary. Not yet checked line by line against the report.',
    ],
  ]
}
