'use client'

import { useActionState } from 'react'
import buttons from '@/components/button.module.css'
import { ErrorSummary } from '@/components/error-summary'
import { LabelledField } from '@/components/labelled-field'
import { signInAction } from '../actions'
import { emptyFormState, type FormState, problemFor } from '../form-state'
import styles from './sign-in-form.module.css'

/** Works without script too: the answer then is the page again, with what went wrong. */
export function SignInForm({ from, message }: { from: string | null; message: string | null }) {
  const begin: FormState<string> = message ? { ...emptyFormState, problems: [{ field: '', message }] } : emptyFormState
  const [state, action, pending] = useActionState(signInAction, begin)
  const typed = typeof state.values.email === 'string' ? state.values.email : ''
  return (
    <form action={action} noValidate className={styles.form}>
      <ErrorSummary problems={state.problems} />
      <LabelledField name="email" label="Email" problem={problemFor(state, 'email')}>
        {(control) => (
          <input {...control} type="email" autoComplete="username" spellCheck={false} autoCapitalize="none" defaultValue={typed} />
        )}
      </LabelledField>
      <LabelledField name="password" label="Password" problem={problemFor(state, 'password')}>
        {(control) => <input {...control} type="password" autoComplete="current-password" />}
      </LabelledField>
      {from ? <input type="hidden" name="from" value={from} /> : null}
      <button type="submit" className={buttons.solid} aria-disabled={pending || undefined}>
        Sign in
      </button>
      <p className={styles.progress} role="status">
        {pending ? 'Signing in …' : ''}
      </p>
    </form>
  )
}
