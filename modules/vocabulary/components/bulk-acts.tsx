'use client'
import { useActionState } from 'react'
import buttons from '@/components/button.module.css'
import { emptyFormState, type FormState } from '@/modules/auth/form-state'
import { settleBulkAction, startBulkAction, stopBulkAction, undoBulkAction } from '../bulk-actions'
import type { BulkState } from '../bulk-views'
import { storiesWord } from '../bulk-words'
import styles from './bulk.module.css'

type Act = 'start' | 'stop' | 'undo' | 'settle'
const ACTIONS = { start: startBulkAction, stop: stopBulkAction, undo: undoBulkAction, settle: settleBulkAction }
/** What may follow, the first as the main press. */
const ACTS: Record<BulkState, readonly Act[]> = {
  // Begun beside its forecast: bulk-start.tsx.
  planned: [],
  running: ['stop'],
  done: ['undo'],
  stopped: ['start', 'undo', 'settle'],
  undoing: [],
  undone: [],
}

type Props = { id: string; state: BulkState; changed: number; stalled: boolean; takenBack: boolean }

/**
 * The presses of an operation that was begun; they work without script. `stalled`: it stopped because of something that went wrong.
 * `takenBack`: somebody has begun to undo it, and going on goes on with that.
 */
export function BulkActs({ id, state, changed, stalled, takenBack }: Props) {
  const can: Record<Act, boolean> = {
    start: true,
    stop: true,
    undo: changed > 0 && !(state === 'stopped' && takenBack),
    settle: stalled,
  }
  const acts = ACTS[state].filter((act) => can[act])
  if (acts.length === 0) return null
  return (
    <div className={styles.presses}>
      {acts.map((act) => (
        <Press key={act} id={id} act={act} changed={changed} takenBack={takenBack} />
      ))}
    </div>
  )
}

function Press({ id, act, changed, takenBack }: Omit<Props, 'stalled' | 'state'> & { act: Act }) {
  const [answer, send, pending] = useActionState(ACTIONS[act], emptyFormState as FormState<{ id: string; state: BulkState }>)
  const words = {
    start: takenBack ? 'Go on undoing it' : 'Go on',
    stop: 'Stop',
    undo: `Undo it for ${storiesWord(changed)}`,
    settle: 'Leave the others as they are',
  }[act]
  return (
    <form action={send}>
      <input type="hidden" name="id" value={id} />
      <button type="submit" className={act === 'start' ? buttons.solid : buttons.quiet} aria-disabled={pending || undefined}>
        {words}
      </button>
      {answer.problems.length > 0 ? <p role="alert">{answer.problems.map((problem) => problem.message).join('. ')}</p> : null}
    </form>
  )
}
