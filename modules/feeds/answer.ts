/** Which format an address asks for, and the feed written in it. Pure. */
import { z } from 'zod'
import { toAtom } from './atom'
import { toJsonFeed } from './json-feed'
import { toRss } from './rss'
import type { Feed } from './views'

const FORMATS = {
  atom: { contentType: 'application/atom+xml; charset=utf-8', write: toAtom },
  rss: { contentType: 'application/rss+xml; charset=utf-8', write: toRss },
  json: { contentType: 'application/feed+json; charset=utf-8', write: toJsonFeed },
} as const

type Format = keyof typeof FORMATS

/** "news.atom", "area-kent.rss": a name and one of the three endings. */
export const feedFileSchema = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*\.(?:atom|rss|json)$/)
  .max(140)
  .transform((file) => {
    const dot = file.lastIndexOf('.')
    return { name: file.slice(0, dot), format: file.slice(dot + 1) as Format }
  })

/** The first of two tags in the address of a feed of both. */
export const tagSlugSchema = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(120)

/** Feed readers add parameters of their own to addresses; a feed has none, and lets them be. */
export const feedQuerySchema = z.looseObject({})

export const writeFeed = (feed: Feed, format: Format): { text: string; contentType: string } => ({
  text: FORMATS[format].write(feed),
  contentType: FORMATS[format].contentType,
})
