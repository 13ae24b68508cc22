import type { ReactNode } from 'react'
import styles from './page-head.module.css'

/** The head of a page that is not a story: its one h1, a line above it, a paragraph below it. */
export function PageHead({ title, kicker, children }: { title: string; kicker?: ReactNode; children?: ReactNode }) {
  return (
    <div className={styles.head}>
      {kicker ? <p className={styles.kicker}>{kicker}</p> : null}
      <h1>{title}</h1>
      {children ? <div className={styles.intro}>{children}</div> : null}
    </div>
  )
}
