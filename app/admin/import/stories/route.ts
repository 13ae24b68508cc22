import { uploadRoute } from '@/modules/auth/upload-route'
import { storyLines } from '@/modules/editor/uploads'

export const dynamic = 'force-dynamic'

/** Stores the stories of a file, or says what storing them would come to: a form of one file. */
export const POST = uploadRoute(storyLines)
