import 'server-only'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import { fileNameOf } from '../schema'
import type { PickedPicture } from '../views'
import { dropFiles, storeFiles } from './store-files'

/** `file`: where the upload stands, for as long as the command runs; `fileName`: what it was called. */
export type UploadedFile = { file: string; fileName: string }
/** `story`: the id of the story it is added in the editor of; a new one has none yet. */
type NewPicture = UploadedFile & { story?: string | undefined }

/**
 * Adds an uploaded picture to the library. Its files are made and stored first, then the row and its event are written
 * together. As long as no version of a story shows it, it is open to those who may open the story it was added in.
 * Refused when the file is not a picture we take. Throws NotAllowed.
 */
export async function addPicture(actor: Actor, { file, fileName, story }: NewPicture, now: Date): Promise<Outcome<PickedPicture>> {
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
          addedToId: await storedStory(tx, story),
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

/** Of a story that is not stored yet nobody could be asked later who may open it. */
async function storedStory(tx: Tx, id: string | undefined): Promise<string | null> {
  const story = id ? await tx.article.findUnique({ where: { id }, select: { id: true } }) : null
  return story?.id ?? null
}
