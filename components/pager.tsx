import styles from './pager.module.css'

type PagerProps = {
  page: number
  pages: number
  /** Name of the navigation, for those who hear it. */
  label: string
  /** Where page n is, from 1. */
  address: (page: number) => string
  previous?: string
  next?: string
}

/** The address of page n of a list: the first page has no number. */
export const pageOf = (path: string) => (page: number) => (page === 1 ? path : `${path}?page=${page}`)

/** The way through a list of several pages; nothing at all when there is one page. */
export function Pager({ page, pages, label, address, previous = 'Newer stories', next = 'Older stories' }: PagerProps) {
  if (pages <= 1) return null
  return (
    <nav className={styles.pager} aria-label={label}>
      {page > 1 ? (
        <a href={address(page - 1)} rel="prev">
          {previous}
        </a>
      ) : null}
      <p>
        Page {page} of {pages}
      </p>
      {page < pages ? (
        <a href={address(page + 1)} rel="next">
          {next}
        </a>
      ) : null}
    </nav>
  )
}
