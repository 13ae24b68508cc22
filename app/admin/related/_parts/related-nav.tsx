import styles from './related-nav.module.css'

const PARTS = {
  overview: { href: '/admin/related', label: 'Overview' },
  map: { href: '/admin/related/map', label: 'Map' },
  log: { href: '/admin/related/log', label: 'Log' },
  measures: { href: '/admin/related/measures', label: 'Measures' },
  weights: { href: '/admin/related/weights', label: 'Weights' },
  tests: { href: '/admin/related/tests', label: 'Fair tests' },
  reports: { href: '/admin/related/reports', label: 'Reports' },
  storylines: { href: '/admin/storylines', label: 'Storylines' },
  links: { href: '/admin/links', label: 'Links' },
} as const

export type RelatedPart = keyof typeof PARTS

/** The parts of the newsroom's pages on related news; `here` is the one being read. */
export function RelatedNav({ here }: { here: RelatedPart }) {
  return (
    <nav className={styles.parts} aria-label="Related news">
      <ul>
        {Object.entries(PARTS).map(([part, { href, label }]) => (
          <li key={part}>
            <a href={href} aria-current={part === here ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
