import { londonIsoDay, londonWeekday } from '@/lib/dates'
import { CORRECTION_LABELS, type PublishedCorrection } from '../correction-words'
import styles from './story-corrections.module.css'

/** The day of one, in London. */
function CorrectionDay({ at }: { at: Date }) {
  return <time dateTime={londonIsoDay(at)}>{londonWeekday(at)}</time>
}

/** A wording's paragraphs. */
function Wording({ text }: { text: string }) {
  // Its order is its identity: a published wording does not change.
  return text.split(/\n+/).map((paragraph, at) => <p key={`${at} ${paragraph}`}>{paragraph}</p>)
}

/** What readers must know before they read the text, newest first. */
export function CorrectionNotes({ corrections }: { corrections: readonly PublishedCorrection[] }) {
  return corrections.map((one) => (
    <section key={`${one.at.getTime()} ${one.wording}`} className={styles.note}>
      <h2>
        {one.kind === 'update' ? 'Updated' : CORRECTION_LABELS[one.kind]} <CorrectionDay at={one.at} />
      </h2>
      <Wording text={one.wording} />
    </section>
  ))
}

/** Every change of substance since publication, newest first, after the text. */
export function CorrectionLog({ corrections }: { corrections: readonly PublishedCorrection[] }) {
  if (corrections.length === 0) return null
  return (
    <section className={styles.log} aria-labelledby="story-changes">
      <h2 id="story-changes">Corrections and changes to this story</h2>
      <ol>
        {corrections.map((one) => (
          <li key={`${one.at.getTime()} ${one.wording}`}>
            <h3>
              {CORRECTION_LABELS[one.kind]}, <CorrectionDay at={one.at} />
            </h3>
            <Wording text={one.wording} />
          </li>
        ))}
      </ol>
    </section>
  )
}
