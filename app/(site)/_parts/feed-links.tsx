import styles from './feed-links.module.css'

/** Where a list can be followed without an account: its three feeds. `base` is the address without its ending. */
export function FeedLinks({ base, what }: { base: string; what: string }) {
  return (
    <p className={styles.feeds}>
      <span>Follow {what} in a feed reader:</span> <a href={`${base}.atom`}>Atom</a> <a href={`${base}.rss`}>RSS</a>{' '}
      <a href={`${base}.json`}>JSON</a>
    </p>
  )
}
