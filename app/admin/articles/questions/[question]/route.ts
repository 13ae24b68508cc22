import { questionRoute } from '@/modules/auth/question-route'
import { refuseStranger } from '@/modules/auth/session'
import { forecastAction, linkedFromAction, previewRelatedAction, whyNotAction } from '@/modules/editor/actions'

export const dynamic = 'force-dynamic'

/** What the editor page asks of the related engine while a story is written. */
export const POST = questionRoute(
  {
    related: previewRelatedAction,
    forecast: forecastAction,
    'linked-from': linkedFromAction,
    'why-not': whyNotAction,
  },
  refuseStranger,
)
