/** What the editor page is told of a story's words. Types and limits only. */
import type { Severity } from '@/modules/style/rules'

/** Of a longer story the beginning is checked. */
export const CHECKED_CHARACTERS_MAX = 60_000

/**
 * Where the words stand: characters of the headline or the standfirst, or of one line of the body. Lines of the body are
 * its paragraphs, headings, items and cells that have words, in order; null for who is named under a quotation.
 */
export type CheckPlace = { field: 'headline' | 'standfirst' | 'body'; line: number | null; from: number; to: number }

export type Check = CheckPlace & {
  /** The same for one finding as long as its words stand, so that a list that is made anew keeps its place. */
  key: string
  /** style: house style; record: what the inspection record has; plain: plain English and access. */
  group: 'style' | 'record' | 'plain'
  rule: string
  severity: Severity
  words: string
  advice: string
  reason: string
  /** Where the record says so. */
  source: string | null
  /** What can stand in place of the words. */
  fix: string | null
  left: { reason: string; by: string } | null
}

export type StoryChecks = {
  checks: Check[]
  /** Rules that took too long and were left out. */
  skipped: string[]
  /** The story is longer than what was checked. */
  cut: boolean
  /** Of the newsroom’s own sentences; null where there are too few words to say. */
  reading: { age: number | null; target: number; words: number; sentences: number }
  mayManage: boolean
}
