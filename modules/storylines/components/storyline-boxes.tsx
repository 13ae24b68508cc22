import { londonDay, londonIsoDay } from '@/lib/dates'
import { articlePath } from '@/modules/articles/paths'
import { tagPath } from '@/modules/tags/paths'
import type { StorylineBox, StorylineStory } from '../views'
import styles from './storyline-boxes.module.css'

type Props = {
  lines: readonly StorylineBox[]
  /** Printed before each address on paper, where it is given. */
  siteUrl?: string
}

/** Of each storyline a story belongs to: what is newest, and the story so far. Nothing where it belongs to none. */
export function StorylineBoxes({ lines, siteUrl = '' }: Props) {
  return lines.map((line) => <Line key={line.tagId} line={line} siteUrl={siteUrl} />)
}

function Line({ line, siteUrl }: { line: StorylineBox; siteUrl: string }) {
  const { slug, label, summary, open, latest, stories, total, first } = line
  const heading = `storyline-${slug}`
  return (
    <div className={`wrap ${styles.outer}`}>
      <section className={styles.line} aria-labelledby={heading}>
        <h2 id={heading}>
          The story so far: <a href={tagPath(slug)}>{label}</a>
        </h2>
        {latest.current ? null : <Latest story={latest} siteUrl={siteUrl} />}
        {summary === '' ? null : <p className={styles.summary}>{summary}</p>}
        {/* The role brings the list back for VoiceOver, which drops it when list-style is none. */}
        {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
        <ol className={styles.stories} role="list" start={first}>
          {stories.map((story) => (
            <Part key={story.number} story={story} siteUrl={siteUrl} />
          ))}
        </ol>
        {open ? null : <Concluded />}
        {total > stories.length ? (
          <p className={styles.all}>
            <a href={tagPath(slug)}>
              All {total} stories of “{label}”
            </a>
          </p>
        ) : null}
      </section>
    </div>
  )
}

/** The newest story of a line, where it is not the one being read. */
export function Latest({ story, siteUrl = '' }: { story: StorylineStory; siteUrl?: string }) {
  const path = articlePath(story.slug)
  return (
    <p className={styles.latest}>
      <strong>Latest on this:</strong>{' '}
      <a href={path} data-print={`${siteUrl}${path}`}>
        {story.headline}
      </a>
      , <Day story={story} />
    </p>
  )
}

/** That a line has come to its end. */
export function Concluded() {
  return (
    <p className={styles.concluded}>
      <strong>Concluded.</strong> We do not expect to add to this story.
    </p>
  )
}

function Day({ story }: { story: StorylineStory }) {
  return <time dateTime={londonIsoDay(story.firstPublishedAt)}>{londonDay(story.firstPublishedAt)}</time>
}

function Part({ story, siteUrl }: { story: StorylineStory; siteUrl: string }) {
  const path = articlePath(story.slug)
  return (
    <li className={story.current ? styles.current : undefined}>
      <span className={styles.knot} aria-hidden="true" />
      {story.current ? (
        <span aria-current="page">
          {story.headline} <small>You are reading this</small>
        </span>
      ) : (
        <a href={path} data-print={`${siteUrl}${path}`}>
          {story.headline}
        </a>
      )}
      <Day story={story} />
    </li>
  )
}
