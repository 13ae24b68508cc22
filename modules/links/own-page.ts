/** Which page of this site a link means. Pure: whether there is such a page is asked in the database. */

/** The page or the feed of two tags together. */
export type PairPage = { kind: 'pair'; slug: string; other: string }

export type OwnPage =
  /** A tag's feeds stand and fall with its page. Of a picture, the slug is its key. */
  | { kind: 'story' | 'tag' | 'area' | 'inspection' | 'picture'; slug: string }
  | PairPage
  /** A page that is always there. */
  | { kind: 'fixed' }
  | { kind: 'none' }

const FIXED =
  /^\/(about|about-the-data|accessibility|contact|glossary|privacy|corrections|search|news|tags|areas|areas\/find|inspections|feeds\/news\.(atom|rss|json)|sitemap\.xml|news-sitemap\.xml|robots\.txt|api\/.+)?$/
const PAGE_OF = /^\/(news|corrections|areas\/[^/]+|tags\/[^/]+|tags\/[^/]+\/with\/[^/]+)\/page\/\d+$/
const PAIR = /^(?:\/feeds)?\/tags\/([^/]+)\/with\/([^/.]+)(\.[a-z]+)?$/
const FEED_OF_TAG = /^\/feeds(\/tags\/[^/.]+)\.(?:atom|rss|json)$/
const PICTURE = /^\/media\/([^/]+)\/[^/]+$/

/** The page at a link that begins with "/" or with our own origin; null for a link to another site. */
export function ownPage(url: string, origin: string): OwnPage | null {
  if (!URL.canParse(url, origin)) return null
  const parsed = new URL(url, origin)
  if (parsed.origin !== new URL(origin).origin) return null
  const path = parsed.pathname
    .replace(/(.)\/$/, '$1')
    .replace(PAGE_OF, '/$1')
    .replace(FEED_OF_TAG, '$1')
  if (FIXED.test(path)) return { kind: 'fixed' }
  return pairAt(path) ?? pictureAt(path) ?? oneAt(path.replace(/^(\/news\/[^/]+)\/thanks$/, '$1'))
}

function pairAt(path: string): PairPage | null {
  const [, slug, other, ending] = PAIR.exec(path) ?? []
  return slug && other && path.startsWith('/feeds/') === (ending !== undefined) ? { kind: 'pair', slug, other } : null
}

function pictureAt(path: string): OwnPage | null {
  const [, key] = PICTURE.exec(path) ?? []
  return key ? { kind: 'picture', slug: key } : null
}

function oneAt(path: string): OwnPage {
  const [, section, slug] = /^\/(news|tags|areas|inspections)\/([^/]+)$/.exec(path) ?? []
  const kind = section && KINDS[section]
  return kind && slug ? { kind, slug } : { kind: 'none' }
}

const KINDS: Record<string, 'story' | 'tag' | 'area' | 'inspection'> = {
  news: 'story',
  tags: 'tag',
  areas: 'area',
  inspections: 'inspection',
}

/** The same link, to another path of this site; what follows the path stays. */
export function atPath(url: string, path: string, origin: string): string {
  const parsed = new URL(url, origin)
  parsed.pathname = path
  return url.startsWith('/') ? `${parsed.pathname}${parsed.search}${parsed.hash}` : parsed.href
}
