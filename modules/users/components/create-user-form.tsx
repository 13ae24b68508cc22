'use client'

import { useActionState } from 'react'
import buttons from '@/components/button.module.css'
import { ErrorSummary } from '@/components/error-summary'
import { LabelledField } from '@/components/labelled-field'
import { emptyFormState, type FormState, problemFor } from '@/modules/auth/form-state'
import { createUserAction } from '../actions'
import { OncePassword } from './once-password'
import { RoleField } from './role-field'

type Created = { email: string; generatedPassword: string | null }

/** Makes an account and shows its password, once. */
export function CreateUserForm() {
  const [state, action, pending] = useActionState(createUserAction, emptyFormState as FormState<never>)
  const made = state.value as Created | null
  const typed = (field: string) => (typeof state.values[field] === 'string' ? state.values[field] : '')
  if (made?.generatedPassword) return <OncePassword email={made.email} password={made.generatedPassword} />
  return (
    <form action={action} noValidate>
      <ErrorSummary problems={state.problems} />
      <LabelledField name="name" label="Name" hint="As it stands in the history of a story." problem={problemFor(state, 'name')}>
        {(control) => <input {...control} type="text" autoComplete="off" defaultValue={typed('name')} />}
      </LabelledField>
      <LabelledField name="email" label="Email" problem={problemFor(state, 'email')}>
        {(control) => <input {...control} type="email" autoComplete="off" spellCheck={false} defaultValue={typed('email')} />}
      </LabelledField>
      <RoleField value={typed('role') || 'author'} problem={problemFor(state, 'role')} />
      <button type="submit" className={buttons.solid} aria-disabled={pending || undefined}>
        Create account
      </button>
    </form>
  )
}
