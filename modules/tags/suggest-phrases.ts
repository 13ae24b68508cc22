/** All that is said of outcomes, stages and themes beyond their labels and aliases. Pure. */
import { OUTCOME_PHRASES } from './suggest-outcome-phrases'
import { PEOPLE_PHRASES } from './suggest-people-phrases'
import type { Phrase } from './suggest-phrase'
import { REPORT_PHRASES } from './suggest-report-phrases'
import { STAGE_PHRASES } from './suggest-stage-phrases'
import { SYSTEM_PHRASES } from './suggest-system-phrases'
import { THEME_PHRASES } from './suggest-theme-phrases'

export const PHRASES: readonly Phrase[] = [
  ...OUTCOME_PHRASES,
  ...REPORT_PHRASES,
  ...STAGE_PHRASES,
  ...THEME_PHRASES,
  ...SYSTEM_PHRASES,
  ...PEOPLE_PHRASES,
]
