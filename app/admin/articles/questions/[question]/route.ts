import { factPicksAction } from '@/modules/articles/fact-actions'
import { questionRoute } from '@/modules/auth/question-route'
import { refuseStranger } from '@/modules/auth/session'
import { commentsOfAction } from '@/modules/comments/actions'
import { correctionsOfAction } from '@/modules/corrections/actions'
import {
  findPicturesAction,
  forecastAction,
  forecastWithdrawalAction,
  linkedFromAction,
  previewRelatedAction,
  suggestTagsAction,
  whyNotAction,
} from '@/modules/editor/actions'
import { checkWordsAction } from '@/modules/editor/check-actions'
import { workflowOfAction } from '@/modules/editor/workflow-actions'
import { linksOfAction } from '@/modules/sharing/actions'

export const dynamic = 'force-dynamic'

/** What the editor page asks of the related engine while a story is written. */
export const POST = questionRoute(
  {
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
  },
  refuseStranger,
)
