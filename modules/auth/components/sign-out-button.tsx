'use client'

import { useActionState } from 'react'
import { signOutAction } from '../actions'
import { emptyFormState } from '../form-state'

/** Ends this browser's session and goes to the sign-in page. */
export function SignOutButton({ className }: { className?: string | undefined }) {
  const [state, action] = useActionState(signOutAction, emptyFormState)
  return (
    <form action={action}>
      <button type="submit" className={className}>
        Sign out
      </button>
      {state.message ? <p role="alert">{state.message}</p> : null}
    </form>
  )
}
