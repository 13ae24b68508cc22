import styles from './charts.module.css'

/** A bar beside a number in a table: the same number, drawn. `value` of `max`. */
export function Bar({ value, max }: { value: number; max: number }) {
  const width = max === 0 ? 0 : Math.round((value / max) * 100)
  return (
    <svg className={styles.bar} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect className={styles.ground} width="100" height="10" />
      <rect className={styles.fill} width={width} height="10" />
    </svg>
  )
}
