/** What "In related news:" is made of. Types only: pages, JSON and the command line show the same list. */
import type { CorrectionMark } from '@/modules/articles/correction-words'
import type { TagType } from '@/modules/tags/tag-types'

/** A shared tag that made the link, best first. */
export type RelatedReason = { tag: string; type: TagType; label: string }

/** One link to a story. */
export type StoryLink = {
  kind: 'story'
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
  /** Its weightiest correction, which the list says in a word. */
  correction: CorrectionMark | null
}

/** A link that an editor made to another site. */
export type ExternalLink = {
  kind: 'external'
  url: string
  /** Its host, without "www.". */
  site: string
  /** The link's words. */
  headline: string
  standfirst: string
  /** The day of what stands there, at noon in UTC. */
  firstPublishedAt: Date
  score: number
  points: number
  pinned: true
  reasons: RelatedReason[]
  reason: string
  areas: string[]
}

/** One link of the list, in the order in which readers see it. */
export type RelatedLink = StoryLink | ExternalLink

/** A hand-made link to another site that is to be shown; `position` counts together with those of the pins. */
export type ExternalPin = { position: number; url: string; headline: string; datedOn: string }

/** The list of a live story. `links`: numbers of the stories listed, in order. */
export type ListedStory = {
  links: number[]
  /**
   * What a story would have to be worth to come into the list, in thousandths of a point: the least worth at which one
   * of these was chosen, rounded down; where a cap gave way to fill it, what it would have to be worth to stand beside
   * those that keep the caps. Null while there is room for any.
   */
  leastWorth: number | null
  /** The same of an explainer, for which a list makes room: never more. */
  leastExplainer: number | null
  list: RelatedLink[]
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
  /** Its place in the editor's list where it is pinned; null otherwise. */
  pin: number | null
  /** Shared tags that can relate, carried by both stories themselves, best first. */
  reasons: (RelatedReason & { id: number; points: number })[]
  /** An explainer, for which a list makes room. */
  explainer?: boolean
  /**
   * `place`: the two share a place or bodies, and neither a subject, a person or a storyline nor what happened, nor are both
   * about the place’s inspection. `theme`: they share one theme and no outcome, and are about two places.
   */
  thin: 'place' | 'theme' | null
  areas: { id: number; label: string }[]
  /** Its own relating tags and their points, in the same order: what similarity between two candidates rests on. */
  ownTags: number[]
  ownPoints: number[]
  storylines: number[]
  /** For the words of the list only: nothing is ranked by it. */
  correction?: CorrectionMark | null
}

/** What became of a story in a list: why it is there, or the first thing that keeps it out. */
export type Verdict =
  | 'listed'
  | 'pinned'
  | 'not-found'
  | 'itself'
  | 'not-live'
  | 'alone'
  | 'excluded'
  | 'pin-waits'
  | 'shares-nothing'
  | 'too-weak'
  | 'near-duplicate'
  | 'gave-way'
  | 'day-cap'
  | 'area-cap'
  | 'storyline-cap'
  | 'outscored'
  | 'full-of-pins'
  | 'not-compared'

/** The answer to "Why not this one?". */
export type WhyNot = {
  target: { id: string; number: number; slug: string; headline: string; live: boolean } | null
  verdict: Verdict
  /** Points of the shared tags before age; 0 where they were not counted. */
  points: number
  /** Thousandths of a point, after age. */
  score: number
  /** What it would have to be worth to come into the list, in thousandths; null where points would not help, or there is room. */
  slotNeeded: number | null
  /** Shared tags that can relate, best first. */
  reasons: RelatedReason[]
  /** True, in plain words, for an editor. */
  sentence: string
}
