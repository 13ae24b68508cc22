import { uploadRoute } from '@/modules/auth/upload-route'
import { newPicture } from '@/modules/media/uploads'

export const dynamic = 'force-dynamic'

/** Adds a picture to the library: a form of one file. */
export const POST = uploadRoute(newPicture)
