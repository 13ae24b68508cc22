import type { Metadata } from 'next'
import { PageHead } from '@/components/page-head'
import { Pager, pageOf } from '@/components/pager'
import { SiteFrame } from '@/components/site-frame'
import { londonDay, londonIsoDay } from '@/lib/dates'
import { pageTag } from '@/lib/page-cache'
import { pageMetadata } from '@/lib/page-metadata'
import { tagPage } from '@/lib/page-tags'
import { CORRECTION_LABELS } from '@/modules/articles/correction-words'
import { articlePath, CORRECTIONS_PATH } from '@/modules/articles/paths'
import { listPublishedCorrections } from '@/modules/corrections/published'
import styles from './corrections-page.module.css'
import { reading } from './reading'
import { missing, unavailable } from './status-answers'

const TITLE = 'Corrections and changes'
const titleOf = (page: number): string => (page === 1 ? TITLE : `${TITLE}, page ${page}`)

export const correctionsMetadata = (page: number): Metadata =>
  pageMetadata({
    title: titleOf(page),
    description: 'What we corrected or changed in our stories after they were published, where it matters to readers, the newest first.',
    path: pageOf(CORRECTIONS_PATH)(page),
  })

/** /corrections and its further pages: what readers were told of live stories, newest first. */
export async function CorrectionsPage({ page }: { page: number }) {
  const read = await reading('the corrections', () => listPublishedCorrections(page))
  if (!read.available) return unavailable()
  const { items, pages, total } = read.value
  if (page > pages) return missing([pageTag.news])
  // Every correction is published with its story, which ends the pages made of the newest stories.
  await tagPage([pageTag.news, ...items.map(({ story }) => pageTag.shows(story.number))])
  return (
    <SiteFrame>
      <PageHead title={titleOf(page)}>
        <p>
          When we correct a published story, or change it in a way that matters to readers, the story says so and it is listed here. A
          mended comma is not. If you think that something is wrong, <a href="/contact">tell us</a>.
          {total === 0 ? ' There has been no such change yet.' : ''}
        </p>
      </PageHead>
      <ol className={styles.changes}>
        {items.map(({ id, kind, wording, at, story }) => (
          <li key={id}>
            <p className={styles.when}>
              <b>{CORRECTION_LABELS[kind]}</b> <time dateTime={londonIsoDay(at)}>{londonDay(at)}</time>
            </p>
            <div>
              <p>{wording}</p>
              <p>
                <a href={articlePath(story.slug)}>{story.headline}</a>
              </p>
            </div>
          </li>
        ))}
      </ol>
      <Pager
        address={pageOf(CORRECTIONS_PATH)}
        page={page}
        pages={pages}
        label="Pages of corrections"
        previous="Newer corrections"
        next="Older corrections"
      />
    </SiteFrame>
  )
}
