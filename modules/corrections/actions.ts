'use server'
import { done } from '@/lib/errors'
import { callAction } from '@/modules/auth/form-action'
import { closeCorrection } from './commands/close-correction'
import { publishCorrection } from './commands/publish-correction'
import { reportProblem } from './commands/report-problem'
import { listStoryCorrections } from './queries'
import { closeCorrectionSchema, correctionsOfSchema, publishCorrectionSchema, reportProblemSchema } from './schema'

// The page stays open: in the editor there may be words that are not saved yet.
export const reportProblemAction = callAction(reportProblemSchema, reportProblem)
export const publishCorrectionAction = callAction(publishCorrectionSchema, publishCorrection)
export const closeCorrectionAction = callAction(closeCorrectionSchema, closeCorrection)
/** Asked by the story editor. */
export const correctionsOfAction = callAction(correctionsOfSchema, async (actor, { articleId }, now) =>
  done(await listStoryCorrections(actor, articleId, now)),
)
