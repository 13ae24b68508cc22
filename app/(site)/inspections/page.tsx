import type { Metadata } from 'next'
import { PageHead } from '@/components/page-head'
import { SiteFrame } from '@/components/site-frame'
import { TableScroll } from '@/components/table-scroll'
import { londonDay, londonIsoDay } from '@/lib/dates'
import { pageTag } from '@/lib/page-cache'
import { pageMetadata } from '@/lib/page-metadata'
import { tagPage } from '@/lib/page-tags'
import { listAreas } from '@/modules/areas/published'
import { Outcome } from '@/modules/inspections/components/outcome-mark'
import { outcomeOfInspection } from '@/modules/inspections/outcome'
import { listInspections } from '@/modules/inspections/published'
import { onSite } from '../_parts/inspection-words'
import { reading } from '../_parts/reading'
import { unavailable } from '../_parts/status-answers'

export const revalidate = false

export const generateMetadata = (): Metadata =>
  pageMetadata({
    title: 'Inspections',
    description: 'Every area SEND inspection on record since May 2023: area, dates, outcome and the report it comes from.',
    path: '/inspections',
  })

export default async function InspectionsPage() {
  const read = await reading('the inspections', () => Promise.all([listInspections(), listAreas()]))
  if (!read.available) return unavailable()
  await tagPage([pageTag.news, pageTag.allRecords])
  const [inspections, areas] = read.value
  const names = new Map(areas.map((area) => [area.slug, area.name]))
  return (
    <SiteFrame>
      <PageHead title="Inspections">
        <p>Every area SEND inspection in our records, the newest report first. There are {inspections.length}.</p>
      </PageHead>
      <TableScroll label="Inspections on record">
        <table>
          <caption>
            From the reports of Ofsted and the Care Quality Commission. <a href="/about-the-data">About the data</a>. Download:{' '}
            <a href="/api/v1/inspections.csv">CSV</a>, <a href="/api/v1/inspections">JSON</a>
          </caption>
          <thead>
            <tr>
              <th scope="col">Area</th>
              <th scope="col">Kind</th>
              <th scope="col">Outcome</th>
              <th scope="col">On site</th>
              <th scope="col">Report published</th>
            </tr>
          </thead>
          <tbody>
            {inspections.map((inspection) => {
              const kind = outcomeOfInspection(inspection)
              return (
                <tr key={inspection.id}>
                  <th scope="row">
                    <a href={`/inspections/${inspection.id}`}>{names.get(inspection.areaSlug) ?? inspection.areaSlug}</a>
                  </th>
                  <td>{inspection.kind === 'full' ? 'Full' : 'Monitoring'}</td>
                  <td>{kind ? <Outcome kind={kind} /> : 'Not on record'}</td>
                  <td>{onSite(inspection) ?? 'Not on record'}</td>
                  <td>
                    {inspection.reportPublished ? (
                      <time dateTime={londonIsoDay(inspection.reportPublished)}>{londonDay(inspection.reportPublished)}</time>
                    ) : (
                      'Not on record'
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </TableScroll>
    </SiteFrame>
  )
}
