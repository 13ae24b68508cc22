import { adminArticlePath } from '@/modules/articles/paths'
import { SKIP_WORDS } from '../bulk-plan'
import type { BulkDetail } from '../bulk-views'
import styles from './bulk.module.css'

const STATES: Record<string, string> = { draft: 'Drafts', live: 'Live stories', withdrawn: 'Withdrawn stories' }
const n = (count: number): string => count.toLocaleString('en-GB')

/** What an operation changes: in figures, and the first stories before and after. */
export function BulkEffect({ bulk }: { bulk: BulkDetail }) {
  const rows: [string, number][] = [
    ['Stories looked at', bulk.found],
    ...bulk.states.map(({ state, stories }): [string, number] => [`${STATES[state] ?? state} that change`, stories]),
    ...(bulk.same > 0 ? ([['Have these tags already', bulk.same]] as [string, number][]) : []),
    ...(bulk.skippedInAll > 0 ? ([['Left as they are', bulk.skippedInAll]] as [string, number][]) : []),
    ...(bulk.badInAll > 0 ? ([['Lines that were not used', bulk.badInAll]] as [string, number][]) : []),
    ...bulk.tags.flatMap(({ label, given, taken }): [string, number][] => [
      ...(given > 0 ? ([[`Get “${label}”`, given]] as [string, number][]) : []),
      ...(taken > 0 ? ([[`Lose “${label}”`, taken]] as [string, number][]) : []),
    ]),
  ]
  return (
    <>
      <dl className={styles.facts}>
        {rows.map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="tabular">{n(count)}</dd>
          </div>
        ))}
      </dl>
      <BadLines bulk={bulk} />
      <Skipped bulk={bulk} />
      <Stories bulk={bulk} />
    </>
  )
}

/** Which stories a fault kept back, what happened, and what to do. */
export function BulkFailures({ bulk }: { bulk: BulkDetail }) {
  if (bulk.failed.length === 0) return null
  return (
    <section className={styles.part} aria-labelledby="failed">
      <h2 id="failed">Could not be changed</h2>
      <p>
        Each was tried twice. {bulk.undoneBy === null ? '“Go on”' : '“Go on undoing it”'} tries them again. If that fails too, change their
        tags by hand, and tell whoever looks after the server: its log says what went wrong, under the number {bulk.id}.
      </p>
      <ul>
        {bulk.failed.map(({ story, why }, at) => (
          <li key={story?.id ?? at}>
            {story ? (
              <a href={adminArticlePath(story.id)}>{story.headline || 'Story without a headline'}</a>
            ) : (
              'A story that is closed to you'
            )}
            {why === '' ? null : <p className={styles.soft}>{why}</p>}
          </li>
        ))}
      </ul>
      {bulk.failedInAll > bulk.failed.length ? <p className={styles.soft}>The first {bulk.failed.length} are shown.</p> : null}
    </section>
  )
}

function BadLines({ bulk }: { bulk: BulkDetail }) {
  if (bulk.bad.length === 0) return null
  return (
    <section className={styles.part} aria-labelledby="bad-lines">
      <h2 id="bad-lines">Lines that were not used</h2>
      <ul>
        {bulk.bad.map(({ line, field, message }) => (
          <li key={`${line} ${field} ${message}`}>
            Line {line}, {field}: {message}
          </li>
        ))}
      </ul>
      {bulk.badInAll > bulk.bad.length ? <p className={styles.soft}>The first {bulk.bad.length} are shown.</p> : null}
    </section>
  )
}

function Skipped({ bulk }: { bulk: BulkDetail }) {
  if (bulk.skipped.length === 0) return null
  return (
    <section className={styles.part} aria-labelledby="skipped">
      <h2 id="skipped">Left as they are</h2>
      <ul>
        {bulk.skipped.map(({ id, headline, why }) => (
          <li key={id}>
            <a href={adminArticlePath(id)}>{headline || 'Story without a headline'}</a>: {SKIP_WORDS[why]}
          </li>
        ))}
      </ul>
      {bulk.skippedInAll > bulk.skipped.length ? <p className={styles.soft}>The first {bulk.skipped.length} are shown.</p> : null}
    </section>
  )
}

function Stories({ bulk }: { bulk: BulkDetail }) {
  if (bulk.stories.length === 0) return null
  const all = bulk.stories.length === bulk.total
  return (
    <section className={styles.part} aria-labelledby="stories">
      <h2 id="stories">{all ? 'Before and after' : `Before and after: ${bulk.stories.length} of ${n(bulk.total)}`}</h2>
      <ul>
        {bulk.stories.map((story) => (
          <li key={story.id}>
            <a href={adminArticlePath(story.id)}>{story.headline || 'Story without a headline'}</a>
            <p className={styles.tags}>
              {story.removed.map((label) => (
                <del key={label}>
                  <span className="visually-hidden">loses </span>
                  {label}
                </del>
              ))}
              {story.added.map((label) => (
                <ins key={label}>
                  <span className="visually-hidden">gets </span>
                  {label}
                </ins>
              ))}
              {story.kept.length > 0 ? <span className={styles.soft}>keeps {story.kept.join(', ')}</span> : null}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
