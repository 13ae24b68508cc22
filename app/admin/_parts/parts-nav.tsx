import row from './link-row.module.css'
import styles from './parts-nav.module.css'

export type Part = { key: string; href: string; label: string }

/** The pages of one part of the newsroom; `here` is the one being read. */
export function PartsNav({ label, parts, here }: { label: string; parts: readonly Part[]; here: string }) {
  return (
    <nav className={styles.parts} aria-label={label}>
      <ul className={row.row}>
        {parts.map(({ key, href, label: name }) => (
          <li key={key}>
            <a href={href} aria-current={key === here ? 'page' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
