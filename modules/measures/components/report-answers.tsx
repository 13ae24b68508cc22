'use client'
import { useActionState } from 'react'
import buttons from '@/components/button.module.css'
import { emptyFormState } from '@/modules/auth/form-state'
import { keepPairAction, leavePairOutAction } from '../actions'

type Props = {
  pair: { article: number; target: number }
  /** The headline of the link, so that each button says what it is about. */
  about: string
  className?: string | undefined
}

/** The two decisions about a pair, each one press. */
export function ReportAnswers({ pair, about, className }: Props) {
  const [left, leaveOut, leaving] = useActionState(leavePairOutAction, emptyFormState)
  const [kept, keep, keeping] = useActionState(keepPairAction, emptyFormState)
  const message = [left, kept].flatMap((state) => [state.message, ...state.problems.map((problem) => problem.message)]).find(Boolean)
  return (
    <div className={className}>
      <form action={leaveOut}>
        <Pair {...pair} />
        <button type="submit" className={buttons.solid} aria-disabled={leaving || undefined}>
          Leave this pair out<span className="visually-hidden">: {about}</span>
        </button>
      </form>
      <form action={keep}>
        <Pair {...pair} />
        <button type="submit" className={buttons.quiet} aria-disabled={keeping || undefined}>
          Keep it<span className="visually-hidden">: {about}</span>
        </button>
      </form>
      {message ? <p role="alert">{message}</p> : null}
    </div>
  )
}

function Pair({ article, target }: { article: number; target: number }) {
  return (
    <>
      <input type="hidden" name="article" value={article} />
      <input type="hidden" name="target" value={target} />
    </>
  )
}
