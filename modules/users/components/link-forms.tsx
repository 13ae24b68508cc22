'use client'

import { useActionState } from 'react'
import buttons from '@/components/button.module.css'
import { ErrorSummary } from '@/components/error-summary'
import { LabelledField } from '@/components/labelled-field'
import { emptyFormState, type FormState, problemFor } from '@/modules/auth/form-state'
import { acceptInvitationAction, askForPasswordAction, setNewPasswordAction } from '../actions'

const PASSWORD_HINT = '12 to 128 characters. Any characters; a sentence is good.'

/** Behind the link of an invitation: a name and a password of one's own. */
export function AcceptInvitationForm({ token, email, name }: { token: string; email: string; name: string }) {
  const [state, action, pending] = useActionState(acceptInvitationAction, emptyFormState as FormState<{ email: string }>)
  const typed = typeof state.values.name === 'string' ? state.values.name : name
  return (
    <form action={action} noValidate>
      <ErrorSummary problems={state.problems} />
      <input type="hidden" name="token" value={token} />
      {/* For password managers: which account this password is of. */}
      <input type="hidden" value={email} autoComplete="username" />
      <LabelledField name="name" label="Your name" hint="As it stands in the history of a story." problem={problemFor(state, 'name')}>
        {(control) => <input {...control} type="text" autoComplete="name" defaultValue={typed} />}
      </LabelledField>
      <LabelledField name="password" label="Password" hint={PASSWORD_HINT} problem={problemFor(state, 'password')}>
        {(control) => <input {...control} type="password" autoComplete="new-password" />}
      </LabelledField>
      <button type="submit" className={buttons.solid} aria-disabled={pending || undefined}>
        Join the newsroom
      </button>
    </form>
  )
}

/** Asks for a link for a new password. The answer is the same whether or not there is such an account. */
export function AskForPasswordForm() {
  const [state, action, pending] = useActionState(askForPasswordAction, emptyFormState as FormState<{ asked: boolean }>)
  if (state.value)
    return (
      <p role="status">
        If there is an open account with this address, a mail with a link is on its way. The link works for 30 minutes. If no mail comes,
        ask an admin.
      </p>
    )
  const typed = typeof state.values.email === 'string' ? state.values.email : ''
  return (
    <form action={action} noValidate>
      <ErrorSummary problems={state.problems} />
      <LabelledField name="email" label="Email" problem={problemFor(state, 'email')}>
        {(control) => (
          <input {...control} type="email" autoComplete="username" spellCheck={false} autoCapitalize="none" defaultValue={typed} />
        )}
      </LabelledField>
      <button type="submit" className={buttons.solid} aria-disabled={pending || undefined}>
        Send a link
      </button>
    </form>
  )
}

/** Behind the link for a new password. */
export function NewPasswordForm({ token }: { token: string }) {
  const [state, action, pending] = useActionState(setNewPasswordAction, emptyFormState as FormState<{ email: string }>)
  return (
    <form action={action} noValidate>
      <ErrorSummary problems={state.problems} />
      <input type="hidden" name="token" value={token} />
      <LabelledField name="password" label="New password" hint={PASSWORD_HINT} problem={problemFor(state, 'password')}>
        {(control) => <input {...control} type="password" autoComplete="new-password" />}
      </LabelledField>
      <button type="submit" className={buttons.solid} aria-disabled={pending || undefined}>
        Set the password
      </button>
    </form>
  )
}
