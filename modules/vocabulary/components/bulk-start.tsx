'use client'
import { useActionState, useState } from 'react'
import buttons from '@/components/button.module.css'
import { emptyFormState, type FormState } from '@/modules/auth/form-state'
import { formAsSeen } from '@/modules/related/as-seen'
import type { Forecast } from '@/modules/related/forecast'
import { forecastBulkAction, startBulkAction } from '../bulk-actions'
import type { BulkState } from '../bulk-views'
import { FORECAST_STORIES_MAX, storiesWord } from '../bulk-words'
import styles from './bulk.module.css'
import { BulkForecast } from './bulk-forecast'

type State = FormState<{ id: string; state: BulkState }>

/**
 * The press that begins a planned operation, which works without script, and what it would do to related lists. Lists that
 * were looked at are worked out again before it begins, where something else was published since.
 */
export function BulkStart({ id, total }: { id: string; total: number }) {
  const [forecast, setForecast] = useState<Forecast | null>(null)
  const [answer, send, pending] = useActionState(startBulkAction, emptyFormState as State)
  const [answerAsSeen, sendAsSeen, pendingAsSeen] = useActionState(async (before: State, fields: FormData): Promise<State> => {
    if (!forecast) return startBulkAction(before, fields)
    const lookAgain = () => forecastBulkAction({ id })
    return formAsSeen({ seen: forecast, fields, action: startBulkAction, lookAgain, onOther: setForecast })
  }, emptyFormState as State)
  const { problems } = forecast ? answerAsSeen : answer
  return (
    <>
      <form className={styles.presses} action={forecast ? sendAsSeen : send}>
        <input type="hidden" name="id" value={id} />
        <button type="submit" className={buttons.solid} aria-disabled={pending || pendingAsSeen || undefined}>
          Change {storiesWord(total)}
        </button>
        {problems.length > 0 ? <p role="alert">{problems.map((problem) => problem.message).join('. ')}</p> : null}
      </form>
      {total <= FORECAST_STORIES_MAX ? <BulkForecast id={id} forecast={forecast} onForecast={setForecast} /> : null}
    </>
  )
}
