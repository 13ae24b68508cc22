import type { Metadata } from 'next'
import { PageHead } from '@/components/page-head'
import { Pager, pageOf } from '@/components/pager'
import { SiteFrame } from '@/components/site-frame'
import { pageTag } from '@/lib/page-cache'
import { pageMetadata } from '@/lib/page-metadata'
import { tagPage } from '@/lib/page-tags'
import { StoryList } from '@/modules/articles/components/story-card'
import { listPublishedStories } from '@/modules/articles/published'
import { FeedLinks } from './feed-links'
import { reading } from './reading'
import { missing, unavailable } from './status-answers'

export const newsMetadata = (page: number): Metadata =>
  pageMetadata({
    title: page === 1 ? 'News' : `News, page ${page}`,
    description: 'All our stories about inspections of SEND support in England, newest first.',
    path: page === 1 ? '/news' : `/news?page=${page}`,
    feed: { base: '/feeds/news', title: 'News' },
  })

/** /news and its further pages: every live story, newest first. */
export async function NewsPage({ page }: { page: number }) {
  const read = await reading('the news list', () => listPublishedStories({ page }))
  if (!read.available) return unavailable()
  const { items, pages, total } = read.value
  if (page > pages) return missing([pageTag.news])
  await tagPage([pageTag.news, ...items.map((story) => pageTag.shows(story.number))])
  return (
    <SiteFrame section="news" isSectionIndex={page === 1}>
      <PageHead title={page === 1 ? 'News' : `News, page ${page}`}>{total === 0 ? <p>There are no stories yet.</p> : null}</PageHead>
      <StoryList stories={items} heading="h2" />
      <Pager address={pageOf('/news')} page={page} pages={pages} label="Pages of news" />
      <FeedLinks base="/feeds/news" what="all news" />
    </SiteFrame>
  )
}
