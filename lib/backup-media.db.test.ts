import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { create, extract } from 'tar'
import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { backup, restore } from './backup'
import { makeKey } from './media-key'
import { fileStore, keepMediaIn } from './media-store'
import { migrate } from './migrations'
import { databaseUrl } from './testing/start-database'

const { serverUrl, template } = inject('testDatabase')
const name = `${template}_pictures_${process.env.VITEST_POOL_ID}`
const url = databaseUrl(serverUrl, name)
let folder = ''

async function query(address: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: address })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

/** Every file of a folder by its path, with its checksum. */
const hashes = (root: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [
        join(entry.parentPath.slice(root.length), entry.name),
        createHash('sha256')
          .update(readFileSync(join(entry.parentPath, entry.name)))
          .digest('hex'),
      ])
      .sort(),
  )

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'throughline-backup-pictures-'))
  await query(serverUrl, `create database ${name}`)
  await migrate(url)
})
afterEach(async () => {
  keepMediaIn(null)
  rmSync(folder, { recursive: true })
  await query(serverUrl, `drop database ${name} with (force)`)
})

async function newsroomWithPicture(): Promise<string> {
  const media = join(folder, 'media')
  keepMediaIn(fileStore(media))
  writeFileSync(join(folder, '480.webp'), 'bytes of a webp')
  writeFileSync(join(folder, '480.jpg'), 'bytes of a jpeg')
  const key = makeKey()
  await fileStore(media).keep(key, folder, ['480.webp', '480.jpg'])
  await query(
    url,
    `insert into media (key, file_name, width, height, widths, bytes, created_by_name) values ('${key}', 'a.jpg', 480, 320, '{480}', 30, 'x')`,
  )
  return media
}

it('A backup brings back the files of pictures, byte for byte', async () => {
  const media = await newsroomWithPicture()
  const before = hashes(media)
  expect(Object.keys(before)).toHaveLength(2)
  const file = join(folder, 'backup.tar.gz')
  await backup(url, file)
  rmSync(media, { recursive: true })
  const elsewhere = join(folder, 'elsewhere')
  keepMediaIn(fileStore(elsewhere))
  await restore(url, file, { force: true })
  expect(hashes(elsewhere)).toEqual(before)
  // Once more over what is there.
  await restore(url, file, { force: true })
  expect(hashes(elsewhere)).toEqual(before)
})

it('A backup with a picture file that is not as it was saved is refused', async () => {
  await newsroomWithPicture()
  const file = join(folder, 'backup.tar.gz')
  await backup(url, file)
  const inside = mkdtempSync(join(folder, 'inside-'))
  await extract({ file, cwd: inside })
  const picture = readdirSync(inside).find((each) => each.endsWith('.webp')) ?? ''
  writeFileSync(join(inside, picture), 'other bytes')
  await create({ gzip: true, file: `${file}.other`, cwd: inside }, readdirSync(inside))
  await expect(restore(url, `${file}.other`, { force: true })).rejects.toThrow(/damaged \(the picture file media\./)
})
