import { articlePath } from '@/modules/articles/paths'
import { whenOfRecord } from '@/modules/inspections/chain'
import type { CaseNotice, CaseRecord } from '@/modules/inspections/views'
import styles from './case-box.module.css'

type Props = { notice: CaseNotice; siteUrl?: string }

/**
 * That the record has gone on since: a later report replaces what the story says; a monitoring inspection does not
 * replace an outcome, and readers only learn that inspectors have been back.
 */
export function LaterRecord({ notice, siteUrl = '' }: Props) {
  const { kind, about, by, words, story } = notice
  const path = story ? articlePath(story.slug) : `/inspections/${by.id}`
  const link = (
    <a href={path} data-print={`${siteUrl}${path}`}>
      {story ? story.headline : words}
    </a>
  )
  return (
    <p className={styles.notice}>
      {kind === 'replaced' ? (
        <>
          <strong>
            This story is about the {nounOf(about)} {datedAs(about)}.
          </strong>{' '}
          A later one was {datedAs(by)}: {link}.
        </>
      ) : (
        <>
          <strong>Inspectors have been back since:</strong> {link} ({story ? `${words}, ` : ''}
          <When record={by} />
          ).
        </>
      )}
    </p>
  )
}

const nounOf = (record: CaseRecord): string => {
  const noun = record.kind === 'full' ? 'inspection' : 'monitoring inspection'
  return record.reportPublished ? `${noun} report` : noun
}

/** "published on 10 November 2023"; "carried out in October 2025" where the record holds no day of the report. */
function datedAs(record: CaseRecord) {
  const dayKnown = (record.reportPublished ?? record.onsiteEnd ?? record.onsiteStart) !== null
  return (
    <>
      {record.reportPublished ? 'published on' : dayKnown ? 'finished on' : 'carried out in'} <When record={record} />
    </>
  )
}

function When({ record }: { record: CaseRecord }) {
  const when = whenOfRecord(record)
  return when ? <time dateTime={when.iso}>{when.words}</time> : null
}
