import { TableScroll } from '@/components/table-scroll'
import { londonDay, londonIsoDay } from '@/lib/dates'
import { LineChart } from '@/modules/measures/components/line-chart'
import type { DayOfLists } from '@/modules/measures/views'
import styles from './measures.module.css'

type Measure = { title: string; words: (value: number) => string; of: (day: DayOfLists) => number | null; max?: number }

const percent = (value: number): string => `${Math.round(value * 100)} %`
const twoPlaces = (value: number): string => value.toFixed(2)
const inDays = (value: number): string => `${Math.round(value)} ${Math.round(value) === 1 ? 'day' : 'days'}`

const MEASURES: Measure[] = [
  { title: 'Full lists', words: percent, of: (day) => day.fillRate, max: 1 },
  { title: 'Stories no list shows', words: percent, of: (day) => day.orphanRate, max: 1 },
  { title: 'Lists without a link', words: percent, of: (day) => day.deadEndRate, max: 1 },
  { title: 'Diversity, 0 to 1', words: twoPlaces, of: (day) => day.diversity, max: 1 },
  { title: 'Mean age of links', words: inDays, of: (day) => day.meanAgeDays },
  { title: 'Links an editor chose', words: percent, of: (day) => day.pinRate, max: 1 },
  { title: 'Pairs left out, for each story', words: twoPlaces, of: (day) => day.exclusionRate },
]

/** How the lists themselves were, day by day, and the same drawn. */
export function Lists({ days }: { days: readonly DayOfLists[] }) {
  return (
    <section className={styles.part} aria-labelledby="lists">
      <h2 id="lists">The lists, day by day</h2>
      {days.length === 0 ? (
        <p className={styles.note}>The lists are counted every night. Nothing was counted in this time yet.</p>
      ) : (
        <>
          <DaysTable days={days} />
          <h3>Over time</h3>
          <div className={styles.charts}>
            {MEASURES.map(({ title, words, of, max }) => (
              <LineChart
                key={title}
                title={title}
                words={words}
                points={days.map((day) => ({ day: day.day, value: of(day) }))}
                {...(max === undefined ? {} : { max })}
              />
            ))}
          </div>
        </>
      )}
    </section>
  )
}

function DaysTable({ days }: { days: readonly DayOfLists[] }) {
  return (
    <TableScroll label="The lists, day by day">
      <table className={styles.table}>
        <caption className="visually-hidden">The lists, day by day, newest first</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Stories</th>
            {MEASURES.map(({ title }) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map((day) => (
            <tr key={londonIsoDay(day.day)}>
              <th scope="row">
                <time dateTime={londonIsoDay(day.day)}>{londonDay(day.day)}</time>
              </th>
              <td>{day.stories.toLocaleString('en-GB')}</td>
              {MEASURES.map(({ title, words, of }) => {
                const value = of(day)
                return <td key={title}>{value === null ? '–' : words(value)}</td>
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
