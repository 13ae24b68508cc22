import { questionRoute } from '@/modules/auth/question-route'
import { refuseStranger } from '@/modules/auth/session'
import { sayings } from '@/modules/editor/questions'

export const dynamic = 'force-dynamic'

/**
 * What the editor page says by itself while somebody writes, also in the moment it is left. Not as actions: a text must not
 * wait for a publication to be kept.
 */
export const POST = questionRoute(sayings, refuseStranger)
