/** A feed as JSON Feed 1.1. Pure. */
import type { Feed, FeedEntry } from './views'

const item = (story: FeedEntry) => ({
  id: story.id,
  url: story.url,
  title: story.headline,
  summary: story.summary || undefined,
  image: story.image?.url,
  content_html: story.html,
  date_published: story.publishedAt.toISOString(),
  date_modified: story.updatedAt.toISOString(),
  authors: [{ name: story.author }],
  tags: story.tags,
  language: 'en-GB',
  _corrections:
    story.corrections.length === 0
      ? undefined
      : story.corrections.map(({ kind, wording, at }) => ({ kind, date: at.toISOString(), text: wording })),
  _related:
    story.related.length === 0
      ? undefined
      : story.related.map(({ url, headline, day, reason }) => ({ url, title: headline, date: day, reason })),
})

export const toJsonFeed = (feed: Feed): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    description: feed.description,
    home_page_url: feed.pageUrl,
    feed_url: `${feed.feedUrl}.json`,
    language: 'en-GB',
    items: feed.entries.map(item),
  })
