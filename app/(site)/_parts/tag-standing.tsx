import { londonDay } from '@/lib/dates'
import { StoryList } from '@/modules/articles/components/story-card'
import type { StoryCard } from '@/modules/articles/views'
import { tagPath } from '@/modules/tags/paths'
import type { PublicTag, TagStanding } from '@/modules/tags/views'
import styles from './tag-page.module.css'

type Named = { slug: string; label: string }
type Props = { tag: PublicTag; standing: TagStanding; pinned: StoryCard | null }

/** Above the stories of a tag: its introduction, from when to when there was such a thing, what it leads on to, and where to begin. */
export function TagStandingParts({ tag, standing, pinned }: Props) {
  const { intro, startsOn, endsOn, retired, successors, predecessors } = standing
  const days = daysOf(startsOn, endsOn)
  const paragraphs = intro.split('\n').filter((line) => line.trim() !== '')
  return (
    <>
      {paragraphs.length > 0 ? (
        <div className={styles.intro}>
          {paragraphs.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      ) : null}
      {days || retired || successors.length > 0 || predecessors.length > 0 ? (
        <div className={styles.leads}>
          {days ? <p>{days}</p> : null}
          {successors.length > 0 ? (
            <p>
              {endsOn ? 'Followed by' : 'See also'}: <Links tags={successors} />
            </p>
          ) : null}
          {predecessors.length > 0 ? (
            <p>
              Before it: <Links tags={predecessors} />
            </p>
          ) : null}
          {retired ? <p>Newer stories do not carry “{tag.label}”.</p> : null}
        </div>
      ) : null}
      {pinned ? (
        <section className={styles.pinned} aria-labelledby="begin-here">
          <h2 id="begin-here">Begin here</h2>
          <StoryList stories={[pinned]} />
        </section>
      ) : null}
    </>
  )
}

function daysOf(startsOn: Date | null, endsOn: Date | null): string | null {
  if (startsOn && endsOn) return `From ${londonDay(startsOn)} to ${londonDay(endsOn)}.`
  if (startsOn) return `Since ${londonDay(startsOn)}.`
  return endsOn ? `Until ${londonDay(endsOn)}.` : null
}

const Links = ({ tags }: { tags: readonly Named[] }) =>
  tags.map((tag, at) => (
    <span key={tag.slug}>
      {at > 0 ? ', ' : ''}
      <a href={tagPath(tag.slug)}>{tag.label}</a>
    </span>
  ))
