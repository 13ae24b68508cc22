import type { ReactNode } from 'react'
import styles from './outside-page.module.css'

/** A page on the way into the newsroom: its h1, one thing to do, nothing else. */
export function OutsidePage({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.page}>
      <p className={styles.brand}>
        <a href="/">Throughline</a>
        <span className={styles.line} aria-hidden="true" />
      </p>
      <main id="main">
        <h1>{title}</h1>
        {lead ? <div className={styles.lead}>{lead}</div> : null}
        {children}
      </main>
    </div>
  )
}

/** What stands below the way in that most people take. */
export const OtherWays = ({ children }: { children: ReactNode }) => <div className={styles.others}>{children}</div>

/** A remark in a box of its own. */
export const Note = ({ children }: { children: ReactNode }) => <div className={styles.note}>{children}</div>
