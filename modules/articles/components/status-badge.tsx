import { type Stage, stageWords } from '@/modules/workflow/stages'
import { type State, stateLabel } from '@/modules/workflow/states'
import styles from './status-badge.module.css'

/** `live`: readers have it, or an older version; `unread`: it went out before a second person had read it. */
export type Standing = { stage: Stage; live: boolean; unread?: boolean }

/** Where a story stands, in words: "In review", "Live, not yet read by a second person". */
export function badgeWords({ stage, live, unread = false }: Standing): string {
  if (live && stage === 'draft') return 'Live with unpublished changes'
  const words = stageWords({ stage, live })
  return unread && (stage === 'live' || stage === 'updated') ? `${words}, not yet read by a second person` : words
}

type StatusBadgeProps = { state: State; changed?: boolean; standing?: Standing | null }

/**
 * The state in a word and a shape of border; a live story with words that readers do not have yet says so. With `standing`,
 * how far the newest words have come, too.
 */
export function StatusBadge({ state, changed = false, standing = null }: StatusBadgeProps) {
  const [first = '', ...rest] = (standing ? badgeWords(standing) : stateLabel[state]).split(/(?=, | with )/)
  const more = standing ? rest.join('') : changed ? ' with unpublished changes' : ''
  return (
    <span className={styles.badge} data-state={standing?.stage ?? state}>
      {first}
      {more ? <span className={styles.changed}>{more}</span> : null}
    </span>
  )
}
