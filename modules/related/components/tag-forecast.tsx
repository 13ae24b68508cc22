'use client'
import { useState } from 'react'
import { forecastTagChangeAction } from '../actions'
import type { Forecast } from '../forecast'
import { ForecastList } from './forecast-list'
import styles from './forecast-list.module.css'
import { tagFieldsOf } from './tag-fields'

type Props = { formId: string; forecast: Forecast | null; onForecast: (forecast: Forecast | null) => void }

/**
 * Beside a tag's form: what the form as it stands would do to related lists. `formId` is the form's id; its fields are
 * those of editTagSchema.
 */
export function TagForecast({ formId, forecast, onForecast }: Props) {
  const [said, setSaid] = useState('')
  const ask = async () => {
    const form = document.getElementById(formId)
    if (!(form instanceof HTMLFormElement)) return
    onForecast(null)
    setSaid('Working out the lists…')
    const result = await forecastTagChangeAction(tagFieldsOf(new FormData(form))).catch(() => null)
    setSaid('')
    if (result?.ok) onForecast(result.value)
    else if (result?.kind === 'problems') setSaid(result.problems.map(({ message }) => message).join('. '))
    else setSaid(result?.message ?? 'The newsroom did not answer. Try again.')
  }
  return (
    <section id="forecast" tabIndex={-1} aria-labelledby="tag-forecast" className={styles.section}>
      <h2 id="tag-forecast">If you save this</h2>
      <p>Another broader tag, an aspect, or “do not relate on this” changes related lists. See which before you save.</p>
      <button type="button" onClick={ask}>
        See which lists change
      </button>
      <p role="status">{said}</p>
      {forecast ? <ForecastList forecast={forecast} /> : null}
    </section>
  )
}
