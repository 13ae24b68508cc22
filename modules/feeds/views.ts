/** What a feed is made of, whatever its format. Types only. */
import type { PublishedCorrection } from '@/modules/articles/correction-words'

export type FeedRelated = { url: string; headline: string; day: string; reason: string }

export type FeedEntry = {
  /** urn:uuid of the story: the same over every edit, republication and change of address. */
  id: string
  url: string
  headline: string
  standfirst: string
  /** The standfirst for lists of a feed reader, with the word "Corrected 14 March 2026" before it where there is one. */
  summary: string
  author: string
  /** The words as on the page, then the related list where there is one. */
  html: string
  publishedAt: Date
  /** Moves only when readers were told of a change. */
  updatedAt: Date
  tags: string[]
  /** What readers were told of changes of substance, newest first. */
  corrections: PublishedCorrection[]
  related: FeedRelated[]
  /** The lead picture, as JPEG. */
  image: { url: string; width: number; height: number; alt: string } | null
}

export type Feed = {
  title: string
  description: string
  /** The page this feed follows. */
  pageUrl: string
  /** Address of the feed without its ending. */
  feedUrl: string
  updatedAt: Date
  entries: FeedEntry[]
}
