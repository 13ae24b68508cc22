import type { FactStory } from '../../fact-views'
import { adminArticlePath } from '../../paths'
import { StatusBadge } from '../status-badge'
import styles from './facts.module.css'

/** Where a fact is shown, as far as this person may open the stories. */
export function FactStories({ stories }: { stories: readonly FactStory[] }) {
  if (stories.length === 0) return <p>No story shows it.</p>
  return (
    <ul className={styles.stories}>
      {stories.map(({ id, headline, state, newest }) => (
        <li key={id}>
          <a href={adminArticlePath(id)}>{headline || 'Story without a headline'}</a> <StatusBadge state={state} />
          {newest ? null : <span className={styles.earlier}> Not in its newest words.</span>}
        </li>
      ))}
    </ul>
  )
}
