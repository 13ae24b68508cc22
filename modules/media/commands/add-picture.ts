import 'server-only'
import { db } from '@/lib/db'
import { done, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import { fileNameOf } from '../schema'
import type { PickedPicture } from '../views'
import { dropFiles, storeFiles } from './store-files'

/** `file`: where the upload stands, for as long as the command runs; `fileName`: what it was called. */
export type UploadedFile = { file: string; fileName: string }

/**
 * Adds an uploaded picture to the library. Its files are made and stored first, then the row and its event are written
 * together. Refused when the file is not a picture we take. Throws NotAllowed.
 */
export async function addPicture(actor: Actor, { file, fileName }: UploadedFile, now: Date): Promise<Outcome<PickedPicture>> {
  permit(actor, 'media.add')
  const stored = await storeFiles(file)
  if (!stored.ok) return stored
  try {
    const name = fileNameOf(fileName)
    const { id } = await db.$transaction(async (tx) => {
      const row = await tx.media.create({
        data: {
          ...stored.value,
          fileName: name,
          createdAt: now,
          createdById: actor.kind === 'person' ? actor.id : null,
          createdByName: actor.name,
        },
        select: { id: true },
      })
      await recordEvent(tx, actor, 'media.added', { type: 'media', id: row.id }, { fileName: name })
      return row
    })
    return done({ id, fileName: name, alt: '', caption: '', credit: '', fault: '' })
  } catch (error) {
    await dropFiles(stored.value)
    throw error
  }
}
