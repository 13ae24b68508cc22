'use client'
import { usePathname } from 'next/navigation'
import styles from './shell.module.css'

/** The sections this person may enter; the present one says so. */
export function AdminNav({ sections }: { sections: { href: string; label: string }[] }) {
  const path = usePathname()
  return (
    <nav className={styles.nav} aria-label="Newsroom">
      <ul>
        {sections.map(({ href, label }) => {
          const inside = href === '/admin' ? path === href : path === href || path.startsWith(`${href}/`)
          return (
            <li key={href}>
              <a href={href} aria-current={path === href ? 'page' : inside ? 'true' : undefined}>
                {label}
              </a>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
