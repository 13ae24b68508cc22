'use client'

import { useActionState } from 'react'
import buttons from '@/components/button.module.css'
import { ErrorSummary } from '@/components/error-summary'
import { LabelledField } from '@/components/labelled-field'
import { emptyFormState, type FormState, problemFor } from '@/modules/auth/form-state'
import { accountStamp } from '../account-stamp'
import { changeUserAction, resetFactorsAction, resetPasswordAction } from '../actions'
import { DutiesField } from './duties-field'
import { OncePassword } from './once-password'
import { RoleField } from './role-field'

type Account = { id: string; email: string; name: string; role: string; active: boolean; duties: readonly string[] }

/** Name, role, duties, and whether the account is open. A change of role or of the last signs the person out everywhere. */
export function ChangeUserForm({ account, hasDuties }: { account: Account; hasDuties: boolean }) {
  const [state, action, pending] = useActionState(changeUserAction, emptyFormState as FormState<never>)
  const chosen = (field: 'name' | 'role' | 'active', otherwise: string): string => {
    const typed = state.values[field]
    return typeof typed === 'string' ? typed : otherwise
  }
  const active = chosen('active', account.active ? 'yes' : 'no')
  return (
    <form action={action} noValidate>
      <ErrorSummary problems={state.problems} />
      <input type="hidden" name="id" value={account.id} />
      <input type="hidden" name="seen" value={accountStamp(account)} />
      <LabelledField name="name" label="Name" problem={problemFor(state, 'name')}>
        {(control) => <input {...control} type="text" autoComplete="off" defaultValue={chosen('name', account.name)} />}
      </LabelledField>
      <RoleField value={chosen('role', account.role)} problem={problemFor(state, 'role')} />
      {hasDuties ? <DutiesField value={Array.isArray(state.values.duties) ? state.values.duties : account.duties} /> : null}
      <LabelledField
        name="active"
        label="Account"
        hint="A closed account cannot sign in. Its stories and its place in the history stay."
        problem={problemFor(state, 'active')}
      >
        {(control) => (
          <select {...control} key={active} defaultValue={active}>
            <option value="yes">Open</option>
            <option value="no">Closed</option>
          </select>
        )}
      </LabelledField>
      <button type="submit" className={buttons.solid} aria-disabled={pending || undefined}>
        Save account
      </button>
    </form>
  )
}

/** A new random password for somebody who lost theirs. */
export function ResetPasswordForm({ account }: { account: Account }) {
  const [state, action, pending] = useActionState(resetPasswordAction, emptyFormState as FormState<never>)
  const made = state.value as { generatedPassword: string } | null
  if (made) return <OncePassword email={account.email} password={made.generatedPassword} />
  return (
    <form action={action}>
      <ErrorSummary problems={state.problems} />
      <input type="hidden" name="id" value={account.id} />
      <p id="reset-effect">Signs {account.name} out everywhere and makes their present password useless.</p>
      <button type="submit" className={buttons.quiet} aria-describedby="reset-effect" aria-disabled={pending || undefined}>
        Make a new password
      </button>
    </form>
  )
}

/** For somebody who lost their telephone and their recovery codes. */
export function ResetFactorsForm({ account, words }: { account: Account; words: string }) {
  const [state, action, pending] = useActionState(resetFactorsAction, emptyFormState as FormState<{ had: number }>)
  if (state.value) return <p role="status">Done. {account.name} was signed out everywhere and signs in with the password alone.</p>
  return (
    <form action={action}>
      <ErrorSummary problems={state.problems} />
      <input type="hidden" name="id" value={account.id} />
      <p id="factors-effect">
        {words} Taking them away signs {account.name} out everywhere. Make sure that it is really they who ask.
      </p>
      <button type="submit" className={buttons.quiet} aria-describedby="factors-effect" aria-disabled={pending || undefined}>
        Take second factors away
      </button>
    </form>
  )
}
