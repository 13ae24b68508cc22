import type { ReactNode } from 'react'
import { OUTCOME_WORDS, type OutcomeKind } from '../outcome'
import styles from './outcome-mark.module.css'

/** Shape and letter before colour: circle P, diamond I, square F; a tick or a cross in a ring for monitoring. */
export function OutcomeMark({ kind, large = false }: { kind: OutcomeKind; large?: boolean }) {
  return (
    <svg className={large ? `${styles.mark} ${styles.large}` : styles.mark} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {MARKS[kind]}
    </svg>
  )
}

const MARKS = {
  positive: (
    <>
      <circle className={styles.p} cx="12" cy="12" r="11.2" />
      <path className={styles.letter} d="M9 17.6V6.4h4a3.4 3.4 0 0 1 0 6.9H9" />
    </>
  ),
  inconsistent: (
    <>
      <path className={styles.i} d="M12-.6 24.6 12 12 24.6-.6 12Z" />
      <path className={styles.letter} d="M9.4 7.4h5.2M9.4 16.6h5.2M12 7.4v9.2" />
    </>
  ),
  failings: (
    <>
      <path className={styles.f} d="M1.2 1.2h21.6v21.6H1.2Z" />
      <path className={styles.letter} d="M8.6 18V6.6h7.4M8.6 12.2h6" />
    </>
  ),
  effective: (
    <>
      <circle className={styles.ring} cx="12" cy="12" r="10" />
      <path className={styles.stroke} d="m7.4 12.4 3.2 3.2 6-6.8" />
    </>
  ),
  'not-effective': (
    <>
      <circle className={styles.ring} cx="12" cy="12" r="10" />
      <path className={styles.stroke} d="m8.2 8.2 7.6 7.6m0-7.6-7.6 7.6" />
    </>
  ),
} satisfies Record<OutcomeKind, ReactNode>

/** The mark with its words, in one line. */
export function Outcome({ kind, words }: { kind: OutcomeKind; words?: string }) {
  return (
    <span className={styles.outcome}>
      <OutcomeMark kind={kind} />
      <span>{words ?? OUTCOME_WORDS[kind]}</span>
    </span>
  )
}
