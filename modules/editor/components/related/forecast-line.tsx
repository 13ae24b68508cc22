'use client'
import type { ChangedList, LinkRef } from '@/modules/related/forecast'
import { forecastSentence } from '@/modules/related/forecast'
import styles from './related-panel.module.css'
import type { ForecastAnswer } from './use-forecast'

/** "If you publish this": one line until it is opened. */
export function ForecastLine({ forecast: answer, live }: { forecast: ForecastAnswer; live: boolean }) {
  const { forecast, problem, counting } = answer
  const own = forecast?.number ?? null
  return (
    <details className={styles.forecast} open={answer.opened} onToggle={(event) => answer.open(event.currentTarget.open)}>
      <summary>
        <b>If you publish {live ? 'these changes' : 'this'}:</b> <span role="status">{summaryOf(answer, own)}</span>
      </summary>
      {forecast && !counting ? (
        <>
          {forecast.changed.length > 0 ? (
            <ul aria-label="Lists that change">
              {forecast.changed.map((list) => (
                <Changed key={list.number} list={list} own={own} />
              ))}
            </ul>
          ) : null}
          {!linksIn(forecast.changed, own) && !live ? (
            <p>No other story would link to this one: readers of other stories would not find it here.</p>
          ) : null}
          <p className={styles.parts}>
            {forecast.counted === 1 ? 'One other list was worked out' : `${forecast.counted} other lists were worked out`}
            {forecast.all ? '.' : '; there are more, older ones.'}
          </p>
        </>
      ) : null}
      {problem && !counting ? <p className={styles.parts}>{problem}</p> : null}
    </details>
  )
}

const linksIn = (changed: readonly ChangedList[], own: number | null): boolean =>
  changed.some(({ gains }) => gains.some((link) => link.number === own))

function summaryOf({ forecast, problem, counting }: ForecastAnswer, own: number | null): string {
  if (counting) return 'counting…'
  if (problem) return 'cannot be counted yet'
  return forecast ? forecastSentence(forecast, own) : ''
}

function Changed({ list, own }: { list: ChangedList; own: number | null }) {
  return (
    <li>
      <a href={`/news/${list.slug}`} target="_blank" rel="noreferrer">
        {list.headline}
      </a>
      <ul>
        {list.gains.map((link) => (
          <li key={`g${link.headline}`}>Gains {link.number === own ? 'this story' : quoted(link)}</li>
        ))}
        {list.loses.map((link) => (
          <li key={`l${link.headline}`}>Loses {link.number === own ? 'this story' : quoted(link)}</li>
        ))}
        {list.gains.length + list.loses.length === 0 ? <li>The same links in another order</li> : null}
      </ul>
    </li>
  )
}

const quoted = (link: LinkRef): string => `“${link.headline}”`
