import { type State, stateLabel } from '@/modules/workflow/states'
import styles from './status-badge.module.css'

/** The state in a word and a shape of border; a live story with words that readers do not have yet says so. */
export function StatusBadge({ state, changed = false }: { state: State; changed?: boolean }) {
  return (
    <span className={styles.badge} data-state={state}>
      {stateLabel[state]}
      {changed ? <span className={styles.changed}> with unpublished changes</span> : null}
    </span>
  )
}
