import type { ReactNode } from 'react'
import styles from './table-scroll.module.css'

/** A wide table scrolls inside its own region, reachable with the keyboard, so that the page never does. */
export function TableScroll({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard (WCAG 2.1.1)
    <section className={styles.scroll} aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
