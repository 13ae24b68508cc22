'use client'

import { useActionState } from 'react'
import buttons from '@/components/button.module.css'
import { emptyFormState, type FormState } from '@/modules/auth/form-state'
import { revokeInvitationAction, sendInvitationAgainAction } from '../actions'
import styles from './invitation-row.module.css'
import { OnceLink } from './once-link'

type Props = { invitation: { id: string; email: string; name: string; words: string }; transport: string }

/** An invitation nobody has taken up yet: send it again, or take it back. */
export function InvitationRow({ invitation: { id, email, name, words }, transport }: Props) {
  const [again, send, sending] = useActionState(sendInvitationAgainAction, emptyFormState as FormState<never>)
  const [taken, revoke, revoking] = useActionState(revokeInvitationAction, emptyFormState as FormState<{ id: string }>)
  const problem = again.problems[0] ?? taken.problems[0]
  return (
    <li className={styles.row}>
      <p>
        <b>{name}</b>, {email}
        <br />
        {words}
      </p>
      <div className={styles.presses}>
        <form action={send}>
          <input type="hidden" name="id" value={id} />
          <button type="submit" className={buttons.quiet} aria-disabled={sending || undefined}>
            Send again<span className="visually-hidden"> to {email}</span>
          </button>
        </form>
        <form action={revoke}>
          <input type="hidden" name="id" value={id} />
          <button type="submit" className={buttons.quiet} aria-disabled={revoking || undefined}>
            Take back<span className="visually-hidden"> the invitation of {email}</span>
          </button>
        </form>
      </div>
      {again.value ? <OnceLink invited={again.value} transport={transport} /> : null}
      <div role="alert">{problem ? <p>{problem.message}</p> : null}</div>
    </li>
  )
}
