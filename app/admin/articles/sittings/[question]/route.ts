import { questionRoute } from '@/modules/auth/question-route'
import { refuseStranger } from '@/modules/auth/session'
import {
  bothVersionsAction,
  dropWorkingCopyAction,
  keepWorkingCopyAction,
  leaveStoryAction,
  notePresenceAction,
  refuseTagsAction,
  settledPagesAction,
  takeOverAction,
} from '@/modules/editor/actions'

export const dynamic = 'force-dynamic'

/**
 * What the editor page says by itself while somebody writes, also in the moment it is left. Not as actions: a text must not
 * wait for a publication to be kept.
 */
export const POST = questionRoute(
  {
    drop: dropWorkingCopyAction,
    keep: keepWorkingCopyAction,
    leave: leaveStoryAction,
    presence: notePresenceAction,
    'refuse-tags': refuseTagsAction,
    'take-over': takeOverAction,
    versions: bothVersionsAction,
    settled: settledPagesAction,
  },
  refuseStranger,
)
