import type { ReactNode } from 'react'
import { londonDay } from '@/lib/dates'
import { correctionWords } from '@/modules/articles/correction-words'
import { linkAddress } from '../as-text'
import { reasonKind } from '../reason-kind'
import type { RelatedLink } from '../views'
import styles from './related-news.module.css'

/**
 * "In related news:" as readers see it: a list in the server's HTML, each item a link, its date and its reason.
 * Nothing at all when there are no links. `siteUrl` is printed before each address on paper, where it is given. `story`:
 * its number, where readers' clicks are counted (public/count.js reads the data attributes). `children` end the list.
 */
export function RelatedNews({ links, siteUrl = '', story, children }: RelatedNewsProps) {
  if (links.length === 0) return null
  return (
    <section className={styles.related} aria-labelledby="related-news">
      <div className={styles.inside}>
        <h2 id="related-news" className={styles.heading}>
          In related news:
        </h2>
        {/* The role brings the list back for VoiceOver, which drops it when list-style is none. */}
        {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
        <ol className={styles.thread} role="list" data-counted={story}>
          {links.map((link, at) => (
            <RelatedItem key={linkAddress(link, '')} link={link} siteUrl={siteUrl} slot={story === undefined ? undefined : at + 1} />
          ))}
        </ol>
        {children}
      </div>
    </section>
  )
}

type RelatedNewsProps = { links: readonly RelatedLink[]; siteUrl?: string; story?: number; children?: ReactNode }

function RelatedItem({ link, siteUrl, slot }: { link: RelatedLink; siteUrl: string; slot: number | undefined }) {
  const address = linkAddress(link, '')
  const isElsewhere = link.kind === 'external'
  const printed = isElsewhere ? address.replace(/^https?:\/\//, '') : `${siteUrl}${address}`
  const counted =
    slot === undefined ? {} : { 'data-slot': slot, 'data-target': isElsewhere ? 0 : link.number, 'data-reason': reasonKind(link) }
  return (
    <li className={styles.item}>
      <span className={styles.knot} aria-hidden="true" />
      <h3 className={styles.headline}>
        <a href={address} rel={isElsewhere ? 'external' : undefined} data-print={printed} {...counted}>
          {link.headline}
        </a>
      </h3>
      <p className={styles.reason}>{link.reason}</p>
      {link.standfirst && <p className={styles.standfirst}>{link.standfirst}</p>}
      <p className={styles.when}>
        <time dateTime={link.firstPublishedAt.toISOString()}>{londonDay(link.firstPublishedAt)}</time>
        {isElsewhere ? `, on ${link.site}` : null}
        {!isElsewhere && link.correction ? <b className={styles.corrected}>{correctionWords(link.correction)}</b> : null}
      </p>
    </li>
  )
}
