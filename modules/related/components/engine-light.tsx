import type { EngineState } from '../engine-state'
import styles from './engine-light.module.css'

const WORDS: Record<EngineState['state'], string> = { ok: 'In step', late: 'Late', stopped: 'Stopped' }

/** How the engine stands, in a word beside a shape of its own: colour says nothing that the word does not. */
export function EngineLight({ state }: { state: EngineState['state'] }) {
  return (
    <span className={styles.light} data-state={state}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">
        {state === 'ok' ? <circle cx="6" cy="6" r="5" /> : null}
        {state === 'late' ? <path d="M6 1 11.5 11H.5z" /> : null}
        {state === 'stopped' ? <path d="M1 1h10v10H1z" /> : null}
      </svg>
      {WORDS[state]}
    </span>
  )
}
