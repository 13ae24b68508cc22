/** What arrives at the address for documents. Nothing of it is kept. */
import { DOCUMENT_MAX_BYTES, type ReadDocument, readDocument } from '@/lib/documents'
import type { UploadRoute } from '@/modules/auth/upload-route'

export const wordDocument: UploadRoute<ReadDocument> = {
  permission: 'article.create',
  bytesMax: DOCUMENT_MAX_BYTES,
  advice: 'Copy its text, and paste that',
  run: async (_actor, { file }) => readDocument(file),
}
