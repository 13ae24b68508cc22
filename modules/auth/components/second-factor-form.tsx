'use client'

import { useActionState } from 'react'
import buttons from '@/components/button.module.css'
import { ErrorSummary } from '@/components/error-summary'
import { LabelledField } from '@/components/labelled-field'
import { passChallengeAction } from '../actions'
import { emptyFormState, type FormState, problemFor } from '../form-state'
import styles from './factors.module.css'

/** The second half of signing in: a code of the app, or one of the recovery codes. */
export function SecondFactorForm({ from, hasCodes }: { from: string | null; hasCodes: boolean }) {
  const [state, action, pending] = useActionState(passChallengeAction, emptyFormState as FormState<string>)
  const hint = hasCodes
    ? 'Six digits from your app, or one of your recovery codes.'
    : 'One of the recovery codes you kept when you added your passkey.'
  return (
    <form action={action} noValidate className={styles.form}>
      <ErrorSummary problems={state.problems} />
      <LabelledField name="code" label={hasCodes ? 'Code' : 'Recovery code'} hint={hint} problem={problemFor(state, 'code')}>
        {(control) => <input {...control} type="text" autoComplete="one-time-code" spellCheck={false} autoCapitalize="none" />}
      </LabelledField>
      {from ? <input type="hidden" name="from" value={from} /> : null}
      <button type="submit" className={`${buttons.solid} ${styles.wide}`} aria-disabled={pending || undefined}>
        Continue
      </button>
      <p className={styles.progress} role="status">
        {pending ? 'Checking …' : ''}
      </p>
    </form>
  )
}
