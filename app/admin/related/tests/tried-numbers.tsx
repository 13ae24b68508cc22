import type { TriedNumber } from '@/modules/measures/views'
import styles from './tests.module.css'

/** What is tried in place of what. */
export function TriedNumbers({ tried }: { tried: readonly TriedNumber[] }) {
  return (
    <ul className={styles.tried}>
      {tried.map(({ label, from, to }) => (
        <li key={label}>
          {label}: {to} instead of {from}
        </li>
      ))}
    </ul>
  )
}
