'use client'

import { useActionState } from 'react'
import buttons from '@/components/button.module.css'
import { ErrorSummary } from '@/components/error-summary'
import { LabelledField } from '@/components/labelled-field'
import type { Role } from '@/modules/access/actor'
import { emptyFormState, type FormState, problemFor } from '@/modules/auth/form-state'
import { inviteAction } from '../actions'
import { DutiesField } from './duties-field'
import { OnceLink } from './once-link'
import { RoleField } from './role-field'

/** Invites somebody. `transport`: how mail goes here, in words. */
export function InviteForm({ hasDuties, transport, roles }: { hasDuties: boolean; transport: string; roles: readonly Role[] }) {
  const [state, action, pending] = useActionState(inviteAction, emptyFormState as FormState<never>)
  const typed = (field: string) => (typeof state.values[field] === 'string' ? state.values[field] : '')
  if (state.value) return <OnceLink invited={state.value} transport={transport} />
  return (
    <form action={action} noValidate>
      <ErrorSummary problems={state.problems} />
      <LabelledField
        name="name"
        label="Name"
        hint="As it stands in the history of a story. They can change it."
        problem={problemFor(state, 'name')}
      >
        {(control) => <input {...control} type="text" autoComplete="off" defaultValue={typed('name')} />}
      </LabelledField>
      <LabelledField name="email" label="Email" problem={problemFor(state, 'email')}>
        {(control) => <input {...control} type="email" autoComplete="off" spellCheck={false} defaultValue={typed('email')} />}
      </LabelledField>
      <RoleField value={typed('role') || 'author'} problem={problemFor(state, 'role')} roles={roles} />
      {hasDuties ? <DutiesField value={Array.isArray(state.values.duties) ? state.values.duties : []} /> : null}
      <button type="submit" className={buttons.solid} aria-disabled={pending || undefined}>
        Send invitation
      </button>
    </form>
  )
}
