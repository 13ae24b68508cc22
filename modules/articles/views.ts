/** The shapes in which stories leave this module: newsroom views first, then what readers get. Types only. */

import type { PictureUse } from '@/modules/media/schema'
import type { ShownPicture } from '@/modules/media/views'
import type { Stage } from '@/modules/workflow/stages'
import type { State } from '@/modules/workflow/states'
import type { Body } from './body'
import type { CorrectionMark, PublishedCorrection } from './correction-words'
import type { FormOfStory } from './form'

export type StoryTag = { slug: string; label: string; type: string }

/** One entry of the hand-made related list. Without a target and an address it waits for a story of this headline. */
export type StoryPin = {
  headline: string
  targetId: string | null
  targetSlug: string | null
  targetHeadline: string | null
  targetLive: boolean
  /** An address on another site; `headline` is then the words of the link. */
  url: string | null
  /** "2026-11-21": the day of what stands there. */
  datedOn: string | null
  /** The London midnight from which on it is not shown any more, ISO in UTC. */
  expiresAt: string | null
  note: string
  /** For an entry that waits: the story whose headline is nearly this one, to be confirmed. */
  close: { id: string; headline: string } | null
}

/** A story that is never listed under this one, nor this one under it. */
export type StoryExclusion = { targetId: string; targetSlug: string; targetHeadline: string; targetLive: boolean; note: string }

/** What this person may do with this story in its present state. The commands decide again. */
export type StoryAbilities = {
  canEdit: boolean
  canPublish: boolean
  canWithdraw: boolean
  canMakeLiveAgain: boolean
  canChangeSlug: boolean
  canDelete: boolean
}

/** A story as the editor page opens it: the newest saved words. */
export type EditableStory = StoryAbilities & {
  id: string
  number: number
  state: State
  /** To be handed back with every change. */
  version: number
  /** Number of the newest revision. */
  revision: number
  slug: string
  /** The address readers use now; null unless live. */
  liveSlug: string | null
  hasUnpublishedChanges: boolean
  headline: string
  standfirst: string
  body: Body
  byline: string
  storyDate: Date | null
  evergreen: boolean
  form: FormOfStory
  sourceUrl: string | null
  leadPicture: PictureUse | null
  tags: StoryTag[]
  pins: StoryPin[]
  exclusions: StoryExclusion[]
  firstPublishedAt: Date | null
  republishedAt: Date | null
  readersToldAt: Date | null
  readersToldNote: string | null
  withdrawnAt: Date | null
  withdrawnReason: string | null
  createdById: string | null
  createdAt: Date
  updatedAt: Date
  updatedByName: string
}

/** One row of the newsroom's list. */
export type StoryListItem = {
  id: string
  number: number
  version: number
  state: State
  slug: string
  headline: string
  hasUnpublishedChanges: boolean
  /** The one word for where it stands; `live`: readers have it, or an older version of it. */
  stage: Stage
  live: boolean
  scheduledFor: Date | null
  unreviewedSince: Date | null
  sensitive: boolean
  embargoUntil: Date | null
  tags: StoryTag[]
  updatedAt: Date
  updatedByName: string
  firstPublishedAt: Date | null
  createdById: string | null
}

export type StoryListPage = { items: StoryListItem[]; total: number; page: number; pages: number }

/** `sentence` follows the name: "published version 3". Newest first. */
export type HistoryEntry = { id: string; at: Date; actorName: string; kind: string; sentence: string }

/** `acts`: what was done with it besides saving, oldest first. */
export type HistoryRevision = {
  number: number
  headline: string
  createdAt: Date
  createdByName: string
  label: { label: string; byName: string; at: Date } | null
  live: boolean
  head: boolean
  acts: { at: Date; actorName: string; sentence: string }[]
}

export type StoryHistory = {
  headline: string
  version: number
  createdById: string | null
  events: HistoryEntry[]
  revisions: HistoryRevision[]
}

// ── what readers get ────────────────────────────────────────────────────────────────────────────

/** `own`: given by an editor; otherwise inherited from a narrower tag (a region from its area). */
export type PublishedStoryTag = StoryTag & { id: number; own: boolean }

export type StoryCard = {
  number: number
  articleId: string
  slug: string
  headline: string
  standfirst: string
  firstPublishedAt: Date
  readersToldAt: Date | null
  readersToldNote: string | null
  /** Its weightiest correction: cards, feeds and related lists say so in a word. */
  correction: CorrectionMark | null
  /** Own first, by label. */
  tags: PublishedStoryTag[]
}

export type PublishedStory = StoryCard & {
  body: Body
  bodyText: string
  byline: string
  sourceUrl: string | null
  republishedAt: Date
  evergreen: boolean
  form: FormOfStory
  /** Relates to nothing, and is in no feed and no search. */
  legallySensitive: boolean
  /** What readers were told of changes of substance, newest first. */
  corrections: PublishedCorrection[]
  /** Ids of its own tags that can relate, best first, at most twelve; then those only inherited. */
  relTags: number[]
  relInherited: number[]
  leadPicture: PictureUse | null
  /** Those that may be shown today; a picture of the words that is not among them is left out. */
  pictures: ShownPicture[]
}

export type FoundStory =
  | { state: 'live'; story: PublishedStory }
  | { state: 'gone'; withdrawnAt: Date; reason: string }
  | { state: 'moved'; slug: string }
  | { state: 'missing' }

export type PublishedStoryPage = { items: StoryCard[]; total: number; page: number; pages: number }
