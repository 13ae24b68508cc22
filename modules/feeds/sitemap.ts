/** Sitemaps (sitemaps.org, and Google's news extension). Pure. */
import { element, xmlDocument } from './xml'

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9'

export const toSitemap = (pages: readonly { url: string; changedAt?: Date }[]): string =>
  xmlDocument(
    element(
      'urlset',
      { xmlns: NAMESPACE },
      pages.map((page) =>
        element('url', {}, element('loc', {}, page.url), page.changedAt ? element('lastmod', {}, page.changedAt.toISOString()) : null),
      ),
    ),
  )

export const toNewsSitemap = (stories: readonly { url: string; headline: string; publishedAt: Date }[]): string =>
  xmlDocument(
    element(
      'urlset',
      { xmlns: NAMESPACE, 'xmlns:news': 'http://www.google.com/schemas/sitemap-news/0.9' },
      stories.map((story) =>
        element(
          'url',
          {},
          element('loc', {}, story.url),
          element(
            'news:news',
            {},
            element('news:publication', {}, element('news:name', {}, 'Throughline'), element('news:language', {}, 'en')),
            element('news:publication_date', {}, story.publishedAt.toISOString()),
            element('news:title', {}, story.headline),
          ),
        ),
      ),
    ),
  )
