'use client'
import { useState } from 'react'
import buttons from '@/components/button.module.css'
import { ForecastList } from '@/modules/related/components/forecast-list'
import type { Forecast } from '@/modules/related/forecast'
import { forecastBulkAction } from '../bulk-actions'
import styles from './bulk.module.css'

type Props = { id: string; forecast: Forecast | null; onForecast: (forecast: Forecast) => void }

/** Which related lists a planned change would change, worked out when it is asked for. */
export function BulkForecast({ id, forecast, onForecast }: Props) {
  const [said, setSaid] = useState('')
  const [busy, setBusy] = useState(false)
  const ask = async () => {
    if (busy) return
    setBusy(true)
    setSaid('Working out the lists …')
    const answer = await forecastBulkAction({ id }).catch(() => null)
    setBusy(false)
    if (answer?.ok) {
      onForecast(answer.value)
      setSaid('')
    } else
      setSaid(
        answer?.kind === 'problems'
          ? answer.problems.map(({ message }) => message).join('. ')
          : (answer?.message ?? 'The newsroom did not answer. Try again.'),
      )
  }
  return (
    <section className={styles.part} aria-labelledby="lists">
      <h2 id="lists">Related lists</h2>
      {forecast ? null : (
        <button type="button" className={buttons.quiet} aria-disabled={busy || undefined} onClick={() => void ask()}>
          See which related lists change
        </button>
      )}
      <p role="status">{said}</p>
      {forecast ? <ForecastList forecast={forecast} /> : null}
    </section>
  )
}
