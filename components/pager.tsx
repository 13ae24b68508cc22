import styles from './pager.module.css'

/**
 * The way through a list of several pages; nothing at all when there is one page.
 * `path` is the address of the first page: the others are `path?page=2` and so on.
 */
export function Pager({ path, page, pages, label }: { path: string; page: number; pages: number; label: string }) {
  if (pages <= 1) return null
  const at = (n: number): string => (n === 1 ? path : `${path}?page=${n}`)
  return (
    <nav className={styles.pager} aria-label={label}>
      {page > 1 ? (
        <a href={at(page - 1)} rel="prev">
          Newer stories
        </a>
      ) : null}
      <p>
        Page {page} of {pages}
      </p>
      {page < pages ? (
        <a href={at(page + 1)} rel="next">
          Older stories
        </a>
      ) : null}
    </nav>
  )
}
