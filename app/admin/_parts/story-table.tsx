import { londonDay, londonTime } from '@/lib/dates'
import { StoryBox } from '@/modules/articles/components/many/story-box'
import { StatusBadge } from '@/modules/articles/components/status-badge'
import { adminArticlePath } from '@/modules/articles/paths'
import type { StoryListItem } from '@/modules/articles/views'
import { type StoryFilter, type StorySort, storyFilterPath } from '@/modules/editor/story-filter'
import styles from './list.module.css'

const COLUMNS: { label: string; sort: StorySort | null; order: 'ascending' | 'descending' }[] = [
  { label: 'Headline', sort: 'headline', order: 'ascending' },
  { label: 'State', sort: null, order: 'ascending' },
  { label: 'Tags', sort: null, order: 'ascending' },
  { label: 'First published', sort: 'published', order: 'descending' },
  { label: 'Last changed', sort: 'changed', order: 'descending' },
]
const TAGS_SHOWN = 4

/** A row for each story, with a box to choose it by where this person may act on several (`chooses`); on a phone each row becomes a block, with the column's name before its value. */
export function StoryTable({ items, filter, chooses }: { items: StoryListItem[]; filter: StoryFilter; chooses: boolean }) {
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">Stories</caption>
      <thead>
        <tr>
          {COLUMNS.map(({ label, sort, order }) => (
            <th key={label} scope="col" aria-sort={sort === filter.sort ? order : undefined}>
              {sort && sort !== filter.sort ? <a href={storyFilterPath(filter, { sort })}>{label}</a> : label}
              {sort === filter.sort ? <span aria-hidden="true"> {order === 'ascending' ? '↑' : '↓'}</span> : null}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((story) => (
          <Row key={story.id} story={story} chooses={chooses} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ story, chooses }: { story: StoryListItem; chooses: boolean }) {
  const more = story.tags.length - TAGS_SHOWN
  return (
    <tr>
      <th scope="row">
        {chooses ? <StoryBox id={story.id} version={story.version} headline={story.headline} /> : null}
        <a href={adminArticlePath(story.id)}>{story.headline || 'Story without a headline'}</a>
      </th>
      <td data-label="State">
        <StatusBadge state={story.state} standing={{ stage: story.stage, live: story.live, unread: story.unreviewedSince !== null }} />
      </td>
      <td data-label="Tags">
        {story.tags.length === 0 ? (
          <span className={styles.soft}>None</span>
        ) : (
          story.tags
            .slice(0, TAGS_SHOWN)
            .map((tag) => tag.label)
            .join(', ')
        )}
        {more > 0 ? <span className={styles.soft}> and {more} more</span> : null}
      </td>
      <td data-label="First published">
        {story.firstPublishedAt ? (
          <time dateTime={story.firstPublishedAt.toISOString()}>{londonDay(story.firstPublishedAt)}</time>
        ) : (
          <span className={styles.soft}>Never</span>
        )}
      </td>
      <td data-label="Last changed">
        <time dateTime={story.updatedAt.toISOString()}>
          {londonDay(story.updatedAt)}, {londonTime(story.updatedAt)}
        </time>
        <span className={styles.soft}> by {story.updatedByName}</span>
      </td>
    </tr>
  )
}
