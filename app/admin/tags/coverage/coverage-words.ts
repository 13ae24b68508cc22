import type { CoverageState } from '@/modules/vocabulary/coverage'

export const STATE_WORDS: Record<CoverageState, string> = {
  none: 'A record and no story',
  behind: 'Stories, none about the newest record',
  told: 'The newest record is told',
  'no-record': 'No record with a result',
}
