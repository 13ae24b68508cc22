'use client'

import { useRouter } from 'next/navigation'
import { useActionState, useEffect } from 'react'
import buttons from '@/components/button.module.css'
import { ErrorSummary } from '@/components/error-summary'
import { LabelledField } from '@/components/labelled-field'
import { confirmIdentityAction } from '../actions'
import { emptyFormState, type FormState, problemFor } from '../form-state'
import styles from './factors.module.css'
import { PasskeyConfirm } from './passkey-press'

type Props = { hasFactor: boolean; hasCodes: boolean; hasPasskey: boolean; origin: string | null; passkeys: boolean }

/** Asks again who somebody is, before a password or a factor is changed. The page shows the rest when it is right. */
export function ConfirmIdentity({ hasFactor, hasCodes, hasPasskey, origin, passkeys }: Props) {
  const router = useRouter()
  const [state, action, pending] = useActionState(confirmIdentityAction, emptyFormState as FormState<{ confirmed: true }>)
  useEffect(() => {
    if (state.value) router.refresh()
  }, [state.value, router])
  return (
    <section className={styles.box} aria-labelledby="confirm-identity">
      <h2 id="confirm-identity">Confirm that it is you</h2>
      <p>Your password and your second factors can be changed for ten minutes afterwards.</p>
      <form action={action} noValidate className={styles.form}>
        <ErrorSummary problems={state.problems} idFor={(field) => `confirm-${field}`} />
        {hasFactor ? (
          <LabelledField
            name="code"
            id="confirm-code"
            label={hasCodes ? 'Code' : 'Recovery code'}
            hint={hasCodes ? 'Six digits from your app, or one of your recovery codes.' : 'Or confirm with your passkey below.'}
            problem={problemFor(state, 'code')}
          >
            {(control) => <input {...control} type="text" autoComplete="one-time-code" spellCheck={false} autoCapitalize="none" />}
          </LabelledField>
        ) : (
          <LabelledField name="password" id="confirm-password" label="Your present password" problem={problemFor(state, 'password')}>
            {(control) => <input {...control} type="password" autoComplete="current-password" />}
          </LabelledField>
        )}
        <button type="submit" className={buttons.solid} aria-disabled={pending || undefined}>
          Confirm
        </button>
      </form>
      {hasPasskey && passkeys ? <PasskeyConfirm origin={origin} then={() => router.refresh()} /> : null}
    </section>
  )
}
