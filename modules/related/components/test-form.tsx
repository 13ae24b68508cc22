'use client'
import { type FormEvent, useState } from 'react'
import buttons from '@/components/button.module.css'
import { ErrorSummary } from '@/components/error-summary'
import type { Problem } from '@/lib/errors'
import type { ActionResult } from '@/modules/auth/form-state'
import { forecastTestAction, startTestAction } from '../actions'
import { asSeen } from '../as-seen'
import type { Forecast } from '../forecast'
import type { StartTestInput } from '../schema'
import { settingOf, TRIED_GROUPS } from '../setting-names'
import type { EngineSettings } from '../settings'
import { ForecastList } from './forecast-list'
import styles from './weights-form.module.css'

type Values = Record<string, string>
const SETTINGS = TRIED_GROUPS.flatMap((group) => group.settings)
const NO_ANSWER = 'The newsroom did not answer. Nothing was changed: try again.'

const valuesOf = (settings: EngineSettings): Values => ({
  name: '',
  share: '50',
  days: '28',
  ...Object.fromEntries(SETTINGS.map(({ key }) => [key, String(settingOf(settings, key))])),
})

/** Other numbers to try on some pages; nothing begins before what it would do to the site's lists has been shown. */
export function TestForm({ version, settings }: { version: number; settings: EngineSettings }) {
  const [values, setValues] = useState(() => valuesOf(settings))
  const [problems, setProblems] = useState<Problem[]>([])
  const [shown, setShown] = useState<{ forecast: Forecast; of: string } | null>(null)
  const [busy, setBusy] = useState('')
  const now = JSON.stringify(values)

  const run = async <T,>(doing: string, call: () => Promise<ActionResult<T>>): Promise<T | null> => {
    if (busy) return null
    setBusy(doing)
    setProblems([])
    const result = await call().catch(() => null)
    setBusy('')
    if (result?.ok) return result.value
    setProblems(result?.kind === 'problems' ? result.problems.map(ofField) : [{ field: '', message: result?.message ?? NO_ANSWER }])
    return null
  }
  const preview = async (event: FormEvent) => {
    event.preventDefault()
    const forecast = await run('Working out every list', () => forecastTestAction(inputOf(version, values, settings)))
    setShown(forecast && { forecast, of: now })
  }
  const begin = async () => {
    if (!shown) return
    const input = inputOf(version, values, settings)
    const begun = await run('Beginning', () =>
      asSeen({
        seen: shown.forecast,
        carryOut: (stamp) => startTestAction({ ...input, stamp }),
        lookAgain: () => forecastTestAction(input),
        onOther: (forecast) => setShown({ forecast, of: now }),
      }),
    )
    if (begun) window.location.assign('/admin/related/tests?done=begun')
  }
  const field = (key: string, label: string, hint: string, step?: number) => (
    <p key={key}>
      <label htmlFor={key}>{label}</label>
      <input
        id={key}
        type={step === undefined ? 'text' : 'number'}
        inputMode={step === undefined ? undefined : 'decimal'}
        step={step}
        value={values[key] ?? ''}
        aria-describedby={`${key}-hint`}
        aria-invalid={problems.some((problem) => problem.field === key) || undefined}
        onChange={(event) => setValues((before) => ({ ...before, [key]: event.target.value }))}
      />
      <small id={`${key}-hint`}>{hint}</small>
    </p>
  )
  return (
    <form onSubmit={preview} noValidate>
      <ErrorSummary problems={problems} />
      <fieldset className={styles.group}>
        <legend>The test</legend>
        <div className={styles.fields}>
          {field('name', 'What is tried', 'A few words, for the history: “Reactions age faster”.')}
          {field('share', 'Pages of a hundred', '5 to 50. The others keep the numbers in force.', 1)}
          {field('days', 'Days', '7 to 84 whole days, counted from tomorrow.', 1)}
        </div>
      </fieldset>
      {TRIED_GROUPS.map((group) => (
        <fieldset key={group.title} className={styles.group}>
          <legend>{group.title}</legend>
          <div className={styles.fields}>
            {group.settings.map(({ key, label, hint, step }) => field(key, label, `${hint} In force: ${settingOf(settings, key)}.`, step))}
          </div>
        </fieldset>
      ))}
      <p className={styles.acts}>
        <button type="submit" className={buttons.solid} aria-disabled={busy !== '' || undefined}>
          See what would change
        </button>
      </p>
      <p role="status">{busy ? `${busy}… This can take a minute in a large newsroom.` : ''}</p>
      {busy ? <progress aria-label={busy} className={styles.progress} /> : null}
      {shown && shown.of === now && !busy ? (
        <section id="forecast" tabIndex={-1} aria-label="What would change" className={styles.change}>
          <h3>What would change on the pages of B</h3>
          <ForecastList forecast={shown.forecast} />
          <p className={styles.acts}>
            <button type="button" className={buttons.solid} onClick={begin}>
              Begin the test
            </button>
          </p>
        </section>
      ) : null}
    </form>
  )
}

/** "changes.halfLives.news" is the field "halfLives.news". */
const ofField = ({ field, message }: Problem): Problem => ({ field: field.replace(/^changes\./, ''), message })

const numberOf = (value: string | undefined): number => (value?.trim() ? Number(value) : Number.NaN)

/** What was typed, as numbers, of those that are no longer the newsroom's; the server refuses what is none, by its name. */
function inputOf(version: number, values: Values, settings: EngineSettings): StartTestInput {
  const changes: Record<string, unknown> = {}
  const halfLives: Record<string, number> = {}
  for (const { key } of SETTINGS) {
    const value = numberOf(values[key])
    if (value === settingOf(settings, key)) continue
    if (key.startsWith('halfLives.')) halfLives[key.slice('halfLives.'.length)] = value
    else changes[key] = value
  }
  if (Object.keys(halfLives).length > 0) changes.halfLives = halfLives
  return { version, name: values.name ?? '', share: numberOf(values.share), days: numberOf(values.days), changes }
}
