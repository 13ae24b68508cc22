import type { ReactNode } from 'react'
import { Section } from '@/components/section'
import { londonDay, londonIsoDay } from '@/lib/dates'
import type { AreaView } from '@/modules/areas/views'
import { OutcomeMark } from '@/modules/inspections/components/outcome-mark'
import { OFFICIAL_WORDS, OUTCOME_WORDS, outcomeOfInspection } from '@/modules/inspections/outcome'
import type { InspectionView } from '@/modules/inspections/views'
import styles from './area-case.module.css'
import { expectedNext, onSite } from './inspection-words'

type LatestOutcomeProps = { area: AreaView; inspections: readonly InspectionView[] }

/** What the latest full inspection ended in, with the whole official sentence. */
export function LatestOutcome({ area, inspections }: LatestOutcomeProps) {
  const latest = inspections.find((inspection) => inspection.kind === 'full')
  const kind = latest ? outcomeOfInspection(latest) : null
  return (
    <Section id="outcome" title="Latest full inspection">
      {kind ? (
        <>
          <p className={styles.outcome}>
            <OutcomeMark kind={kind} large />
            <span>{OUTCOME_WORDS[kind]}</span>
          </p>
          <figure className={styles.official}>
            <blockquote>
              <p>{OFFICIAL_WORDS[kind]}</p>
            </blockquote>
            <figcaption>
              The official wording of this outcome: Ofsted and the Care Quality Commission
              {latest?.reportPublished ? <>, report of {londonDay(latest.reportPublished)}</> : null}
            </figcaption>
          </figure>
        </>
      ) : (
        <p className={styles.none}>
          Our records begin in May 2023. They hold no report of a full inspection of {area.name} under the framework of that year.
        </p>
      )}
    </Section>
  )
}

/** The area's case along the line: what is expected (dashed), then what has happened, newest first. */
export function AreaCase({ inspections }: { inspections: readonly InspectionView[] }) {
  const latest = inspections.find((inspection) => inspection.kind === 'full')
  if (!latest) return null
  const monitored = inspections.some((inspection) => inspection.kind !== 'full' && later(inspection, latest))
  const expected = expectedNext(latest).filter((next) => !(monitored && next.what === 'Monitoring inspection'))
  return (
    <Section id="case" title="The case so far, newest first">
      <ol className={styles.time}>
        {[...expected].reverse().map((next) => (
          <li key={next.what} className={styles.expected}>
            <Ring dashed />
            <div>
              <p className={styles.when}>{next.about}</p>
              <h3>{next.what} expected</h3>
              <p>Worked out from the date of the last report. Not announced.</p>
            </div>
          </li>
        ))}
        {inspections.map((inspection) => (
          <Happened key={inspection.id} inspection={inspection} />
        ))}
      </ol>
    </Section>
  )
}

const later = (a: InspectionView, b: InspectionView): boolean =>
  a.reportPublished === null || b.reportPublished === null ? a.id > b.id : a.reportPublished > b.reportPublished

function Happened({ inspection }: { inspection: InspectionView }) {
  const kind = outcomeOfInspection(inspection)
  const visit = onSite(inspection)
  return (
    <li>
      {kind ? <OutcomeMark kind={kind} /> : <Ring />}
      <div>
        <p className={styles.when}>
          {inspection.reportPublished ? (
            <time dateTime={londonIsoDay(inspection.reportPublished)}>{londonDay(inspection.reportPublished)}</time>
          ) : (
            'Date of the report not on record'
          )}
        </p>
        <h3>
          <a href={`/inspections/${inspection.id}`}>
            {inspection.kind === 'full' ? 'Full' : 'Monitoring'} inspection{kind ? <>: {OUTCOME_WORDS[kind].toLowerCase()}</> : null}
          </a>
        </h3>
        <p>{[visit ? `Inspectors on site ${visit}.` : '', inspection.notes].filter(Boolean).join(' ')}</p>
      </div>
    </li>
  )
}

function Ring({ dashed = false }: { dashed?: boolean }): ReactNode {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <circle className={dashed ? styles.dashed : styles.ring} cx="12" cy="12" r="10" />
    </svg>
  )
}
