/** What the newsroom's pages on counts and reports are made of. Types only. */
import type { ReasonKind } from '@/modules/related/reason-kind'
import type { DayOfArms } from './count-arms'
import type { Comparison } from './fair-test'

export type ReportedStory = { id: string; number: number; slug: string; headline: string; live: boolean }

/** A pair in the tray. Days are London days at midnight in UTC. */
export type OpenReport = {
  article: ReportedStory
  target: ReportedStory
  /** Why the one stands in the other's list, in readers' words; null when it no longer does. */
  reason: string | null
  readers: number
  newsroom: number
  firstDay: Date
  lastDay: Date
}

/** `per100`: clicks for each hundred lists seen; null: too few to say. */
type Counted = { clicks: number; per100: number | null }

export type ClickMeasures = {
  /** Lists that came into sight. */
  seen: number
  clicks: number
  slots: (Counted & { slot: number })[]
  /** Most clicks first. */
  reasons: (Counted & { reason: ReasonKind })[]
  /** Most clicks first, at most PAIRS_MAX; `target` is null for links to other sites, taken together. */
  pairs: (Counted & { article: NamedStory; target: NamedStory | null; seen: number })[]
}

export type NamedStory = { id: string; number: number; headline: string }

/** How the lists were on one London day (midnight in UTC): shares from 0 to 1, age in days. Null where there was nothing to share. */
export type DayOfLists = {
  day: Date
  stories: number
  fillRate: number | null
  deadEndRate: number | null
  orphanRate: number | null
  diversity: number
  meanAgeDays: number
  /** Of the links that lists show, those an editor chose. */
  pinRate: number | null
  /** Pairs left out, for each story. */
  exclusionRate: number | null
}

/** A number that a fair test tries, in words: the newsroom's when it began, and the tried one. */
export type TriedNumber = { label: string; from: number; to: number }

/** A fair test, running or past. Times are instants; days London days. */
export type FairTest = {
  id: number
  name: string
  /** Pages of a hundred. */
  share: number
  days: number
  state: 'running' | 'ended' | 'taken'
  startedAt: Date
  startedBy: string
  endedAt: Date | null
  endedBy: string | null
  endedFor: 'days' | 'worse' | 'by-hand' | 'taken' | null
  tried: TriedNumber[]
  /** Links followed for each list seen, and what may be said of it; null where the record cannot be read. */
  comparison: Comparison | null
  seen: { a: number; b: number }
  pages: { a: number; b: number }
}

export type RunningTest = FairTest & { byDay: DayOfArms[] /** Days still to count, today among them. */; left: number }
