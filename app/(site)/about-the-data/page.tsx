import type { Metadata } from 'next'
import { PageHead } from '@/components/page-head'
import { Prose } from '@/components/prose'
import { SiteFrame } from '@/components/site-frame'
import { londonDay } from '@/lib/dates'
import { pageTag } from '@/lib/page-cache'
import { pageMetadata } from '@/lib/page-metadata'
import { tagPage } from '@/lib/page-tags'
import { listInspections } from '@/modules/inspections/published'
import type { InspectionView } from '@/modules/inspections/views'
import { reading } from '../_parts/reading'
import { unavailable } from '../_parts/status-answers'

export const revalidate = false

export const generateMetadata = (): Metadata =>
  pageMetadata({
    title: 'About the data',
    description: 'Where our records of inspections come from, what was checked, what is missing, and how to use them.',
    path: '/about-the-data',
  })

export default async function AboutTheDataPage() {
  const read = await reading('the inspections', listInspections)
  if (!read.available) return unavailable()
  await tagPage([pageTag.page('about-the-data'), pageTag.news, pageTag.allRecords])
  const counts = countsOf(read.value)
  return (
    <SiteFrame>
      <PageHead title="About the data" />
      <Prose>
        <h2>Inspections</h2>
        <p>
          Our records cover area SEND inspections in England whose reports were published from {counts.from} to {counts.to}: {counts.full}{' '}
          full inspections, and {counts.monitoring} monitoring inspections. They start from the weekly summary of reports that Data to
          Insight, an organisation of councils’ data teams, makes from Ofsted’s site.
        </p>
        <p>
          For {counts.checked} of them, dates and outcome were read from the report itself. Each record says whether it was checked.
          Monitoring inspections are not complete.
        </p>
        <h2>Outcomes</h2>
        <p>
          A full inspection since 2023 ends in one of three outcomes, with a fixed official wording. We use that wording and never convert
          the results of earlier frameworks into it. Official wording is Crown copyright, used under the{' '}
          <a href="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/">Open Government Licence v3.0</a>.
        </p>
        <h2>What is expected next</h2>
        <p>
          Months of the next inspection are worked out from the date of the report and the rules of the inspection. Nobody has announced
          them. That is why each begins with “about”.
        </p>
        <h2>Areas, boards and forums</h2>
        <p>
          Names of councils: mySociety. NHS boards: as they stood from July 2022 to March 2026. Parent carer forums: only those whose name
          we found; a missing name does not mean that there is no forum. Layout of the tile map: Open Innovations (MIT licence).
        </p>
        <h2>Use it</h2>
        <ul>
          <li>
            <a href="/api/v1/inspections.csv">Inspections as CSV</a> and <a href="/api/v1/inspections">as JSON</a>
          </li>
          <li>
            <a href="/api/v1/areas">Areas</a>, <a href="/api/v1/tags">tags</a> and <a href="/api/v1/articles">stories</a> as JSON
          </li>
          <li>
            <a href="/api/v1/openapi.json">Description of the addresses (OpenAPI)</a>
          </li>
        </ul>
      </Prose>
    </SiteFrame>
  )
}

/** What the records hold, in figures; "–" for the days while there are none. */
function countsOf(inspections: readonly InspectionView[]) {
  const days = inspections.flatMap((inspection) => inspection.reportPublished ?? [])
  const [newest, oldest] = [days.at(0), days.at(-1)]
  return {
    from: oldest ? londonDay(oldest) : '–',
    to: newest ? londonDay(newest) : '–',
    full: inspections.filter((inspection) => inspection.kind === 'full').length,
    monitoring: inspections.filter((inspection) => inspection.kind !== 'full').length,
    checked: inspections.filter((inspection) => inspection.checked).length,
  }
}
