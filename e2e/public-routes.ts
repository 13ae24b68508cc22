/**
 * Every address a stranger can open, with examples. e2e/drafts-stay-private.spec.ts compares the list with the routes
 * of the build and fails for one that is missing: a new surface must be looked at before it goes out.
 */
import { readFileSync } from 'node:fs'

/** What the examples are made of. */
export type Example = {
  /** A live story's address. */
  story: string
  /** An address at which no story stands, or none any more. */
  others: string[]
  /** A tag that live stories carry, and one that none does. */
  tag: string
  otherTag: string
  area: string
  /** Words every story of the test contains. */
  words: string
  /** Tokens of preview links that show nothing: revoked, or never made. */
  deadLinks: string[]
}

type PublicRoute = { route: string; kind: 'page' | 'answer'; examples: (of: Example) => string[] }

const page = (route: string, examples: PublicRoute['examples'] = () => [route]): PublicRoute => ({ route, kind: 'page', examples })
const answer = (route: string, examples: PublicRoute['examples'] = () => [route]): PublicRoute => ({ route, kind: 'answer', examples })
const each = (slugs: string[], address: (slug: string) => string): string[] => slugs.map(address)

export const PUBLIC_ROUTES: readonly PublicRoute[] = [
  page('/'),
  page('/news', () => ['/news', '/news?page=2']),
  page('/news/page/[page]', () => ['/news/page/1', '/news/page/2', '/news/page/9999']),
  page('/news/[slug]', ({ story, others }) => each([story, ...others], (slug) => `/news/${slug}`)),
  page('/news/[slug]/thanks', ({ story, others }) => each([story, ...others], (slug) => `/news/${slug}/thanks`)),
  page('/tags'),
  page('/tags/[slug]', ({ tag, otherTag }) => [`/tags/${tag}`, `/tags/${otherTag}`]),
  page('/tags/[slug]/page/[page]', ({ tag, otherTag }) => [`/tags/${tag}?page=2`, `/tags/${tag}/page/1`, `/tags/${otherTag}/page/1`]),
  page('/tags/[slug]/with/[other]', ({ tag, otherTag, area }) => [
    `/tags/${tag}/with/${otherTag}`,
    `/tags/${otherTag}/with/${tag}`,
    `/tags/area-${area}/with/${tag}`,
  ]),
  page('/tags/[slug]/with/[other]/page/[page]', ({ tag, otherTag }) => [
    `/tags/${tag}/with/${otherTag}?page=2`,
    `/tags/${tag}/with/${otherTag}/page/1`,
  ]),
  page('/areas'),
  page('/areas/[slug]', ({ area }) => [`/areas/${area}`, '/areas/atlantis']),
  page('/areas/[slug]/page/[page]', ({ area }) => [`/areas/${area}/page/1`, `/areas/${area}?page=2`]),
  page('/areas/find', ({ area }) => ['/areas/find', `/areas/find?q=${area}`, '/areas/find?q=north']),
  page('/search', ({ words }) => ['/search', `/search?q=${words}`, '/search?q=inspection']),
  page('/inspections'),
  page('/inspections/[id]', () => ['/inspections/dorset-2024-05', '/inspections/nowhere-1999-01']),
  page('/about'),
  page('/contact'),
  page('/privacy'),
  page('/corrections', () => ['/corrections', '/corrections?page=2']),
  page('/corrections/page/[page]', () => ['/corrections/page/1', '/corrections/page/9999']),
  answer('/preview/[token]/media/[key]/[file]', ({ deadLinks }) =>
    each(deadLinks, (token) => `/preview/${token}/media/${'0'.repeat(32)}/480.webp`),
  ),
  page('/preview/[token]', ({ deadLinks }) => ['/preview/short', ...each(deadLinks, (token) => `/preview/${token}?said=1`)]),
  page('/accessibility'),
  page('/about-the-data'),
  page('/glossary'),
  page('/_not-found', () => ['/no-such-address']),
  answer('/feeds/[file]', () => ['/feeds/news.atom', '/feeds/news.rss', '/feeds/news.json']),
  answer('/feeds/tags/[file]', ({ tag, otherTag, area }) =>
    [tag, otherTag, `area-${area}`].flatMap((slug) => ['atom', 'rss', 'json'].map((ending) => `/feeds/tags/${slug}.${ending}`)),
  ),
  answer('/feeds/tags/[file]/with/[other]', ({ tag, otherTag, area }) => [
    `/feeds/tags/${tag}/with/${otherTag}.atom`,
    `/feeds/tags/area-${area}/with/${tag}.rss`,
    `/feeds/tags/${otherTag}/with/${tag}.json`,
  ]),
  answer('/sitemap.xml'),
  answer('/news-sitemap.xml'),
  answer('/robots.txt'),
  // Bytes: whose they are, e2e/pictures.spec.ts tries with a picture of a draft.
  answer('/media/[key]/[file]', () => [`/media/${'0'.repeat(32)}/480.webp`]),
  answer('/api/v1/articles', ({ tag, otherTag }) => [
    '/api/v1/articles?page_size=100',
    `/api/v1/articles?tag=${tag}`,
    `/api/v1/articles?tag=${otherTag}`,
  ]),
  answer('/api/v1/articles/[slug]', ({ story, others }) => each([story, ...others], (slug) => `/api/v1/articles/${slug}`)),
  answer('/api/v1/articles/[slug]/related', ({ story, others }) =>
    each([story, ...others], (slug) => `/api/v1/articles/${slug}/related?limit=20`),
  ),
  answer('/api/v1/tags'),
  answer('/api/v1/areas'),
  answer('/api/v1/inspections'),
  answer('/api/v1/inspections.csv'),
  answer('/api/v1/openapi.json'),
  // Both take something in and have nothing to read.
  answer('/api/count'),
  answer('/api/not-related'),
  answer('/api/health/live'),
  answer('/api/health/ready'),
]

/** Behind a sign-in, or the way in: each of them checks for itself who asks. */
const STAFF = /^\/(?:admin|sign-in|sign-out|invitation|api\/auth)(?:\/|$)/
/** The framework's own, with no content. */
const FRAMEWORK = new Set(['/_global-error'])

/** The routes of the build that a stranger can open. */
export function builtPublicRoutes(): string[] {
  const manifest = JSON.parse(readFileSync('.next/app-path-routes-manifest.json', 'utf8')) as Record<string, string>
  return [...new Set(Object.values(manifest))].filter((route) => !STAFF.test(route) && !FRAMEWORK.has(route)).sort()
}

/** Pages for readers, all in one state in which they have something to show. */
export const PAGES_TO_LOOK_AT = [
  '/',
  '/news',
  '/news/dorset-typically-positive',
  '/news/dorset-typically-positive/thanks',
  '/tags',
  '/tags/outcome-positive',
  '/areas',
  '/areas/dorset',
  '/areas/find?q=north',
  '/search?q=inspection',
  '/inspections',
  '/inspections/dorset-2024-05',
  '/about',
  '/contact',
  '/privacy',
  '/corrections',
  '/accessibility',
  '/about-the-data',
  '/glossary',
] as const
