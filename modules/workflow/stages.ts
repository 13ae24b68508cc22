/**
 * Where a story stands, as one word for people. Stored are three truths (decision 0020): what readers have (`state`), how
 * far the newest words have come (`review`), and a waiting time. Pure.
 */
import type { State } from './states'

/** How far the newest words have come. */
export const REVIEWS = ['none', 'submitted', 'approved'] as const
export type Review = (typeof REVIEWS)[number]

/** From a first line to a tombstone, in that order. */
export const STAGES = ['draft', 'in-review', 'approved', 'scheduled', 'live', 'updated', 'withdrawn'] as const
export type Stage = (typeof STAGES)[number]

/** The word an editor sees. */
export const stageLabel: Record<Stage, string> = {
  draft: 'Draft',
  'in-review': 'In review',
  approved: 'Approved',
  scheduled: 'Scheduled',
  live: 'Live',
  updated: 'Updated',
  withdrawn: 'Withdrawn',
}

export type Position = {
  state: State
  review: Review
  /** A time waits to publish it. */
  publishWaits: boolean
  /** There are saved words that readers of a live story do not have. */
  hasUnpublishedChanges: boolean
  /** It was published again since its first publication. */
  wasUpdated: boolean
}

/**
 * The one stage. What is on its way comes first: a live story whose changes are in review is "In review", and `live` says
 * that readers have an older version.
 */
export function stageOf({ state, review, publishWaits, hasUnpublishedChanges, wasUpdated }: Position): { stage: Stage; live: boolean } {
  const live = state === 'live'
  if (publishWaits) return { stage: 'scheduled', live }
  if (review === 'approved') return { stage: 'approved', live }
  if (review === 'submitted') return { stage: 'in-review', live }
  if (state !== 'live') return { stage: state, live }
  if (hasUnpublishedChanges) return { stage: 'draft', live }
  return { stage: wasUpdated ? 'updated' : 'live', live }
}

/** "In review", or "In review, readers have an older version". */
export function stageWords({ stage, live }: { stage: Stage; live: boolean }): string {
  const reached = stage === 'live' || stage === 'updated'
  return live && !reached ? `${stageLabel[stage]}, readers have an older version` : stageLabel[stage]
}
