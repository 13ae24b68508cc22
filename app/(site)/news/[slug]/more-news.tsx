import { Section } from '@/components/section'
import { StoryList } from '@/modules/articles/components/story-card'
import type { StoryCard } from '@/modules/articles/views'
import styles from './more-news.module.css'

/** The newest stories, where few are related: under a heading that does not pretend they are. */
export function MoreNews({ stories }: { stories: readonly StoryCard[] }) {
  if (stories.length === 0) return null
  return (
    <div className={`wrap ${styles.more}`}>
      <Section id="latest-news" title="Latest news">
        <StoryList stories={stories} brief />
      </Section>
    </div>
  )
}
