/** The head of a reader's page: title, description, canonical address, Open Graph, feeds. One shape for all of them. */
import type { Metadata } from 'next'
import { env } from './env'

const SITE_NAME = 'Throughline'
const DESCRIPTION_MAX_CHARACTERS = 200

/** An address of this site in full, as feeds, sitemaps and canonical links need it. */
export const publicAddress = (path: string): string => `${env().publicUrl}${path}`

type PageMetadata = {
  title: string
  description: string
  /** The one address of this page, from the root: "/news?page=2". */
  path: string
  /** Atom feed of what the page lists, from the root, without its ending: "/feeds/tags/area-kent". */
  feed?: { base: string; title: string }
  /** A page of no lasting use to a search engine: results of a search, an error. */
  noIndex?: boolean
  article?: { publishedAt: Date; modifiedAt: Date | null; tags: string[] }
  /** A picture that stands for the page on cards of other sites; `path` from the root. */
  image?: { path: string; width: number; height: number; alt: string } | undefined
}

/** Cut at a word, with an ellipsis: search engines and cards show about this much. */
export function shortened(text: string, max = DESCRIPTION_MAX_CHARACTERS): string {
  if (text.length <= max) return text
  const cut = text.slice(0, max)
  const words = cut.slice(0, Math.max(cut.lastIndexOf(' '), max / 2))
  // The last one may be the first half of a character of two.
  return `${words.replace(/[\ud800-\udbff]$/, '').replace(/[\s,;:.–-]+$/, '')}…`
}

export function pageMetadata(page: PageMetadata): Metadata {
  const url = publicAddress(page.path)
  const description = shortened(page.description)
  return {
    title: page.path === '/' ? page.title : `${page.title} – ${SITE_NAME}`,
    description,
    ...(page.noIndex ? { robots: { index: false, follow: true } } : {}),
    alternates: {
      ...(page.noIndex ? {} : { canonical: url }),
      ...(page.feed ? { types: feedLinks(page.feed) } : {}),
    },
    openGraph: {
      siteName: SITE_NAME,
      locale: 'en_GB',
      title: page.title,
      description,
      url,
      ...(page.image ? { images: [{ ...sizeOf(page.image), url: publicAddress(page.image.path) }] } : {}),
      ...(page.article
        ? {
            type: 'article',
            publishedTime: page.article.publishedAt.toISOString(),
            ...(page.article.modifiedAt ? { modifiedTime: page.article.modifiedAt.toISOString() } : {}),
            tags: page.article.tags,
          }
        : { type: 'website' }),
    },
    twitter: { card: page.image ? 'summary_large_image' : 'summary' },
  }
}

const sizeOf = ({ width, height, alt }: { width: number; height: number; alt: string }) => ({ width, height, alt })

function feedLinks(feed: { base: string; title: string }) {
  return {
    'application/atom+xml': [{ url: publicAddress(`${feed.base}.atom`), title: `${feed.title} (Atom)` }],
    'application/rss+xml': [{ url: publicAddress(`${feed.base}.rss`), title: `${feed.title} (RSS)` }],
    'application/feed+json': [{ url: publicAddress(`${feed.base}.json`), title: `${feed.title} (JSON Feed)` }],
  }
}
