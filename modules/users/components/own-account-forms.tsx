'use client'

import { useRouter } from 'next/navigation'
import { useActionState, useEffect } from 'react'
import buttons from '@/components/button.module.css'
import { ErrorSummary } from '@/components/error-summary'
import { LabelledField } from '@/components/labelled-field'
import { RecoveryCodes } from '@/modules/auth/components/recovery-codes'
import { emptyFormState, type FormState, problemFor } from '@/modules/auth/form-state'
import {
  changeOwnNameAction,
  changeOwnPasswordAction,
  endOtherSessionsAction,
  endSessionAction,
  removeCodesAction,
  removePasskeyAction,
  renamePasskeyAction,
  renewRecoveryCodesAction,
} from '../actions'
import styles from './own-account-forms.module.css'

/** One's own name. */
export function OwnNameForm({ name }: { name: string }) {
  const router = useRouter()
  const [state, action, pending] = useActionState(changeOwnNameAction, emptyFormState as FormState<{ name: string }>)
  useEffect(() => {
    if (state.value) router.refresh()
  }, [state.value, router])
  return (
    <form action={action} noValidate>
      <ErrorSummary problems={state.problems} />
      <LabelledField name="name" label="Name" hint="As it stands in the history of a story." problem={problemFor(state, 'name')}>
        {(control) => <input {...control} type="text" autoComplete="name" key={name} defaultValue={name} />}
      </LabelledField>
      <button type="submit" className={buttons.quiet} aria-disabled={pending || undefined}>
        Save name
      </button>
      <p role="status">{state.value ? 'Your name was changed.' : ''}</p>
    </form>
  )
}

/** One's own password; every other sign-in ends with it. */
export function OwnPasswordForm() {
  const [state, action, pending] = useActionState(changeOwnPasswordAction, emptyFormState as FormState<{ ended: number; sv: number }>)
  return (
    <form action={action} noValidate>
      <ErrorSummary problems={state.problems} />
      <LabelledField
        name="password"
        label="New password"
        hint="12 to 128 characters. Any characters; a sentence is good. You are signed out everywhere else."
        problem={problemFor(state, 'password')}
      >
        {(control) => <input {...control} type="password" autoComplete="new-password" />}
      </LabelledField>
      <button type="submit" className={buttons.quiet} aria-disabled={pending || undefined}>
        Change password
      </button>
      <p role="status">{state.value ? state.message : ''}</p>
    </form>
  )
}

type PressProps = {
  action: (before: FormState<never>, form: FormData) => Promise<FormState<unknown>>
  fields?: Record<string, string>
  label: string
  about?: string
}

/** A form of one button; what went wrong stands beside it. */
function Press({ action, fields = {}, label, about }: PressProps) {
  const [state, submit, pending] = useActionState(
    action as (before: FormState<unknown>, form: FormData) => Promise<FormState<unknown>>,
    emptyFormState,
  )
  return (
    <form action={submit}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className={buttons.quiet} aria-disabled={pending || undefined}>
        {label}
        {about ? <span className="visually-hidden"> {about}</span> : null}
      </button>
      <div role="alert">{state.problems[0] ? <p className={styles.problem}>{state.problems[0].message}</p> : null}</div>
    </form>
  )
}

export const EndSession = ({ id, about }: { id: string; about: string }) => (
  <Press action={endSessionAction} fields={{ id }} label="Sign out" about={about} />
)
export const EndOtherSessions = () => <Press action={endOtherSessionsAction} label="Sign out everywhere else" />
export const RemoveCodes = () => <Press action={removeCodesAction} label="Remove codes" />
export const RemovePasskey = ({ id, name }: { id: string; name: string }) => (
  <Press action={removePasskeyAction} fields={{ id }} label="Remove" about={name} />
)

/** Another name for a passkey. */
export function RenamePasskey({ id, name, number }: { id: string; name: string; number: number }) {
  const [state, action, pending] = useActionState(renamePasskeyAction, emptyFormState as FormState<{ name: string }>)
  const field = `passkey-name-${number}`
  return (
    <form action={action} noValidate className={styles.rename}>
      <ErrorSummary problems={state.problems} idFor={() => field} />
      <input type="hidden" name="id" value={id} />
      <LabelledField name="name" id={field} label={`Name of passkey ${number}`} problem={problemFor(state, 'name')}>
        {(control) => <input {...control} type="text" autoComplete="off" maxLength={60} defaultValue={name} />}
      </LabelledField>
      <button type="submit" className={buttons.quiet} aria-disabled={pending || undefined}>
        Rename<span className="visually-hidden"> {name}</span>
      </button>
    </form>
  )
}

/** Ten new recovery codes in the place of the old ones. */
export function NewRecoveryCodes() {
  const [state, action, pending] = useActionState(renewRecoveryCodesAction, emptyFormState as FormState<{ recoveryCodes: string[] }>)
  if (state.value)
    return (
      <RecoveryCodes
        codes={state.value.recoveryCodes}
        done="Your new recovery codes"
        next={{ href: '/admin/account', label: 'I have kept them' }}
      />
    )
  return (
    <form action={action}>
      <ErrorSummary problems={state.problems} />
      <button type="submit" className={buttons.quiet} aria-disabled={pending || undefined}>
        Make new recovery codes
      </button>
    </form>
  )
}
