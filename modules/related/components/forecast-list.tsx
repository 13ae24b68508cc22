import type { Forecast, LinkRef } from '../forecast'
import { forecastSentence } from '../forecast'
import styles from './forecast-list.module.css'

/** Lists shown at once: the first ones are those that gain or lose a link. */
const SHOWN = 100

/** What a change does to lists: in one sentence, and as a table of the lists. */
export function ForecastList({ forecast }: { forecast: Forecast }) {
  const shown = forecast.changed.slice(0, SHOWN)
  return (
    <div className={styles.forecast}>
      <p className={styles.sentence}>{forecastSentence(forecast, null)}</p>
      <p>
        {forecast.changed.length.toLocaleString('en-GB')} of {forecast.counted.toLocaleString('en-GB')} lists would change
        {forecast.all ? '.' : '; older stories were not asked.'}
        {forecast.changed.length > SHOWN ? ` The first ${SHOWN} are shown.` : ''}
      </p>
      {shown.length > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by keyboard
        <section className={styles.scroll} aria-label="Lists that change" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Under</th>
                <th scope="col">Gains</th>
                <th scope="col">Loses</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ number, slug, headline, gains, loses }) => (
                <tr key={number}>
                  <th scope="row">
                    <a href={`/news/${slug}`}>{headline}</a>
                  </th>
                  <td>{named(gains) || (loses.length === 0 ? 'The same links in another order' : '')}</td>
                  <td>{named(loses)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
    </div>
  )
}

const named = (links: readonly LinkRef[]): string => links.map((link) => `“${link.headline}”`).join(', ')
