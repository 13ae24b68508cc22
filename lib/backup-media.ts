/** The files of pictures in a backup: flat beside the tables, each with its checksum. */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Client } from 'pg'
import { z } from 'zod'
import { tally } from './backup-tally'
import { mediaStore } from './media-store'
import { pictureFileNames } from './pictures'
import { StartProblem } from './start-problem.mjs'

const FLAT_NAME = /^media\.([0-9a-f]{32})\.([1-9]\d{0,3}\.(?:webp|jpg))$/

export const savedFiles = z.array(z.object({ name: z.string().regex(FLAT_NAME), sha256: z.string() })).default([])
export type SavedFiles = z.infer<typeof savedFiles>

/**
 * Copies the files of the library, as the transaction of `client` sees it, into `folder`. A picture that is replaced or
 * deleted meanwhile may be without its files: they were gone before the backup was done.
 */
export async function dumpFiles(client: Client, folder: string): Promise<SavedFiles> {
  // A newsroom of an earlier version has no pictures.
  const { rows: tables } = await client.query<{ there: boolean }>(`select to_regclass('public.media') is not null as there`)
  if (!tables[0]?.there) return []
  const { rows } = await client.query<{ key: string; widths: number[] }>('select key, widths from media order by key')
  const saved: SavedFiles = []
  for (const { key, widths } of rows) {
    const store = await mediaStore()
    for (const file of pictureFileNames(widths)) {
      const found = await store.read(key, file)
      if (!found) continue
      const { stream, read } = tally()
      const name = `media.${key}.${file}`
      await pipeline(found.stream, stream, createWriteStream(join(folder, name)))
      saved.push({ name, sha256: read().sha256 })
    }
  }
  return saved
}

/** Checks every byte. Throws StartProblem when a file is not as it was saved. */
export async function checkFiles(files: SavedFiles, folder: string, backupFile: string): Promise<void> {
  for (const { name, sha256 } of files) {
    const hash = createHash('sha256')
    if (existsSync(join(folder, name))) await pipeline(createReadStream(join(folder, name)), hash)
    if (hash.digest('hex') !== sha256)
      throw new StartProblem(`${backupFile} is damaged (the picture file ${name} is not as it was written): take another backup.`)
  }
}

/** Puts the files where this newsroom keeps them. Their keys are theirs alone, so nothing else is touched. */
export async function restoreFiles(files: SavedFiles, folder: string): Promise<void> {
  const byKey = new Map<string, string[]>()
  for (const { name } of files) {
    const [, key = '', file = ''] = FLAT_NAME.exec(name) ?? []
    mkdirSync(join(folder, key), { recursive: true })
    renameSync(join(folder, name), join(folder, key, file))
    byKey.set(key, [...(byKey.get(key) ?? []), file])
  }
  for (const [key, names] of byKey) await (await mediaStore()).keep(key, join(folder, key), names)
}
