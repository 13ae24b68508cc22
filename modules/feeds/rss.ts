/** A feed as RSS 2.0, with the whole text in content:encoded. Pure. */
import type { Feed, FeedEntry } from './views'
import { element, xmlDocument } from './xml'

/** Media RSS: RSS's own enclosure would need its length in bytes. */
const pictureOf = ({ url, width, height, alt }: NonNullable<FeedEntry['image']>) =>
  element(
    'media:content',
    { url, type: 'image/jpeg', medium: 'image', width: String(width), height: String(height) },
    alt === '' ? null : element('media:description', { type: 'plain' }, alt),
  )

const item = (story: FeedEntry) =>
  element(
    'item',
    {},
    element('title', {}, story.headline),
    element('link', {}, story.url),
    element('guid', { isPermaLink: 'false' }, story.id),
    element('pubDate', {}, story.publishedAt.toUTCString()),
    element('dc:creator', {}, story.author),
    story.tags.map((tag) => element('category', {}, tag)),
    element('description', {}, story.summary),
    story.image && pictureOf(story.image),
    element('content:encoded', {}, story.html),
  )

export const toRss = (feed: Feed): string =>
  xmlDocument(
    element(
      'rss',
      {
        version: '2.0',
        'xmlns:atom': 'http://www.w3.org/2005/Atom',
        'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
        'xmlns:media': 'http://search.yahoo.com/mrss/',
        'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      },
      element(
        'channel',
        {},
        element('title', {}, feed.title),
        element('link', {}, feed.pageUrl),
        element('description', {}, feed.description),
        element('language', {}, 'en-gb'),
        element('lastBuildDate', {}, feed.updatedAt.toUTCString()),
        element('atom:link', { rel: 'self', type: 'application/rss+xml', href: `${feed.feedUrl}.rss` }),
        feed.entries.map(item),
      ),
    ),
  )
