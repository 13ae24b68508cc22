/** The shapes in which tags leave this module. Types only; the tag field's is in match.ts. */
import type { TagType } from './tag-types'

/** A tag as readers know it: only while a live story carries it. */
export type PublicTag = {
  id: number
  slug: string
  label: string
  type: string
  description: string
  aliases: string[]
  broader: { slug: string; label: string } | null
  /** Live stories carrying it, own or inherited. */
  articleCount: number
}

/** What a tag's page says beside its stories: introduction, days, what it leads on to. Days are at midnight UTC. */
export type TagStanding = {
  /** Paragraphs, a line each. */
  intro: string
  startsOn: Date | null
  endsOn: Date | null
  retired: boolean
  /** The live story of this tag that stands first. */
  pinnedNumber: number | null
  /** Tags that took its place, and those whose place it took, as far as live stories carry them, or they are areas. */
  successors: { slug: string; label: string }[]
  predecessors: { slug: string; label: string }[]
}

/** A tag offered beside another: `stories` carry both; null where that was not counted to the end. */
export type TagBeside = { slug: string; label: string; type: string; stories: number | null }

/** A row of the newsroom's list of tags. */
export type TagListItem = {
  id: number
  slug: string
  label: string
  type: TagType
  aliases: string[]
  doNotRelate: boolean
  /** Offered to nobody any more. */
  retired: boolean
  broaderLabel: string | null
  /** Live stories carrying it themselves; drafts and withdrawn stories whose newest save does. */
  live: number
  notLive: number
  /** What a story sharing it adds to a related link; null until a live story has carried it. */
  points: number | null
}

/** One tag with everything its page in the newsroom shows. */
export type TagDetail = TagListItem & {
  description: string
  version: number
  broader: { slug: string; label: string } | null
  narrower: { slug: string; label: string }[]
  companions: { slug: string; label: string; kind: string }[]
  inheritedPoints: number | null
  /** Says how, or who says so, rather than what about. */
  aspect: boolean
  intro: string
  /** The story that stands first on its page, while it is live; without its headline for those who may not open it. */
  pinned: { id: string; headline: string } | null
  /** The first and the last day there was such a thing: ISO days. */
  startsOn: string | null
  endsOn: string | null
  /** What took its place, and what it took the place of. */
  successors: { slug: string; label: string }[]
  predecessors: { slug: string; label: string }[]
  /** Whether its type may still change. */
  typeIsFixed: boolean
  /** The stories whose newest save carries it, newest change first, at most 50. */
  stories: { id: string; headline: string; state: string }[]
}
