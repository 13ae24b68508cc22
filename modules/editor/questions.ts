/** What the editor page asks and says beside its acts, each with the action that answers. The pages take the types from here. */
import { factPicksAction } from '@/modules/articles/fact-actions'
import { commentsOfAction } from '@/modules/comments/actions'
import { correctionsOfAction } from '@/modules/corrections/actions'
import { linksOfAction } from '@/modules/sharing/actions'
import {
  bothVersionsAction,
  dropWorkingCopyAction,
  findPicturesAction,
  forecastAction,
  forecastWithdrawalAction,
  keepWorkingCopyAction,
  leaveStoryAction,
  linkedFromAction,
  notePresenceAction,
  previewRelatedAction,
  refuseTagsAction,
  settledPagesAction,
  suggestTagsAction,
  takeOverAction,
  whyNotAction,
} from './actions'
import { checkWordsAction } from './check-actions'
import { workflowOfAction } from './workflow-actions'

/** Asked while a story is written; answered by app/admin/articles/questions. */
export const questions = {
  related: previewRelatedAction,
  comments: commentsOfAction,
  workflow: workflowOfAction,
  corrections: correctionsOfAction,
  'preview-links': linksOfAction,
  forecast: forecastAction,
  'forecast-withdrawal': forecastWithdrawalAction,
  'linked-from': linkedFromAction,
  'why-not': whyNotAction,
  pictures: findPicturesAction,
  facts: factPicksAction,
  checks: checkWordsAction,
  'suggest-tags': suggestTagsAction,
}
export type Questions = typeof questions

/** Said by the page itself while somebody writes; heard by app/admin/articles/sittings. */
export const sayings = {
  drop: dropWorkingCopyAction,
  keep: keepWorkingCopyAction,
  leave: leaveStoryAction,
  presence: notePresenceAction,
  'refuse-tags': refuseTagsAction,
  'take-over': takeOverAction,
  versions: bothVersionsAction,
  settled: settledPagesAction,
}
export type Sayings = typeof sayings
