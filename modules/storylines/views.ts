/** The shapes in which storylines leave this module. Types only: pages, JSON and JSON-LD show the same. */
import type { State } from '@/modules/workflow/states'

// ── what readers get ────────────────────────────────────────────────────────────────────────────

export type StorylineStory = {
  number: number
  slug: string
  headline: string
  firstPublishedAt: Date
  /** The story being read. */
  current: boolean
}

/** What stands about one storyline beside a story that belongs to it. */
export type StorylineBox = {
  tagId: number
  slug: string
  label: string
  summary: string
  open: boolean
  byHand: boolean
  /** Live stories it has. */
  total: number
  /** The newest by date; it is `current` when the story being read is the newest. */
  latest: StorylineStory
  /** In order, those around the story being read, at most BOX_STORIES_MAX; and the place of the first of them, from 1. */
  first: number
  stories: StorylineStory[]
}

/** What the page of a storyline's tag says above its stories. */
export type PublishedStoryline = { summary: string; open: boolean; byHand: boolean; latest: StorylineStory | null }

// ── what the newsroom gets ──────────────────────────────────────────────────────────────────────

export type StorylineListItem = {
  tagId: number
  slug: string
  label: string
  open: boolean
  byHand: boolean
  /** Stories of it that readers see; those whose newest save carries the tag and that they do not. */
  live: number
  notLive: number
  /** First publication of its newest live story. */
  lastPublishedAt: Date | null
}

/** `reading`: readers find the story in the line now. */
export type StorylineMember = {
  id: string
  headline: string
  state: State
  at: Date | null
  reading: boolean
  /** Why the line of readers differs from the newest save of a live story; null where they agree. */
  waiting: 'added' | 'removed' | null
}

export type StorylineDetail = StorylineListItem & {
  summary: string
  /** To be handed back with every change; 0 while nothing was ever said of it. */
  version: number
  /** Version of the tag, for a change of its label. */
  tagVersion: number
  /** In the order readers see. */
  members: StorylineMember[]
}
