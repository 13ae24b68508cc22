'use client'
import styles from './checks.module.css'
import { type Checks, errorWords } from './use-checks'

/** Before publishing: what the checks still say. Advice, never a lock. */
export function ChecksLine({ checks, onOpen }: { checks: Checks; onOpen: () => void }) {
  if (checks.errors === 0) return null
  return (
    <p className={styles.line}>
      {errorWords(checks.errors)} in{' '}
      <button type="button" onClick={onOpen}>
        Checks
      </button>
      . Nothing is kept back for {checks.errors === 1 ? 'it' : 'them'}.
    </p>
  )
}
