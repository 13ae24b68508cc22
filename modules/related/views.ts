/** What "In related news:" is made of. Types only: pages, JSON and the command line show the same list. */
import type { TagType } from '@/modules/tags/tag-types'

/** A shared tag that made the link, best first. */
export type RelatedReason = { tag: string; type: TagType; label: string }

/** One link of the list, in the order in which readers see it. */
export type RelatedLink = {
  number: number
  slug: string
  headline: string
  standfirst: string
  firstPublishedAt: Date
  /** Thousandths of a point, after age: what the order rests on. 0 for a pin that shares nothing. */
  score: number
  /** Points of the shared tags before age. */
  points: number
  /** Chosen by the editor. */
  pinned: boolean
  /** Shared tags that can relate: areas, organisations, people, themes, storylines. Empty only for a pin. */
  reasons: RelatedReason[]
  /** The reason in words, for readers: "Both about Rotherham and EHC plans". */
  reason: string
  /** Names of the areas the linked story is about. */
  areas: string[]
}

/** One row of the pool that related_pool answers: a live story, scored exactly against the one being read. */
export type RelatedCandidate = {
  number: number
  slug: string
  headline: string
  standfirst: string
  firstPublishedAt: Date
  score: number
  points: number
  /** 1, 2, 3… where the editor pinned it; null otherwise. */
  pin: number | null
  /** Shared tags that can relate, carried by both stories themselves, best first. */
  reasons: (RelatedReason & { id: number; points: number })[]
  areas: { id: number; label: string }[]
  /** Its own relating tags and their points, in the same order: what similarity between two candidates rests on. */
  ownTags: number[]
  ownPoints: number[]
  storylines: number[]
}
