'use client'
import { useState } from 'react'
import buttons from '@/components/button.module.css'
import type { ActionResult } from '@/modules/auth/form-state'
import { asSeen } from '@/modules/related/as-seen'
import { ForecastList } from '@/modules/related/components/forecast-list'
import type { Forecast } from '@/modules/related/forecast'
import { forecastTakingAction, takeTestAction } from '../actions'

type Props = { id: string; name: string; className?: string | undefined }

const NO_ANSWER = 'The newsroom did not answer. Nothing was changed: try again.'

/** The numbers of a test for the whole site: first what they would do to every list, then the press that takes them. */
export function TakeTest({ id, name, className }: Props) {
  const [forecast, setForecast] = useState<Forecast | null>(null)
  const [said, setSaid] = useState('')
  const [busy, setBusy] = useState('')
  const run = async <T,>(doing: string, call: () => Promise<ActionResult<T>>): Promise<T | null> => {
    if (busy) return null
    setBusy(doing)
    setSaid('')
    const result = await call().catch(() => null)
    setBusy('')
    if (result?.ok) return result.value
    setSaid(result?.kind === 'problems' ? result.problems.map(({ message }) => message).join('. ') : (result?.message ?? NO_ANSWER))
    return null
  }
  const look = async () => setForecast(await run('Working out every list', () => forecastTakingAction({ id })))
  const take = async (seen: Forecast) => {
    const taken = await run('Applying', () =>
      asSeen({
        seen,
        carryOut: (stamp) => takeTestAction({ id, stamp }),
        lookAgain: () => forecastTakingAction({ id }),
        onOther: setForecast,
      }),
    )
    if (taken) window.location.assign('/admin/related/tests?done=taken')
  }
  const off = busy !== '' || undefined
  const of = <span className="visually-hidden">: {name}</span>
  return (
    <>
      <div className={className}>
        <button type="button" className={buttons.quiet} aria-disabled={off} onClick={() => void look()}>
          See what taking B would change{of}
        </button>
      </div>
      <p role="status">{busy ? `${busy}… This can take a minute in a large newsroom.` : ''}</p>
      {said ? <p role="alert">{said}</p> : null}
      {forecast && !busy ? (
        <section aria-label="What taking B would change">
          <ForecastList forecast={forecast} />
          <div className={className}>
            <button type="button" className={buttons.solid} onClick={() => void take(forecast)}>
              Take B for the whole site{of}
            </button>
          </div>
        </section>
      ) : null}
    </>
  )
}
