/** The shapes in which the house style leaves this module. Types only. */
import type { RuleText, Severity, StyleRule } from './rules'

/** Rules as a story is checked with them. `resting`: those that took too long, or cannot be read, and are left out until somebody mends them. */
export type RulesInUse = { rules: StyleRule[]; resting: string[] }

/** Stories in which a rule found something, and what became of it: mended, or left with a reason. */
export type RuleCounts = { fired: number; fixed: number; left: number }

/** A rule as the newsroom manages it. `own`: not one of the shipped ones; `changed`: a shipped one that was changed here. */
export type RuleView = RuleText & {
  active: boolean
  own: boolean
  changed: boolean
  /** 0: never changed here. */
  version: number
  ranOutAt: Date | null
  updatedBy: string
  counts: RuleCounts
}

export type RuleListItem = Pick<RuleView, 'id' | 'pattern' | 'correct' | 'severity' | 'active' | 'own' | 'changed' | 'ranOutAt' | 'counts'>

export type StyleSettingsView = { readingAge: number; version: number }

/** What was left as it is in one story, and why. */
export type LeftFinding = { rule: string; words: string; reason: string; by: string }

export type FoundWords = { rule: string; words: string; severity: Severity }
