'use client'
import { useActionState } from 'react'
import buttons from '@/components/button.module.css'
import { emptyFormState, type FormState } from '@/modules/auth/form-state'
import { startBulkAction, stopBulkAction, undoBulkAction } from '../bulk-actions'
import type { BulkState } from '../bulk-views'
import styles from './bulk.module.css'

type Act = 'start' | 'stop' | 'undo'
const ACTIONS = { start: startBulkAction, stop: stopBulkAction, undo: undoBulkAction }
/** What may follow, the first as the main press. */
const ACTS: Record<BulkState, readonly Act[]> = {
  planned: ['start'],
  running: ['stop'],
  done: ['undo'],
  stopped: ['start', 'undo'],
  undoing: [],
  undone: [],
}

/** The presses of an operation; they work without script. */
export function BulkActs({ id, state, total, changed }: { id: string; state: BulkState; total: number; changed: number }) {
  const acts = ACTS[state].filter((act) => (act === 'start' ? total > 0 : act === 'undo' ? changed > 0 : true))
  if (acts.length === 0) return null
  return (
    <div className={styles.presses}>
      {acts.map((act) => (
        <Press key={act} id={id} act={act} state={state} total={total} changed={changed} />
      ))}
    </div>
  )
}

const stories = (count: number): string => `${count.toLocaleString('en-GB')} ${count === 1 ? 'story' : 'stories'}`

function Press({ id, act, state, total, changed }: { id: string; act: Act; state: BulkState; total: number; changed: number }) {
  const [answer, send, pending] = useActionState(ACTIONS[act], emptyFormState as FormState<{ id: string; state: BulkState }>)
  const words = {
    start: state === 'stopped' ? 'Go on' : `Change ${stories(total)}`,
    stop: 'Stop',
    undo: `Undo it for ${stories(changed)}`,
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
