/**
 * Where the files of pictures are: a folder of DATA_DIR, which several servers may share, or a bucket of any store that
 * speaks S3 (MEDIA_STORE). Files are written once under a random key and never changed.
 */
import { createReadStream } from 'node:fs'
import { chmod, copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { env } from './env'
import { makeKey } from './media-key'

export type StoredFile = { bytes: number; stream: Readable }

export type MediaStore = {
  /** Keeps the files `names` of `folder` under `key`. All are there when it returns, whatever happens to the server then. */
  keep: (key: string, folder: string, names: readonly string[]) => Promise<void>
  /** A file to read; null when there is none. A store that does not answer is an error. */
  read: (key: string, name: string) => Promise<StoredFile | null>
  /** Takes the files away; one that is gone already is no fault. */
  remove: (key: string, names: readonly string[]) => Promise<void>
}

const global_ = globalThis as typeof globalThis & { throughlineMediaStore?: Promise<MediaStore> }

/** The store of this server, as its settings have it. */
export function mediaStore(): Promise<MediaStore> {
  global_.throughlineMediaStore ??= openStore()
  return global_.throughlineMediaStore
}

/** Puts another store in the place of that of the settings; null: back to it. For tools that work on a copy. */
export function keepMediaIn(store: MediaStore | null): void {
  if (store) global_.throughlineMediaStore = Promise.resolve(store)
  else delete global_.throughlineMediaStore
}

async function openStore(): Promise<MediaStore> {
  const { MEDIA_STORE, DATA_DIR, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = env()
  if (MEDIA_STORE === 'file') return fileStore(join(DATA_DIR, 'media'))
  const { s3Store } = await import('./media-s3')
  const credentials =
    AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY
      ? {
          accessKeyId: AWS_ACCESS_KEY_ID,
          secretAccessKey: AWS_SECRET_ACCESS_KEY,
          ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
        }
      : undefined
  return s3Store(MEDIA_STORE, credentials)
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** A folder for each key. Only this user may read them: who else may, a page decides. */
export function fileStore(root: string): MediaStore {
  return {
    async keep(key, folder, names) {
      const half = join(root, `.half-${makeKey()}`)
      await mkdir(half, { recursive: true, mode: 0o700 })
      try {
        for (const name of names) {
          const target = join(half, name)
          await copyFile(join(folder, name), target)
          await chmod(target, 0o600)
          await synced(target)
        }
        // Only a backup brings a key that is there already.
        await rm(join(root, key), { recursive: true, force: true })
        await rename(half, join(root, key))
        await synced(root)
      } finally {
        await rm(half, { recursive: true, force: true })
      }
    },
    async read(key, name) {
      const path = join(root, key, name)
      try {
        const { size } = await stat(path)
        return { bytes: size, stream: createReadStream(path) }
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    },
    async remove(key) {
      await rm(join(root, key), { recursive: true, force: true })
    },
  }
}

/** On the disk, not only on its way there. */
async function synced(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
