import { uploadRoute } from '@/modules/auth/upload-route'
import { otherFile } from '@/modules/media/uploads'

export const dynamic = 'force-dynamic'

/** Gives a picture other files, everywhere: a form of one file and the version it was looked at in. */
export const POST = uploadRoute(otherFile)
