import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readEnv } from './env'
import { makeKey } from './media-key'
import { s3Store } from './media-s3'
import { fileStore, type MediaStore } from './media-store'

const folder = mkdtempSync(join(tmpdir(), 'throughline-store-'))
const made = join(folder, 'made')
const NAMES = ['480.webp', '480.jpg']
// What s3rver takes.
const CREDENTIALS = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' }

let server: S3rver | undefined
let bucket = ''

beforeAll(async () => {
  writeFileSync(join(folder, '480.webp'), 'the webp file')
  writeFileSync(join(folder, '480.jpg'), 'the jpeg file')
  server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: join(folder, 'bucket'),
    configureBuckets: [{ name: 'pictures', configs: [] }],
  })
  const { port } = await server.run()
  bucket = `s3://pictures/newsroom?endpoint=http://127.0.0.1:${port}&region=eu-west-2`
})

afterAll(async () => {
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
})

const STORES: [string, () => MediaStore][] = [
  ['a folder', () => fileStore(made)],
  ['a bucket', () => s3Store(bucket, CREDENTIALS)],
]

async function read(store: MediaStore, key: string, name: string): Promise<string | null> {
  const found = await store.read(key, name)
  if (!found) return null
  const parts: Buffer[] = []
  for await (const part of found.stream) parts.push(Buffer.from(part))
  const bytes = Buffer.concat(parts)
  expect(found.bytes).toBe(bytes.byteLength)
  return bytes.toString()
}

describe.each(STORES)('Files kept in %s', (_, open) => {
  it('come back byte for byte, under their key and no other', async () => {
    const store = open()
    const key = makeKey()
    await store.keep(key, folder, NAMES)
    expect(await read(store, key, '480.webp')).toBe('the webp file')
    expect(await read(store, key, '480.jpg')).toBe('the jpeg file')
    expect(await store.read(key, '960.jpg')).toBeNull()
    expect(await store.read(makeKey(), '480.webp')).toBeNull()
  })

  it('are gone when they are removed, and removing them again is no fault', async () => {
    const store = open()
    const key = makeKey()
    await store.keep(key, folder, NAMES)
    await store.remove(key, NAMES)
    await store.remove(key, NAMES)
    expect(await store.read(key, '480.webp')).toBeNull()
  })
})

describe('A folder of files', () => {
  it('never shows half a picture', async () => {
    const store = fileStore(made)
    const key = makeKey()
    await expect(store.keep(key, folder, ['480.webp', 'missing.jpg'])).rejects.toThrow('ENOENT')
    expect(await store.read(key, '480.webp')).toBeNull()
    expect(readdirSync(made).filter((name) => name.startsWith('.half'))).toEqual([])
  })
})

describe('A bucket', () => {
  it('that does not answer is a fault, not a missing picture', async () => {
    const store = s3Store('s3://pictures?endpoint=http://127.0.0.1:9&region=eu-west-2', CREDENTIALS)
    await expect(store.read(makeKey(), '480.webp')).rejects.toThrow()
  })

  it('that is not there is a fault too', async () => {
    const other = bucket.replace('s3://pictures', 's3://no-such-bucket')
    await expect(s3Store(other, CREDENTIALS).read(makeKey(), '480.webp')).rejects.toThrow()
  })

  it.each(['ftp://pictures', 's3://', 's3://pictures?endpoint=nowhere', 's3://pictures?keys=mine', 'folder'])(
    'cannot be named %s',
    (value) => {
      expect(() => readEnv({ MEDIA_STORE: value })).toThrow('The setting MEDIA_STORE is not usable')
    },
  )
})
