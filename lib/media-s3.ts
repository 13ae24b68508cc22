/** Files of pictures in a bucket that speaks S3. Loaded only where MEDIA_STORE names one. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { DeleteObjectsCommand, GetObjectCommand, PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3'
import { mediaType } from './media-key'
import type { MediaStore } from './media-store'

type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string }

const CONNECT_MS = 5_000
const REQUEST_MS = 30_000

/** `address`: s3://bucket/folder?endpoint=https://…&region=…; lib/env.ts has checked it. Without credentials: those of the machine. */
export function s3Store(address: string, credentials: Credentials | undefined): MediaStore {
  const url = new URL(address)
  const endpoint = url.searchParams.get('endpoint')
  const folder = url.pathname.replace(/^\/+|\/+$/g, '')
  const Bucket = url.host
  const nameOf = (key: string, name: string): string => [folder, key, name].filter(Boolean).join('/')
  const client = new S3Client({
    region: url.searchParams.get('region') ?? 'eu-west-2',
    // Stores of other makers are reached by the path: they have no name for each bucket, and know no newer checksums.
    ...(endpoint && { endpoint, forcePathStyle: true }),
    ...(credentials && { credentials }),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: REQUEST_MS },
    maxAttempts: 3,
  })
  return {
    async keep(key, from, names) {
      for (const name of names) {
        const path = join(from, name)
        const { size } = await stat(path)
        await client.send(
          new PutObjectCommand({
            Bucket,
            Key: nameOf(key, name),
            Body: createReadStream(path),
            ContentLength: size,
            ContentType: mediaType(name),
          }),
        )
      }
    },
    async read(key, name) {
      try {
        const found = await client.send(new GetObjectCommand({ Bucket, Key: nameOf(key, name) }))
        return found.Body instanceof Readable ? { bytes: found.ContentLength ?? 0, stream: found.Body } : null
      } catch (error) {
        if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404 && error.name !== 'NoSuchBucket') return null
        throw error
      }
    },
    async remove(key, names) {
      await client.send(
        new DeleteObjectsCommand({ Bucket, Delete: { Objects: names.map((name) => ({ Key: nameOf(key, name) })), Quiet: true } }),
      )
    },
  }
}
