/** A form with a file in it, read as it arrives: the file goes to the disk, never into memory. */
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeWebStream } from 'node:stream/web'
import busboy from 'busboy'

const FIELD_BYTES = 200

/** `file` is where the upload stands until the command has run; `fileName` what it was called; `fields` the rest of the form. */
export type Upload = { file: string; fileName: string; fields: Record<string, string> }

export type ReadUpload = Upload | 'too-large' | 'no-file' | 'unreadable'

/** Reads a form of one file named "file": the file straight to the path `file`, cut off after `bytesMax`. */
export async function readUpload(request: Request, file: string, bytesMax: number): Promise<ReadUpload> {
  const form = busboy({
    headers: Object.fromEntries(request.headers),
    defParamCharset: 'utf8',
    limits: { files: 1, fields: 4, parts: 5, fieldSize: FIELD_BYTES, fieldNameSize: 50, fileSize: bytesMax },
  })
  const fields: Record<string, string> = Object.create(null)
  let found: { name: string; written: Promise<boolean> } | null = null
  form.on('field', (name, value) => {
    fields[name] = value
  })
  form.on('file', (name, stream, about) => {
    if (name !== 'file' || found) return stream.resume()
    const written = pipeline(stream, createWriteStream(file, { mode: 0o600 })).then(() => stream.truncated !== true)
    // Awaited below; a connection that breaks is told there.
    written.catch(() => {})
    found = { name: about.filename ?? '', written }
  })
  try {
    await pipeline(Readable.fromWeb(request.body as NodeWebStream), form)
    const upload = found as { name: string; written: Promise<boolean> } | null
    if (!upload) return 'no-file'
    return (await upload.written) ? { file, fileName: upload.name, fields } : 'too-large'
  } catch {
    return 'unreadable'
  }
}
