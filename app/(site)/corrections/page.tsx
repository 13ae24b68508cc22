import type { Metadata } from 'next'
import { PageHead } from '@/components/page-head'
import { SiteFrame } from '@/components/site-frame'
import { londonDay, londonIsoDay } from '@/lib/dates'
import { pageTag } from '@/lib/page-cache'
import { pageMetadata } from '@/lib/page-metadata'
import { tagPage } from '@/lib/page-tags'
import { articlePath } from '@/modules/articles/paths'
import { storiesWithToldChanges } from '@/modules/articles/published'
import { reading } from '../_parts/reading'
import { unavailable } from '../_parts/status-answers'
import styles from './corrections.module.css'

export const revalidate = false

const CHANGES_MAX = 100

export const generateMetadata = (): Metadata =>
  pageMetadata({
    title: 'Corrections and changes',
    description: 'What we changed in our stories after they were published, where it matters to readers, the newest change first.',
    path: '/corrections',
  })

export default async function CorrectionsPage() {
  const read = await reading('the changes', () => storiesWithToldChanges(CHANGES_MAX))
  if (!read.available) return unavailable()
  const stories = read.value
  await tagPage([pageTag.news, ...stories.map((story) => pageTag.shows(story.number))])
  return (
    <SiteFrame>
      <PageHead title="Corrections and changes">
        <p>
          When we change a published story in a way that matters to readers, the story says so above its text, and it is listed here. A
          mended comma is not.
          {stories.length === 0 ? ' There has been no such change yet.' : ''}
        </p>
      </PageHead>
      <ol className={styles.changes}>
        {stories.map((story) => (
          <li key={story.number}>
            {story.readersToldAt ? <time dateTime={londonIsoDay(story.readersToldAt)}>{londonDay(story.readersToldAt)}</time> : null}
            <div>
              <p>{story.readersToldNote}</p>
              <p>
                <a href={articlePath(story.slug)}>{story.headline}</a>
              </p>
            </div>
          </li>
        ))}
      </ol>
    </SiteFrame>
  )
}
