import { londonDay, londonIsoDay } from '@/lib/dates'
import { articlePath } from '@/modules/articles/paths'
import type { Piece } from '@/modules/search/terms'
import type { SearchOffer, SearchOutcome, SearchResult } from '@/modules/search/views'
import { isTagType, tagTypeLabel } from '@/modules/tags/tag-types'
import styles from './search.module.css'

const stories = (count: number): string => (count === 1 ? '1 story' : `${count.toLocaleString('en-GB')} stories`)

/** What the search came to, in one line. */
export function searchSummary(outcome: Exclude<SearchOutcome, { state: 'empty' }>): string {
  if (outcome.state === 'too-slow') return `The search for “${outcome.terms}” took too long. Try fewer or rarer words.`
  if (outcome.total === 0) return `No story has “${outcome.terms}”. Try fewer words, or another spelling.`
  return `${outcome.capped ? `More than ${stories(outcome.total)}` : stories(outcome.total)} for “${outcome.terms}”`
}

/** Text as React shows it, with what was found marked. A text has an order and no names: its places are its keys. */
function Marked({ text }: { text: readonly Piece[] }) {
  return text.map((piece, at) => (piece.found ? <mark key={at}>{piece.text}</mark> : <span key={at}>{piece.text}</span>))
}

/** Pages of their own for exactly what was typed. */
export function Offers({ offers }: { offers: readonly SearchOffer[] }) {
  if (offers.length === 0) return null
  return (
    <ul className={styles.offers}>
      {offers.map((offer) => (
        <li key={`${offer.kind}-${offer.slug}`}>
          <span>{isTagType(offer.type) ? tagTypeLabel[offer.type].one : 'Page'}</span>{' '}
          <a href={offer.kind === 'area' ? `/areas/${offer.slug}` : `/tags/${offer.slug}`}>{offer.label}</a>{' '}
          <span>{stories(offer.articleCount)}</span>
        </li>
      ))}
    </ul>
  )
}

export function FoundStories({ results }: { results: readonly SearchResult[] }) {
  return (
    <ol className={styles.results}>
      {results.map((result) => (
        <li key={result.number}>
          <h3>
            <a href={articlePath(result.slug)}>
              <Marked text={result.headline} />
            </a>
          </h3>
          <p>
            <Marked text={result.extract} />
          </p>
          <p>
            <time dateTime={londonIsoDay(result.firstPublishedAt)}>{londonDay(result.firstPublishedAt)}</time>
          </p>
        </li>
      ))}
    </ol>
  )
}
