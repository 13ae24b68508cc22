'use server'
import { callAction, formAction } from '@/modules/auth/form-action'
import { keepPair } from './commands/close-report'
import { endTest, forecastTaking, takeTest } from './commands/fair-test'
import { leavePairOut } from './commands/leave-pair-out'
import { reportListed, reportNotRelated } from './commands/report-not-related'
import { fairTestSchema, reportListedSchema, reportNotRelatedSchema, reportPairSchema, takeTestSchema } from './schema'

const TRAY = '/admin/related/reports'

const TESTS = '/admin/related/tests'
export const endTestAction = formAction(fairTestSchema, endTest, { after: () => `${TESTS}?done=ended` })
export const takeTestAction = callAction(takeTestSchema, takeTest)
/** Writes nothing: what it tries out is taken back. */
export const forecastTakingAction = callAction(fairTestSchema, forecastTaking)

export const leavePairOutAction = formAction(reportPairSchema, leavePairOut, { after: () => `${TRAY}?done=left-out` })
export const keepPairAction = formAction(reportPairSchema, keepPair, { after: () => `${TRAY}?done=kept` })
/** From a story's preview, which says thank you and stays open. */
export const reportListedAction = formAction(reportListedSchema, reportListed, {
  after: () => ({ message: 'Thank you. The pair lies in the tray of unrelated links.' }),
})
/** From the editor, whose page stays open. */
export const reportNotRelatedAction = callAction(reportNotRelatedSchema, reportNotRelated)
