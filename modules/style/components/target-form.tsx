'use client'
import { useActionState } from 'react'
import buttons from '@/components/button.module.css'
import { LabelledField } from '@/components/labelled-field'
import { emptyFormState, problemFor } from '@/modules/auth/form-state'
import { changeStyleSettingsAction } from '../actions'
import { READING_AGE_MAX, READING_AGE_MIN } from '../schema'
import type { StyleSettingsView } from '../views'
import styles from './style.module.css'

/** The reading age that stories should need at most. */
export function TargetForm({ settings }: { settings: StyleSettingsView }) {
  const [state, action] = useActionState(changeStyleSettingsAction, emptyFormState)
  const typed = typeof state.values.readingAge === 'string' ? state.values.readingAge : String(settings.readingAge)
  return (
    <form action={action} className={styles.form} key={JSON.stringify(state.values)} noValidate>
      <input type="hidden" name="version" value={settings.version} />
      <LabelledField
        name="readingAge"
        label="Reading age to aim at"
        hint="In years. The Checks of a story show its own beside this one. Advice, never a lock."
        problem={problemFor(state, 'readingAge') ?? problemFor(state, '')}
      >
        {(control) => (
          <input
            {...control}
            className={styles.short}
            type="number"
            inputMode="numeric"
            min={READING_AGE_MIN}
            max={READING_AGE_MAX}
            defaultValue={typed}
          />
        )}
      </LabelledField>
      <button type="submit" className={buttons.quiet}>
        Save
      </button>
    </form>
  )
}
