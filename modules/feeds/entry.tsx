/** A story and its related list as an entry of a feed. Pure. */
import { londonDay, londonIsoDay } from '@/lib/dates'
import { StoryBody } from '@/modules/articles/components/story-body'
import { CORRECTION_LABELS, correctionWords } from '@/modules/articles/correction-words'
import { articlePath } from '@/modules/articles/paths'
import { leadOf } from '@/modules/articles/pictures'
import type { PublishedStory } from '@/modules/articles/views'
import { StoryPicture } from '@/modules/media/components/story-picture'
import { commonFile } from '@/modules/media/picture-files'
import type { ShownPicture } from '@/modules/media/views'
import { linkAddress } from '@/modules/related/as-text'
import type { RelatedLink } from '@/modules/related/views'
import { toHtml } from './markup'
import type { FeedEntry } from './views'

const AUTHOR = 'Throughline'

/** `siteUrl` has no slash at its end. */
export function feedEntry(story: PublishedStory, related: readonly RelatedLink[], siteUrl: string): FeedEntry {
  const url = `${siteUrl}${articlePath(story.slug)}`
  const lead = leadOf(story)
  return {
    id: `urn:uuid:${story.articleId}`,
    url,
    headline: story.headline,
    standfirst: story.standfirst,
    summary: summaryOf(story),
    author: story.byline || AUTHOR,
    html: toHtml(<Words story={story} related={related} />, url),
    publishedAt: story.firstPublishedAt,
    updatedAt: story.readersToldAt ?? story.firstPublishedAt,
    tags: story.tags.filter((tag) => tag.own).map((tag) => tag.label),
    corrections: story.corrections,
    image: lead && imageOf(lead, siteUrl),
    related: related.map((link) => ({
      url: linkAddress(link, siteUrl),
      headline: link.headline,
      day: londonIsoDay(link.firstPublishedAt),
      reason: link.reason,
    })),
  }
}

const summaryOf = ({ correction, standfirst }: PublishedStory): string =>
  correction ? `${correctionWords(correction)}. ${standfirst}`.trim() : standfirst

function imageOf({ picture, use }: NonNullable<ReturnType<typeof leadOf<ShownPicture>>>, siteUrl: string): FeedEntry['image'] {
  const { path, width, height } = commonFile(picture)
  return { url: `${siteUrl}${path}`, width, height, alt: use.decorative ? '' : use.alt }
}

function Words({ story, related }: { story: PublishedStory; related: readonly RelatedLink[] }) {
  const lead = leadOf(story)
  return (
    <>
      {story.standfirst === '' ? null : (
        <p>
          <strong>{story.standfirst}</strong>
        </p>
      )}
      {story.corrections.map(({ kind, wording, at }) => (
        <p key={`${at.getTime()} ${wording}`}>
          <em>
            {kind === 'update' ? 'Updated' : CORRECTION_LABELS[kind]} {londonDay(at)}: {wording}
          </em>
        </p>
      ))}
      {lead ? <StoryPicture {...lead} /> : null}
      <StoryBody body={story.body} pictures={story.pictures} />
      {related.length === 0 ? null : (
        <>
          <h2>In related news:</h2>
          <ul>
            {related.map((link) => (
              <li key={linkAddress(link, '')}>
                <a href={linkAddress(link, '')}>{link.headline}</a> ({londonDay(link.firstPublishedAt)}
                {link.kind === 'story' && link.correction ? `, ${correctionWords(link.correction)}` : null}). {link.reason}
                {link.kind === 'external' ? ` (${link.site})` : null}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
