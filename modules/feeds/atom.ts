/** A feed as Atom (RFC 4287). Pure. */
import type { Feed, FeedEntry } from './views'
import { element, xmlDocument } from './xml'

const entry = (story: FeedEntry) =>
  element(
    'entry',
    {},
    element('id', {}, story.id),
    element('title', {}, story.headline),
    element('link', { rel: 'alternate', type: 'text/html', href: story.url }),
    story.related.map((link) => element('link', { rel: 'related', type: 'text/html', href: link.url, title: link.headline })),
    story.image && element('link', { rel: 'enclosure', type: 'image/jpeg', href: story.image.url, title: story.image.alt || undefined }),
    element('published', {}, story.publishedAt.toISOString()),
    element('updated', {}, story.updatedAt.toISOString()),
    element('author', {}, element('name', {}, story.author)),
    story.tags.map((tag) => element('category', { term: tag })),
    story.summary === '' ? null : element('summary', {}, story.summary),
    element('content', { type: 'html' }, story.html),
  )

export const toAtom = (feed: Feed): string =>
  xmlDocument(
    element(
      'feed',
      { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': 'en-GB' },
      element('id', {}, `${feed.feedUrl}.atom`),
      element('title', {}, feed.title),
      element('subtitle', {}, feed.description),
      element('link', { rel: 'self', type: 'application/atom+xml', href: `${feed.feedUrl}.atom` }),
      element('link', { rel: 'alternate', type: 'text/html', href: feed.pageUrl }),
      element('updated', {}, feed.updatedAt.toISOString()),
      feed.entries.map(entry),
    ),
  )
