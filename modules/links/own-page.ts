/** Which page of this site a link means. Pure: whether there is such a page is asked in the database. */

export type OwnPage =
  | { kind: 'story' | 'tag' | 'area' | 'inspection'; slug: string }
  /** A page that is always there. */
  | { kind: 'fixed' }
  | { kind: 'none' }

const FIXED =
  /^\/(about|about-the-data|accessibility|contact|glossary|privacy|corrections|search|news|tags|areas|areas\/find|inspections|feeds\/[^/]+|feeds\/tags\/[^/]+|sitemap\.xml|news-sitemap\.xml|robots\.txt|api\/.+)?$/

/** The page at a link that begins with "/" or with our own origin; null for a link to another site. */
export function ownPage(url: string, origin: string): OwnPage | null {
  if (!URL.canParse(url, origin)) return null
  const parsed = new URL(url, origin)
  if (parsed.origin !== new URL(origin).origin) return null
  const path = parsed.pathname.replace(/(.)\/$/, '$1').replace(/^\/(news|tags|areas)(\/[^/]+)?\/page\/\d+$/, '/$1$2')
  if (FIXED.test(path)) return { kind: 'fixed' }
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
