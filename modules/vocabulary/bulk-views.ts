/** The shapes in which tagging in bulk leaves this module. Types only. */
import type { BadLine, BulkSkip } from './bulk-plan'

export type BulkState = 'planned' | 'running' | 'done' | 'stopped' | 'undoing' | 'undone'
export type BulkTag = { slug: string; label: string }

/** One story: what it gets, what goes, what it keeps. Labels, by label. */
export type BulkStory = { id: string; headline: string; state: string; added: string[]; removed: string[]; kept: string[] }

export type BulkProgress = {
  state: BulkState
  /** Stories to change, and gone through so far; while it is undone, those still to go. */
  total: number
  done: number
}

export type BulkDetail = BulkProgress & {
  id: string
  words: string
  /** The same for every story; both empty where a file says its own for each. */
  add: BulkTag[]
  remove: BulkTag[]
  /** Stories asked for that could be opened; of them, those that had these tags already; those left out. */
  found: number
  same: number
  skippedInAll: number
  skipped: { id: string; headline: string; why: BulkSkip }[]
  bad: BadLine[]
  badInAll: number
  /** Stories that carry the change now. */
  changed: number
  /** By state, of all that it changes. */
  states: { state: string; stories: number }[]
  /** How often each tag is given and taken. */
  tags: { label: string; given: number; taken: number }[]
  /** The first of them, last changed first. */
  stories: BulkStory[]
  by: string
  at: Date
  endedAt: Date | null
  undoneAt: Date | null
  undoneBy: string | null
  /** Why it stopped by itself. */
  failure: string | null
  /** Stories that could not be changed, the first of them. */
  failed: BulkFailed[]
  failedInAll: number
}

/** A story that a fault kept back, with what happened to it; null for one that is closed to the reader. */
export type BulkFailed = { story: { id: string; headline: string } | null; why: string }

/** An operation that stopped because of something that went wrong. */
export type BulkStalled = { id: string; words: string; failure: string; by: string; at: Date | null }

export type BulkListItem = BulkProgress & { id: string; words: string; by: string; at: Date; add: string[]; remove: string[] }
