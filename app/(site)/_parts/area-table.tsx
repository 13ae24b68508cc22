import { TableScroll } from '@/components/table-scroll'
import { londonDay, londonIsoDay } from '@/lib/dates'
import { Outcome } from '@/modules/inspections/components/outcome-mark'
import { outcomeOfInspection } from '@/modules/inspections/outcome'
import { expectedNext } from './inspection-words'
import type { AreaWithOutcome } from './tile-map'

/** The map's facts as rows: every area, also those without a report. */
export function AreaTable({ entries }: { entries: readonly AreaWithOutcome[] }) {
  return (
    <TableScroll label="All areas with their latest full inspection">
      <table>
        <caption>Months of the next inspection are worked out from the report’s date. Nobody has announced them.</caption>
        <thead>
          <tr>
            <th scope="col">Area</th>
            <th scope="col">Region</th>
            <th scope="col">Latest full inspection</th>
            <th scope="col">Report published</th>
            <th scope="col">Next full inspection</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <AreaRow key={entry.area.slug} entry={entry} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function AreaRow({ entry: { area, latest } }: { entry: AreaWithOutcome }) {
  const kind = latest ? outcomeOfInspection(latest) : null
  const next = latest ? expectedNext(latest).find((expected) => expected.what === 'Full inspection') : undefined
  return (
    <tr>
      <th scope="row">
        <a href={`/areas/${area.slug}`}>{area.name}</a>
      </th>
      <td>{area.region}</td>
      <td>{kind ? <Outcome kind={kind} /> : 'No report yet'}</td>
      <td>
        {latest?.reportPublished ? <time dateTime={londonIsoDay(latest.reportPublished)}>{londonDay(latest.reportPublished)}</time> : '–'}
      </td>
      <td>{next ? next.about : '–'}</td>
    </tr>
  )
}
