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
