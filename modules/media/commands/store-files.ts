import 'server-only'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { done, type Outcome } from '@/lib/errors'
import { log } from '@/lib/log'
import { makeKey } from '@/lib/media-key'
import { mediaStore } from '@/lib/media-store'
import { type MadePicture, makePicture, pictureFileNames } from '@/lib/pictures'

export type StoredPicture = MadePicture & { key: string }

/** Makes the files of an uploaded picture and keeps them under a key of their own, before any row names it. */
export async function storeFiles(file: string): Promise<Outcome<StoredPicture>> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-picture-'))
  try {
    const made = await makePicture(file, folder)
    if (!made.ok) return made
    const key = makeKey()
    const store = await mediaStore()
    await store.keep(key, folder, pictureFileNames(made.value.widths))
    return done({ ...made.value, key })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Takes files away that no row names any more. A store that does not answer leaves them: nobody can ask for them. */
export async function dropFiles({ key, widths }: { key: string; widths: readonly number[] }): Promise<void> {
  try {
    const store = await mediaStore()
    await store.remove(key, pictureFileNames(widths))
  } catch (error) {
    log.warn('files of a picture could not be removed', { key, error: error instanceof Error ? error.message : String(error) })
  }
}
