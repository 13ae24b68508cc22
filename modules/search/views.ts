/** What a search answers. Types only. */
import type { Piece } from './terms'

export type SearchResult = {
  number: number
  slug: string
  firstPublishedAt: Date
  /** The headline, and up to two fragments of the text, with what was found marked. */
  headline: Piece[]
  extract: Piece[]
}

/** A page of its own for exactly what was typed: an area or a tag, offered above the results. */
export type SearchOffer = { kind: 'area' | 'tag'; slug: string; label: string; type: string; articleCount: number }

export type SearchOutcome =
  /** Nothing was typed. */
  | { state: 'empty' }
  /** The database gave up after two seconds: say so and ask for more or rarer words. */
  | { state: 'too-slow'; terms: string; offers: SearchOffer[] }
  | {
      state: 'found'
      /** As it was searched. */
      terms: string
      results: SearchResult[]
      /** Stories found, counted up to 2,000. */
      total: number
      /** There are more than `total`: "2,000+". The newest 500 of them are ranked and paged. */
      capped: boolean
      page: number
      pages: number
      offers: SearchOffer[]
    }
