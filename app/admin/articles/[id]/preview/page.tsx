import type { Metadata } from 'next'
import { plainText } from '@/modules/articles/body'
import { StoryView } from '@/modules/articles/components/story-view'
import { getArticleForEditing } from '@/modules/articles/queries'
import { readShownBody } from '@/modules/articles/queries/facts'
import { readPicturesOf } from '@/modules/articles/queries/picture-uses'
import type { EditableStory, PublishedStory } from '@/modules/articles/views'
import { requireActor } from '@/modules/auth/session'
import { ReportListed } from '@/modules/measures/components/report-listed'
import type { ShownPicture } from '@/modules/media/views'
import { RelatedNews } from '@/modules/related/components/related-news'
import { previewRelated } from '@/modules/related/queries'
import { tagPath } from '@/modules/tags/paths'
import { Refused } from '../../../_parts/refused'
import styles from './preview.module.css'

export const metadata: Metadata = { title: 'Preview' }

/** The newest saved words as readers would see them, with the related list they would get. */
export default async function PreviewPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireActor()
  const { id } = await params
  const story = await getArticleForEditing(actor, id).catch((error: unknown) => ({ error }))
  if ('error' in story) return <Refused error={story.error} />
  const now = new Date()
  const related = await previewRelated(
    actor,
    {
      articleId: story.id,
      headline: story.headline,
      tagSlugs: story.tags.map((tag) => tag.slug),
      pins: story.pins,
      exclusions: story.exclusions,
      evergreen: story.evergreen,
      storyDate: story.storyDate?.toISOString() ?? null,
    },
    now,
  )
  const pictures = await readPicturesOf(actor, story, now)
  const body = await readShownBody(actor, story.body)
  return (
    <>
      <p className={styles.banner}>
        <b>Preview.</b> {words(story)} <a href={`/admin/articles/${story.id}`}>Back to the editor</a>
      </p>
      <div className={styles.page}>
        <StoryView story={asPublished({ ...story, body }, pictures, now)} tagHref={tagPath} />
        {related.length === 0 ? (
          <p className={styles.alone}>No related stories yet: readers would see no list here.</p>
        ) : (
          <RelatedNews links={related}>
            {story.state === 'draft' ? null : <ReportListed articleId={story.id} links={related.filter((link) => link.kind === 'story')} />}
          </RelatedNews>
        )}
      </div>
    </>
  )
}

function words(story: EditableStory): string {
  if (story.state === 'draft') return 'Readers cannot see this story.'
  if (story.state === 'withdrawn') return 'This story is withdrawn: readers see a notice instead.'
  return story.hasUnpublishedChanges ? 'Readers see an older version.' : 'Readers see the same.'
}

/** The last change readers were told of, as it stands above the words. */
const toldBefore = ({ readersToldAt, readersToldNote }: EditableStory): PublishedStory['corrections'] =>
  readersToldAt && readersToldNote ? [{ kind: 'update', wording: readersToldNote, place: 'foot', at: readersToldAt }] : []

function asPublished(story: EditableStory, pictures: ShownPicture[], now: Date): PublishedStory {
  const { number, slug, headline, standfirst, body, byline, sourceUrl, evergreen, form, readersToldAt, readersToldNote } = story
  return {
    number,
    articleId: story.id,
    slug,
    headline: headline || 'Story without a headline',
    standfirst,
    body,
    bodyText: plainText(body),
    byline,
    sourceUrl,
    evergreen,
    form,
    readersToldAt,
    readersToldNote,
    correction: null,
    corrections: toldBefore(story),
    legallySensitive: false,
    firstPublishedAt: story.firstPublishedAt ?? story.storyDate ?? now,
    republishedAt: now,
    tags: story.tags.map((tag, index) => ({ ...tag, id: index, own: true })),
    relTags: [],
    relInherited: [],
    leadPicture: story.leadPicture,
    pictures,
  }
}
