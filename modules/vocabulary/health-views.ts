/** The shapes in which the vocabulary's health leaves this module. Types only. */
import type { HealthSection } from './health'

export type HealthName = { id: number; slug: string; label: string; type: string; version: number }
export type HealthStory = { id: string; headline: string }

/** One row of a section. `stories` is what it is worth: how many it touches. */
export type HealthRow = {
  key: string
  tag: HealthName | null
  /** The tag that would stay. */
  into: HealthName | null
  story: HealthStory | null
  /** What is the matter, a sentence. */
  fact: string
  stories: number
  fix: HealthFix
}

export type HealthFix =
  | { kind: 'retire' | 'quiet' }
  /** A page where the rest is done, prefilled. */
  | { kind: 'open'; href: string; label: string }
  | { kind: 'none' }

export type HealthPart = { section: HealthSection; total: number; rows: HealthRow[] }
export type VocabularyHealth = { parts: HealthPart[]; proposals: number; liveStories: number; tags: number }
