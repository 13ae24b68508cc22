/** The shapes in which changes of the vocabulary leave this module. Types only. */
import type { Forecast } from '@/modules/related/forecast'

/** What a change of the vocabulary does, besides related lists. */
export type Effect = {
  /** Stories whose tags change. */
  live: number
  notLive: number
  /** Old addresses, and the final one each leads to. */
  addresses: { from: string; to: string }[]
  /** Sentences on what else changes: names, narrower tags, companions. */
  also: string[]
}

export type Preview = { effect: Effect; lists: Forecast | null }

/** What was done: its number in the log, and what it came to. */
export type Done = { operation: string; slug: string; stories: number }

export type OperationKind = 'merge' | 'rename' | 'retire' | 'split' | 'bulk'

/** A row of the log. */
export type OperationItem = {
  id: string
  kind: OperationKind
  state: string
  sentence: string
  stories: number
  by: string
  at: Date
  undoneBy: string | null
  undoneAt: Date | null
}

/** A story of a tag, as a split chooses among them. */
export type SplitStory = { id: string; headline: string; state: string; at: Date | null }

/** A tag that somebody would like to have. */
export type OpenProposal = {
  id: string
  label: string
  type: string
  reason: string
  by: string
  at: Date
  /** Where it was missing; null for a story that is closed to the reader of the list. */
  story: { id: string; headline: string } | null
}

/** What became of one's own proposal: `state` is made, already or declined. */
export type DecidedProposal = { id: string; label: string; state: string; by: string; note: string | null; tagLabel: string | null }
