'use client'

import { useActionState } from 'react'
import buttons from '@/components/button.module.css'
import { ErrorSummary } from '@/components/error-summary'
import { emptyFormState, type FormState } from '@/modules/auth/form-state'
import { FEATURES, type Feature, featureWords, type NewsroomSettings, SECOND_READER, secondReaderWords } from '@/modules/newsroom/schema'
import { changeNewsroomAction } from '../newsroom-actions'
import styles from './newsroom-settings-form.module.css'

type Props = { settings: NewsroomSettings; used: readonly Feature[] }

/** The second reader, and what is shown before its first use. */
export function NewsroomSettingsForm({ settings, used }: Props) {
  const [state, action, pending] = useActionState(changeNewsroomAction, emptyFormState as FormState<never>)
  return (
    <form action={action} noValidate className={styles.form}>
      <ErrorSummary problems={state.problems} />
      <input type="hidden" name="version" value={settings.version} />
      <fieldset>
        <legend>Second reader</legend>
        {SECOND_READER.map((rule) => (
          <Choice
            key={rule}
            type="radio"
            name="secondReader"
            value={rule}
            isChecked={settings.secondReader === rule}
            words={secondReaderWords[rule]}
          />
        ))}
      </fieldset>
      <fieldset>
        <legend>Show before the first use</legend>
        <p className={styles.hint}>What has been used once is shown whether it is ticked or not.</p>
        {FEATURES.map((feature) => (
          <Choice
            key={feature}
            type="checkbox"
            name="features"
            value={feature}
            isChecked={settings.features.includes(feature)}
            words={featureWords[feature]}
            note={used.includes(feature) ? 'In use.' : undefined}
          />
        ))}
      </fieldset>
      <button type="submit" className={buttons.solid} aria-disabled={pending || undefined}>
        Save settings
      </button>
    </form>
  )
}

type ChoiceProps = {
  type: 'radio' | 'checkbox'
  name: string
  value: string
  isChecked: boolean
  words: { label: string; hint: string }
  note?: string | undefined
}

function Choice({ type, name, value, isChecked, words, note }: ChoiceProps) {
  const id = `${name}-${value}`
  return (
    <div className={styles.choice}>
      <input type={type} id={id} name={name} value={value} defaultChecked={isChecked} aria-describedby={`${id}-hint`} />
      <div>
        <label htmlFor={id}>{words.label}</label>
        <p id={`${id}-hint`} className={styles.hint}>
          {words.hint}
          {note ? ` ${note}` : ''}
        </p>
      </div>
    </div>
  )
}
