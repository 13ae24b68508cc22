import { TableScroll } from '@/components/table-scroll'
import { londonDay } from '@/lib/dates'
import { TestAnswers } from '@/modules/measures/components/test-answers'
import { verdictSentence } from '@/modules/measures/fair-test'
import { per100 } from '@/modules/measures/rates'
import type { RunningTest } from '@/modules/measures/views'
import styles from './tests.module.css'
import { TriedNumbers } from './tried-numbers'

const number = (value: number): string => value.toLocaleString('en-GB')

/** The test that runs: what is tried, what may be said by now, and the days. */
export function RunningTestPart({ test, mayChange }: { test: RunningTest; mayChange: boolean }) {
  const { name, share, startedAt, startedBy, days, left, comparison, seen, pages } = test
  return (
    <section className={styles.part} aria-labelledby="running">
      <h2 id="running">Running: {name}</h2>
      {comparison ? <p className={styles.verdict}>{verdictSentence(comparison)}</p> : null}
      <p className={styles.note}>
        On {share} of 100 pages since {londonDay(startedAt)}, begun by {startedBy}. It ends by itself after {days} whole days, of which{' '}
        {Math.min(left, days)} are left, or as soon as B is clearly worse. A is the numbers in force: {number(seen.a)} lists seen on{' '}
        {number(pages.a)} pages. B is the numbers tried: {number(seen.b)} on {number(pages.b)}.
      </p>
      <TriedNumbers tried={test.tried} />
      <Days test={test} />
      {mayChange ? <TestAnswers id={test.id} name={name} running className={styles.acts} /> : null}
    </section>
  )
}

const rate = ({ clicks, seen }: { clicks: number; seen: number }): string => per100(clicks, seen)?.toFixed(1) ?? 'Too few to say'

function Days({ test: { byDay } }: { test: RunningTest }) {
  if (byDay.length === 0) return <p className={styles.note}>Nothing was counted yet: the first whole day is the one after the start.</p>
  return (
    <TableScroll label="Day by day">
      <table className={styles.table}>
        <caption>Day by day</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">A: lists seen</th>
            <th scope="col">A: followed of 100</th>
            <th scope="col">B: lists seen</th>
            <th scope="col">B: followed of 100</th>
          </tr>
        </thead>
        <tbody>
          {byDay.map(({ day, a, b }) => (
            <tr key={day}>
              <th scope="row">
                <time dateTime={day}>{londonDay(new Date(`${day}T12:00:00Z`))}</time>
              </th>
              <td>{number(a.seen)}</td>
              <td>{rate(a)}</td>
              <td>{number(b.seen)}</td>
              <td>{rate(b)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
