'use client'

import { useRouter } from 'next/navigation'
import { useActionState, useEffect } from 'react'
import buttons from '@/components/button.module.css'
import { ErrorSummary } from '@/components/error-summary'
import { emptyFormState, type FormState } from '@/modules/auth/form-state'
import { startRebuildAction } from '../actions'
import styles from './rebuild-form.module.css'

type Rebuild = { done: number; total: number; running: boolean }

const LOOK_AGAIN_MS = 2_000
const counted = (count: number): string => count.toLocaleString('en-GB')

/** Starts a rebuild of the postings, and shows how far the running one is. */
export function RebuildForm({ rebuild }: { rebuild: Rebuild | null }) {
  const [state, action, pending] = useActionState(startRebuildAction, emptyFormState as FormState<never>)
  const running = rebuild?.running ?? false
  const router = useRouter()
  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => router.refresh(), LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [running, router])
  return (
    <div className={styles.rebuild}>
      <ErrorSummary problems={state.problems} />
      {rebuild ? <Progress rebuild={rebuild} /> : null}
      {running ? null : (
        <form action={action} noValidate>
          <button type="submit" className={buttons.quiet} aria-disabled={pending || undefined}>
            Rebuild the postings
          </button>
        </form>
      )}
    </div>
  )
}

function Progress({ rebuild: { done, total, running } }: { rebuild: Rebuild }) {
  const words = `${counted(done)} of ${counted(total)} stories`
  if (!running) return <p>The last rebuild was cut off at {words}. Start it again: nothing is lost by it.</p>
  return (
    <div>
      <label htmlFor="rebuild-progress">Rebuilding</label>
      <progress id="rebuild-progress" max={Math.max(total, 1)} value={Math.min(done, total)}>
        {words}
      </progress>
      <p role="status">{words}</p>
    </div>
  )
}
