import { londonDay } from '@/lib/dates'
import { pageTag } from '@/lib/page-cache'
import { StoryList } from '@/modules/articles/components/story-card'
import { publishedStoriesByNumber } from '@/modules/articles/published'
import type { StoryCard } from '@/modules/articles/views'
import { tagPath } from '@/modules/tags/paths'
import { areaStanding, tagStanding } from '@/modules/tags/published'
import type { PublicTag, TagStanding } from '@/modules/tags/views'
import styles from './tag-page.module.css'

export type StandingOfTag = { standing: TagStanding; pinned: StoryCard | null }

/** What a tag's first page says beside its stories, with the story that stands first. */
export const readStanding = async (tagId: number): Promise<StandingOfTag> => withPinned(await tagStanding(tagId))

/** The same of an area, which has a page whether live stories carry its tag (`tagId`) or not. */
export const readAreaStanding = async (tagSlug: string, tagId: number | null): Promise<StandingOfTag> =>
  withPinned(await areaStanding(tagSlug, tagId))

async function withPinned(standing: TagStanding): Promise<StandingOfTag> {
  const [pinned] = standing.pinnedNumber === null ? [] : await publishedStoriesByNumber([standing.pinnedNumber])
  return { standing, pinned: pinned ?? null }
}

/** What a page that leads on rests on besides itself. */
export function standingPages({ standing: { successors, predecessors, endsOn, retired }, pinned }: StandingOfTag): string[] {
  const others = [...successors, ...predecessors]
  // One that is not public yet would be led on to from the moment it is.
  const leads = others.length > 0 || endsOn || retired ? [pageTag.vocabulary, ...others.map((tag) => pageTag.list(tag.slug))] : []
  return pinned ? [...leads, pageTag.shows(pinned.number)] : leads
}

type Named = { slug: string; label: string }
type Props = StandingOfTag & { tag: Pick<PublicTag, 'label'> }

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
