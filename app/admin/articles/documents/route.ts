import { uploadRoute } from '@/modules/auth/upload-route'
import { wordDocument } from '@/modules/editor/uploads'

export const dynamic = 'force-dynamic'

/** Reads a Word document for the editor: a form of one file. */
export const POST = uploadRoute(wordDocument)
