import { z } from 'zod'
import { apiRoute } from '@/lib/api-route'
import { publicAddress } from '@/lib/page-metadata'
import { articlePath } from '@/modules/articles/paths'
import { sitemapCombinations, sitemapPlaces, sitemapStories } from '@/modules/feeds/published'
import { toSitemap } from '@/modules/feeds/sitemap'

export const dynamic = 'force-dynamic'

const PAGES = [
  '/',
  '/news',
  '/areas',
  '/tags',
  '/inspections',
  '/about',
  '/contact',
  '/privacy',
  '/corrections',
  '/accessibility',
  '/about-the-data',
  '/glossary',
]

export const GET = apiRoute({ query: z.looseObject({}), params: z.strictObject({}) }, async () => {
  const [stories, places, combinations] = await Promise.all([sitemapStories(), sitemapPlaces(), sitemapCombinations()])
  const pages = [
    ...PAGES.map((path) => ({ url: publicAddress(path) })),
    ...stories.map((story) => ({ url: publicAddress(articlePath(story.slug)), changedAt: story.changedAt })),
    ...places.areas.map((slug) => ({ url: publicAddress(`/areas/${slug}`) })),
    ...places.tags.map((slug) => ({ url: publicAddress(`/tags/${slug}`) })),
    ...combinations.map((path) => ({ url: publicAddress(path) })),
    ...places.inspections.map((id) => ({ url: publicAddress(`/inspections/${id}`) })),
  ]
  return { text: toSitemap(pages), contentType: 'application/xml; charset=utf-8' }
})
