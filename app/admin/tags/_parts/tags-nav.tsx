import styles from '../../related/_parts/related-nav.module.css'

const PLACES = [
  { key: 'tags', href: '/admin/tags', label: 'All tags' },
  { key: 'bulk', href: '/admin/tags/bulk', label: 'Many stories' },
  { key: 'health', href: '/admin/tags/health', label: 'Health' },
  { key: 'coverage', href: '/admin/tags/coverage', label: 'Coverage' },
  { key: 'operations', href: '/admin/tags/operations', label: 'Changes' },
] as const

/** The pages about the vocabulary as a whole. */
export function TagsNav({ here }: { here: (typeof PLACES)[number]['key'] }) {
  return (
    <nav className={styles.parts} aria-label="The vocabulary">
      <ul>
        {PLACES.map(({ key, href, label }) => (
          <li key={key}>
            <a href={href} aria-current={key === here ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
