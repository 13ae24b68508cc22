'use client'
import { usePathname } from 'next/navigation'
import styles from './shell.module.css'

/** `also`: further addresses of the section, outside its own. */
type Section = { href: string; label: string; also?: string[] | undefined }

const within = (path: string, href: string): boolean => path === href || path.startsWith(`${href}/`)

/** The sections this person may enter; the present one says so. */
export function AdminNav({ sections }: { sections: Section[] }) {
  const path = usePathname()
  return (
    <nav className={styles.nav} aria-label="Newsroom">
      <ul>
        {sections.map(({ href, label, also = [] }) => {
          const inside = href === '/admin' ? path === href : [href, ...also].some((address) => within(path, address))
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
