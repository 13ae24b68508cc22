'use client'
import { useState } from 'react'
import type { EditTagInput } from '@/modules/tags/schema'
import { forecastTagChangeAction } from '../actions'
import type { Forecast } from '../forecast'
import { ForecastList } from './forecast-list'
import styles from './forecast-list.module.css'

/**
 * Beside a tag's form: what the form as it stands would do to related lists. `formId` is the form's id; its fields are
 * those of editTagSchema.
 */
export function TagForecast({ formId }: { formId: string }) {
  const [state, setState] = useState<{ forecast: Forecast | null; said: string }>({ forecast: null, said: '' })
  const ask = async () => {
    const form = document.getElementById(formId)
    if (!(form instanceof HTMLFormElement)) return
    setState({ forecast: null, said: 'Working out the lists…' })
    const fields = Object.fromEntries(
      [...new FormData(form).entries()].filter(([name]) => !name.startsWith('$')),
    ) as unknown as EditTagInput
    const result = await forecastTagChangeAction(fields).catch(() => null)
    if (result?.ok) setState({ forecast: result.value, said: '' })
    else if (result?.kind === 'problems') setState({ forecast: null, said: result.problems.map(({ message }) => message).join('. ') })
    else setState({ forecast: null, said: result?.message ?? 'The newsroom did not answer. Try again.' })
  }
  return (
    <section aria-labelledby="tag-forecast" className={styles.section}>
      <h2 id="tag-forecast">If you save this</h2>
      <p>Another broader tag, or “do not relate on this”, changes related lists. See which before you save.</p>
      <button type="button" onClick={ask}>
        See which lists change
      </button>
      <p role="status">{state.said}</p>
      {state.forecast ? <ForecastList forecast={state.forecast} /> : null}
    </section>
  )
}
