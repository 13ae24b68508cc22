import { londonDay, londonIsoDay } from '@/lib/dates'
import { Outcome } from '@/modules/inspections/components/outcome-mark'
import { type OutcomeKind, onlyOutcomeOfTags } from '@/modules/inspections/outcome'
import { correctionWords } from '../correction-words'
import { articlePath } from '../paths'
import type { StoryCard } from '../views'
import styles from './story-card.module.css'

/** The outcome a story reports: only where it is about one area and names one outcome. A survey of five has none. */
function ownOutcome(story: StoryCard): OutcomeKind | null {
  const own = story.tags.filter((tag) => tag.own)
  if (own.filter((tag) => tag.type === 'area').length !== 1) return null
  return onlyOutcomeOfTags(own.map((tag) => tag.slug))
}

/** The day of first publication, in words. */
function StoryDay({ story }: { story: StoryCard }) {
  return <time dateTime={londonIsoDay(story.firstPublishedAt)}>{londonDay(story.firstPublishedAt)}</time>
}

type StoryListProps = {
  stories: readonly StoryCard[]
  /** h3 under a section's h2; h2 where the list itself is the page. */
  heading?: 'h2' | 'h3'
  /** Leaves the standfirsts out where room is short. */
  brief?: boolean
}

/** Stories, newest first as given: the day hangs at the left, the headline is the link. */
export function StoryList({ stories, heading: Heading = 'h3', brief = false }: StoryListProps) {
  return (
    <ol className={styles.list}>
      {stories.map((story) => {
        const outcome = ownOutcome(story)
        return (
          <li key={story.number}>
            <StoryDay story={story} />
            <div className={styles.words}>
              <Heading>
                <a href={articlePath(story.slug)}>{story.headline}</a>
              </Heading>
              {brief || story.standfirst === '' ? null : <p>{story.standfirst}</p>}
              {story.correction ? <p className={styles.corrected}>{correctionWords(story.correction)}</p> : null}
            </div>
            {outcome ? (
              <div className={styles.outcome}>
                <Outcome kind={outcome} />
              </div>
            ) : null}
          </li>
        )
      })}
    </ol>
  )
}

/** The newest story, large, at the top of the front page. */
export function LeadStory({ story }: { story: StoryCard }) {
  const outcome = ownOutcome(story)
  return (
    <div className={styles.lead}>
      <h3>
        <a href={articlePath(story.slug)}>{story.headline}</a>
      </h3>
      {story.standfirst === '' ? null : <p className={styles.stand}>{story.standfirst}</p>}
      <p className={styles.meta}>
        {outcome ? <Outcome kind={outcome} /> : null}
        <StoryDay story={story} />
        {story.correction ? <span className={styles.corrected}>{correctionWords(story.correction)}</span> : null}
      </p>
    </div>
  )
}
