/**
 * The edge of every address that answers a file of ours: a fixed type, nothing sniffed, nothing run. A handler decides who
 * may have it and answers null where there is none for this person; an error is an answer without detail.
 */
import { Readable } from 'node:stream'
import type { z } from 'zod'
import { isDatabaseAway } from './database-fault'
import { NotFound } from './errors'
import { parseInput } from './input'
import { log } from './log'
import type { StoredFile } from './media-store'
import { FILE_POLICY, loggedPath } from './response-headers.mjs'

export type FileAnswer = StoredFile & {
  contentType: string
  cacheControl: string
  /** What names these very bytes: files never change. */
  etag: string
}

type Input<P> = { params: P; query: URLSearchParams }
type Context = { params: Promise<Record<string, string | string[] | undefined>> }

// In front of readers bin/serve.mjs sets the same (lib/response-headers.mjs): its word is the first.
const SHUT = FILE_POLICY

function nothing(status: 404 | 500 | 503, words: string): Response {
  return new Response(words, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': SHUT },
  })
}

function sent(request: Request, file: FileAnswer): Response {
  const headers = {
    'cache-control': file.cacheControl,
    'content-security-policy': SHUT,
    'x-content-type-options': 'nosniff',
    etag: `"${file.etag}"`,
  }
  if (request.headers.get('if-none-match')?.includes(headers.etag)) {
    file.stream.destroy()
    return new Response(null, { status: 304, headers })
  }
  const body = Readable.toWeb(file.stream) as ReadableStream<Uint8Array>
  return new Response(body, { headers: { ...headers, 'content-type': file.contentType, 'content-length': String(file.bytes) } })
}

/** A GET route of files. A path that cannot be one, and whatever the handler does not find, is 404. */
export function fileRoute<P extends z.ZodType>(schema: P, handler: (input: Input<z.output<P>>) => Promise<FileAnswer | null>) {
  return async (request: Request, context: Context): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url)
    const path = loggedPath(pathname)
    try {
      const params = parseInput(schema, (await context.params) ?? {})
      const file = params.ok ? await handler({ params: params.value, query: searchParams }) : null
      return file ? sent(request, file) : nothing(404, 'There is nothing at this address.')
    } catch (error) {
      if (error instanceof NotFound) return nothing(404, 'There is nothing at this address.')
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
      if (isDatabaseAway(error)) {
        log.warn('a file could not be answered: the database is away', { path, error: reason })
        return nothing(503, 'Try again in a moment.')
      }
      log.error('a file could not be answered', { path, error: reason })
      return nothing(500, 'Something went wrong.')
    }
  }
}
