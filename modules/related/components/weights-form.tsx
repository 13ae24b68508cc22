'use client'
import { type FormEvent, useState } from 'react'
import buttons from '@/components/button.module.css'
import { ErrorSummary } from '@/components/error-summary'
import type { Problem } from '@/lib/errors'
import type { ActionResult } from '@/modules/auth/form-state'
import { changeSettingsAction, forecastSettingsAction } from '../actions'
import { asSeen } from '../as-seen'
import type { Forecast } from '../forecast'
import { labelOfSetting, SETTING_GROUPS, settingOf } from '../setting-names'
import { DEFAULT_SETTINGS, type EngineSettings } from '../settings'
import { ForecastList } from './forecast-list'
import styles from './weights-form.module.css'

type Values = Record<string, string>
type WeightsFormProps = { version: number; settings: EngineSettings; readOnly: boolean }

const KEYS = SETTING_GROUPS.flatMap((group) => group.settings.map(({ key }) => key))
const valuesOf = (settings: EngineSettings): Values => Object.fromEntries(KEYS.map((key) => [key, String(settingOf(settings, key))]))

/** Every number of the engine; nothing is applied before what it would do to the site's lists has been shown. */
export function WeightsForm({ version, settings, readOnly }: WeightsFormProps) {
  const [values, setValues] = useState(() => valuesOf(settings))
  const [problems, setProblems] = useState<Problem[]>([])
  const [shown, setShown] = useState<{ forecast: Forecast; of: string } | null>(null)
  const [busy, setBusy] = useState('')
  const now = JSON.stringify(values)
  const isChanged = now !== JSON.stringify(valuesOf(settings))

  const run = async <T,>(doing: string, call: () => Promise<ActionResult<T>>): Promise<T | null> => {
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
    if (busy) return
    const forecast = await run('Working out every list', () => forecastSettingsAction({ version, settings: inputOf(values) }))
    setShown(forecast && { forecast, of: now })
  }
  const apply = async () => {
    if (busy || !shown) return
    const input = { version, settings: inputOf(values) }
    const changed = await run('Applying', () =>
      asSeen({
        seen: shown.forecast,
        carryOut: (stamp) => changeSettingsAction({ ...input, stamp }),
        lookAgain: () => forecastSettingsAction(input),
        onOther: (forecast) => setShown({ forecast, of: now }),
      }),
    )
    if (changed) window.location.assign(`/admin/related/weights?done=${changed.version}`)
  }
  return (
    <form onSubmit={preview} noValidate>
      <ErrorSummary problems={problems} />
      {SETTING_GROUPS.map((group) => (
        <fieldset key={group.title} className={styles.group}>
          <legend>{group.title}</legend>
          <div className={styles.fields}>
            {group.settings.map(({ key, label, hint, step }) => (
              <p key={key}>
                <label htmlFor={key}>{label}</label>
                <input
                  id={key}
                  type="number"
                  inputMode="decimal"
                  step={step}
                  value={values[key] ?? ''}
                  readOnly={readOnly}
                  aria-describedby={`${key}-hint`}
                  aria-invalid={problems.some(({ field }) => field === key) || undefined}
                  onChange={(event) => setValues((before) => ({ ...before, [key]: event.target.value }))}
                />
                <small id={`${key}-hint`}>
                  {hint} Delivered: {settingOf(DEFAULT_SETTINGS, key)}.
                </small>
              </p>
            ))}
          </div>
        </fieldset>
      ))}
      {readOnly ? null : (
        <p className={styles.acts}>
          <button type="submit" className={buttons.solid} aria-disabled={busy !== '' || !isChanged || undefined}>
            See what would change
          </button>
          <button type="button" onClick={() => setValues(valuesOf(DEFAULT_SETTINGS))}>
            Fill in the delivered numbers
          </button>
        </p>
      )}
      <p role="status">{busy ? `${busy}… This can take a minute in a large newsroom.` : ''}</p>
      {busy ? <progress aria-label={busy} className={styles.progress} /> : null}
      {shown && shown.of === now && !busy ? (
        <section id="forecast" tabIndex={-1} aria-label="What would change" className={styles.change}>
          <h2>What would change</h2>
          <ForecastList forecast={shown.forecast} />
          <p className={styles.acts}>
            <button type="button" className={buttons.solid} onClick={apply}>
              Apply to the whole site
            </button>
          </p>
        </section>
      ) : null}
    </form>
  )
}

const NO_ANSWER = 'The newsroom did not answer. Nothing was changed: try again.'

/** "settings.weights.area" is the field "weights.area", named among so many. */
function ofField({ field, message }: Problem): Problem {
  const key = field.replace(/^settings\./, '')
  return { field: key, message: KEYS.includes(key) ? `${labelOfSetting(key)}: ${message}` : message }
}

/** What was typed, as numbers; the server refuses what is none, by its name. */
function inputOf(values: Values): EngineSettings {
  const settings: Record<string, unknown> = {}
  const halfLives: Record<string, number> = {}
  const weights: Record<string, number> = { storyline: DEFAULT_SETTINGS.weights.storyline }
  for (const key of KEYS) {
    const value = values[key]?.trim() ? Number(values[key]) : Number.NaN
    if (key.startsWith('weights.')) weights[key.slice('weights.'.length)] = value
    else if (key.startsWith('halfLives.')) halfLives[key.slice('halfLives.'.length)] = value
    else settings[key] = value
  }
  return { ...settings, weights, halfLives } as EngineSettings
}
