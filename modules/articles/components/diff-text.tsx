import type { Part } from '../text-diff'
import styles from './diff-text.module.css'

/** Words with what went struck out and what came underlined: told apart by line and by words, not by colour alone. */
export function DiffText({ parts }: { parts: readonly Part[] }) {
  return parts.map(({ kind, text }, index) => {
    if (kind === 'same') return <span key={index}>{text}</span>
    return kind === 'added' ? (
      <ins key={index} className={styles.added}>
        <span className="visually-hidden"> (added: </span>
        {text}
        <span className="visually-hidden">) </span>
      </ins>
    ) : (
      <del key={index} className={styles.removed}>
        <span className="visually-hidden"> (removed: </span>
        {text}
        <span className="visually-hidden">) </span>
      </del>
    )
  })
}
