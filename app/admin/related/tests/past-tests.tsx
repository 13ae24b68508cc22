import { londonDay } from '@/lib/dates'
import { TestAnswers } from '@/modules/measures/components/test-answers'
import { verdictSentence } from '@/modules/measures/fair-test'
import type { FairTest } from '@/modules/measures/views'
import styles from './tests.module.css'
import { TriedNumbers } from './tried-numbers'

const WHY: Record<NonNullable<FairTest['endedFor']>, string> = {
  days: 'when its days were over',
  worse: 'by itself, because B was clearly worse',
  'by-hand': 'by hand',
  taken: 'because B was taken',
}

/** What was tried before, newest first, and what came of it. */
export function PastTests({ tests, mayChange }: { tests: readonly FairTest[]; mayChange: boolean }) {
  if (tests.length === 0) return null
  return (
    <section className={styles.part} aria-labelledby="past">
      <h2 id="past">Tests before</h2>
      <ol className={styles.tests}>
        {tests.map((test) => (
          <li key={test.id}>
            <h3>{test.name}</h3>
            {test.comparison ? <p className={styles.verdict}>{verdictSentence(test.comparison)}</p> : null}
            <p className={styles.note}>
              {londonDay(test.startedAt)}, begun by {test.startedBy}, on {test.share} of 100 pages.
              {test.endedAt
                ? ` Ended on ${londonDay(test.endedAt)} by ${test.endedBy}${test.endedFor ? `, ${WHY[test.endedFor]}` : ''}.`
                : ''}
              {test.state === 'taken' ? ' Its numbers were taken for the whole site.' : ''}
            </p>
            <TriedNumbers tried={test.tried} />
            {mayChange && test.state === 'ended' ? (
              <TestAnswers id={test.id} name={test.name} running={false} className={styles.acts} />
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  )
}
