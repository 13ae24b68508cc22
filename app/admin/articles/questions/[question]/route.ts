import { questionRoute } from '@/modules/auth/question-route'
import { refuseStranger } from '@/modules/auth/session'
import { questions } from '@/modules/editor/questions'

export const dynamic = 'force-dynamic'

/** What the editor page asks while a story is written. */
export const POST = questionRoute(questions, refuseStranger)
