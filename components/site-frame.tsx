import type { ReactNode } from 'react'
import styles from './site-frame.module.css'

const SECTIONS = [
  { key: 'news', href: '/news', label: 'News' },
  { key: 'areas', href: '/areas', label: 'Areas' },
  { key: 'tags', href: '/tags', label: 'Tags' },
  { key: 'search', href: '/search', label: 'Search' },
  { key: 'about', href: '/about', label: 'About' },
] as const

export type SiteSection = (typeof SECTIONS)[number]['key']

const ABOUT_LINKS = [
  { href: '/about', label: 'About' },
  { href: '/contact', label: 'Contact' },
  { href: '/privacy', label: 'Privacy' },
  { href: '/corrections', label: 'Corrections' },
  { href: '/accessibility', label: 'Accessibility' },
  { href: '/about-the-data', label: 'About the data' },
  { href: '/inspections', label: 'Inspections' },
  { href: '/glossary', label: 'Glossary' },
] as const

const FEED_LINKS = [
  { href: '/feeds/news.atom', label: 'Atom' },
  { href: '/feeds/news.rss', label: 'RSS' },
  { href: '/feeds/news.json', label: 'JSON' },
] as const

type SiteFrameProps = {
  children: ReactNode
  /** The section this page belongs to: its link in the navigation says so. */
  section?: SiteSection
  /** True on the page at that section's own address. */
  isSectionIndex?: boolean
  /** The front page has the large masthead. */
  front?: boolean
  /** The page brings its own full-width bands: `main` has no side space. */
  bleed?: boolean
}

/** What stands around every reader's page: skip link, masthead with the line, navigation, `main`, footer. */
export function SiteFrame({ children, section, isSectionIndex = false, front = false, bleed = false }: SiteFrameProps) {
  return (
    <>
      <a className={styles.skip} href="#main">
        Skip to the content
      </a>
      <header className={front ? styles.mastFront : styles.mast}>
        <div className="wrap">
          <nav className={styles.nav} aria-label="Main">
            <ul>
              {SECTIONS.map((item) => (
                <li key={item.key}>
                  <a href={item.href} aria-current={item.key === section ? (isSectionIndex ? 'page' : 'true') : undefined}>
                    {item.label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <div className={styles.brand}>
            <a href="/">Throughline</a>
            <span className={styles.line} aria-hidden="true" />
          </div>
          {front ? <p className={styles.tagline}>SEND inspections in England: what was found, and what happened next.</p> : null}
        </div>
      </header>
      <main id="main" className={bleed ? styles.bleed : `wrap ${styles.main}`}>
        {children}
      </main>
      <SiteFooter />
    </>
  )
}

function SiteFooter() {
  return (
    <footer className={styles.foot}>
      <div className="wrap">
        <nav className={styles.footNav} aria-label="About this site">
          <ul>
            {ABOUT_LINKS.map((item) => (
              <li key={item.href}>
                <a href={item.href}>{item.label}</a>
              </li>
            ))}
          </ul>
        </nav>
        <p className={styles.feeds}>
          News as a feed:{' '}
          {FEED_LINKS.map((item) => (
            <a key={item.href} href={item.href}>
              {item.label}
            </a>
          ))}
        </p>
        <p className={styles.credit}>
          Official wording of outcomes: Ofsted and the Care Quality Commission, Open Government Licence v3.0. Map layout: Open Innovations,
          MIT licence.
        </p>
      </div>
    </footer>
  )
}
