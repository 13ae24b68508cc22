'use server'
import { formAction } from '@/modules/auth/form-action'
import { closeCorrection } from './commands/close-correction'
import { publishCorrection } from './commands/publish-correction'
import { reportProblem } from './commands/report-problem'
import { closeCorrectionSchema, publishCorrectionSchema, reportProblemSchema } from './schema'

// The page stays open: in the editor there may be words that are not saved yet.
export const reportProblemAction = formAction(reportProblemSchema, reportProblem, {
  after: () => ({ message: 'It is in the register, and on the desk until somebody decides.' }),
})
export const publishCorrectionAction = formAction(publishCorrectionSchema, publishCorrection, {
  after: () => ({ message: 'Readers have it.' }),
})
export const closeCorrectionAction = formAction(closeCorrectionSchema, closeCorrection, {
  after: () => ({ message: 'It is closed. The reason is kept in the register.' }),
})
