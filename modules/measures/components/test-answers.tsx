'use client'
import { useActionState } from 'react'
import buttons from '@/components/button.module.css'
import { emptyFormState } from '@/modules/auth/form-state'
import { endTestAction, takeTestAction } from '../actions'

type Props = { id: number; name: string; running: boolean; className?: string | undefined }

/** What an admin may do with a fair test, each one press. */
export function TestAnswers({ id, name, running, className }: Props) {
  const [ended, end, ending] = useActionState(endTestAction, emptyFormState)
  const [taken, take, taking] = useActionState(takeTestAction, emptyFormState)
  const message = [ended, taken].flatMap((state) => [state.message, ...state.problems.map((problem) => problem.message)]).find(Boolean)
  return (
    <div className={className}>
      {running ? (
        <form action={end}>
          <input type="hidden" name="id" value={id} />
          <button type="submit" className={buttons.solid} aria-disabled={ending || undefined}>
            End it now
          </button>
        </form>
      ) : null}
      <form action={take}>
        <input type="hidden" name="id" value={id} />
        <button type="submit" className={buttons.quiet} aria-disabled={taking || undefined}>
          Take B for the whole site<span className="visually-hidden">: {name}</span>
        </button>
      </form>
      {message ? <p role="alert">{message}</p> : null}
    </div>
  )
}
