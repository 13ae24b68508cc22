import type { ReactNode } from 'react'
import { londonDay, londonIsoDay } from '@/lib/dates'
import type { AreaView } from '@/modules/areas/views'
import { OutcomeMark } from '@/modules/inspections/components/outcome-mark'
import { OUTCOME_WORDS, outcomeOfInspection } from '@/modules/inspections/outcome'
import type { InspectionView } from '@/modules/inspections/views'
import { onSite } from './inspection-words'
import styles from './record-box.module.css'

type RecordBoxProps = { area: AreaView; inspection: InspectionView }

/** The facts of one inspection, as the record holds them, with where they come from and whether they were checked. */
export function RecordBox({ area, inspection }: RecordBoxProps) {
  const kind = outcomeOfInspection(inspection)
  return (
    <aside className={styles.box} aria-labelledby="record">
      <h2 id="record">From the record</h2>
      {kind ? (
        <p className={styles.outcome}>
          <OutcomeMark kind={kind} large />
          <span>{OUTCOME_WORDS[kind]}</span>
        </p>
      ) : null}
      <dl>
        <Fact name="Area">
          <a href={`/areas/${area.slug}`}>{area.name}</a>, {area.region}
        </Fact>
        <Fact name="Inspection">
          {inspection.kind === 'full' ? 'Full' : 'Monitoring'}, {inspection.framework}
        </Fact>
        {onSite(inspection) ? <Fact name="On site">{onSite(inspection)}</Fact> : null}
        {inspection.reportPublished ? (
          <Fact name="Report published">
            <time dateTime={londonIsoDay(inspection.reportPublished)}>{londonDay(inspection.reportPublished)}</time>
          </Fact>
        ) : null}
        {inspection.boards.length > 0 ? (
          <Fact name={inspection.boards.length === 1 ? 'NHS board' : 'NHS boards'}>{inspection.boards.join(', ')}</Fact>
        ) : null}
        {inspection.whatFollows ? <Fact name="What follows">{sentences(inspection.whatFollows)}</Fact> : null}
      </dl>
      <p className={styles.source}>
        <a href={`/inspections/${inspection.id}`}>The whole record</a>
        {inspection.checked
          ? ', checked against the report.'
          : ', taken from a published summary and not yet checked line by line against the report.'}
      </p>
    </aside>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** "a; b" in the record, one line each on the page. */
function sentences(text: string) {
  return text.split('; ').map((part) => <span key={part}>{part.charAt(0).toUpperCase() + part.slice(1)}</span>)
}
