import type { ReactNode } from 'react'
import styles from './section.module.css'

type SectionProps = { id: string; title: string; children: ReactNode; aside?: ReactNode; className?: string }

/** A part of a page: an ink rule, a small bold heading that names it, and what belongs to it. */
export function Section({ id, title, children, aside, className }: SectionProps) {
  return (
    <section className={className ? `${styles.section} ${className}` : styles.section} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  )
}
