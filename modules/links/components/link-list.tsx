import { londonDay } from '@/lib/dates'
import { adminArticlePath } from '@/modules/articles/paths'
import { placesSentence, STATE_WORDS, sinceSentence } from '../link-words'
import type { ReportedLink } from '../views'
import { LinkFixes } from './link-fixes'
import styles from './links.module.css'

/** The links of one list of the report, each with what is known, the stories that hold it, and what can be done. */
export function LinkList({ items, mayFix, now }: { items: ReportedLink[]; mayFix: boolean; now: Date }) {
  return (
    <ul className={styles.links}>
      {items.map((link, at) => (
        <li key={link.url}>
          <OneLink link={link} heading={`link-${at + 1}`} mayFix={mayFix} now={now} />
        </li>
      ))}
    </ul>
  )
}

function OneLink({ link, heading, mayFix, now }: { link: ReportedLink; heading: string; mayFix: boolean; now: Date }) {
  const { url, detail, movedTo, since, okAt, leftAt, leftBy } = link
  return (
    <article aria-labelledby={heading}>
      <h2 id={heading}>
        <a href={url} rel="noreferrer">
          {url}
        </a>
      </h2>
      <p>
        {`${capital(STATE_WORDS[link.state])} ${sinceSentence(since, now)}`.trim()}. {detail}
      </p>
      {movedTo ? (
        <p>
          New address:{' '}
          <a href={movedTo} rel="noreferrer">
            {movedTo}
          </a>
        </p>
      ) : null}
      <p className={styles.soft}>
        {okAt ? `Last good day: ${londonDay(okAt)}.` : 'It has not answered well since it was first checked.'}
        {leftAt ? ` ${leftBy} decided to leave it on ${londonDay(leftAt)}.` : ''}
      </p>
      <Holders link={link} />
      {mayFix ? <LinkFixes url={url} moved={movedTo !== null} left={leftAt !== null} heading={heading} /> : null}
    </article>
  )
}

function Holders({ link }: { link: ReportedLink }) {
  const more = link.holdersTotal - link.holders.length
  return (
    <ul className={styles.holders} aria-label="Stories with this link">
      {link.holders.map((story) => (
        <li key={story.id}>
          <a href={adminArticlePath(story.id)}>{story.headline}</a> <span className={styles.soft}>{placesSentence(story.places)}</span>
        </li>
      ))}
      {more > 0 ? (
        <li className={styles.soft}>
          and {more} more {more === 1 ? 'story' : 'stories'}
        </li>
      ) : null}
    </ul>
  )
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
