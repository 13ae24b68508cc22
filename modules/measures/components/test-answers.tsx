'use client'
import { useActionState } from 'react'
import buttons from '@/components/button.module.css'
import { emptyFormState } from '@/modules/auth/form-state'
import { endTestAction } from '../actions'
import { TakeTest } from './take-test'

type Props = { id: number; name: string; running: boolean; className?: string | undefined }

/** What an admin may do with a fair test: end it with one press, or take its numbers after a look at what they change. */
export function TestAnswers({ id, name, running, className }: Props) {
  const [ended, end, ending] = useActionState(endTestAction, emptyFormState)
  const message = [ended.message, ...ended.problems.map((problem) => problem.message)].find(Boolean)
  return (
    <>
      {running ? (
        <form action={end} className={className}>
          <input type="hidden" name="id" value={id} />
          <button type="submit" className={buttons.solid} aria-disabled={ending || undefined}>
            End it now
          </button>
          {message ? <p role="alert">{message}</p> : null}
        </form>
      ) : null}
      <TakeTest id={String(id)} name={name} className={className} />
    </>
  )
}
