/**
 * The edge of every JSON and CSV address: parameters are parsed strictly, answers carry an ETag, errors are
 * problem+json (RFC 9457). A handler reads and returns; it knows nothing of HTTP but its parameters.
 */
import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { isDatabaseAway } from './database-fault'
import { Conflict, NotAllowed, NotFound, type Problem } from './errors'
import { parseInput } from './input'
import { log } from './log'

const RETRY_AFTER_SECONDS = 5

/** What a handler gives back: JSON, or text of another type. */
export type ApiAnswer = ({ json: unknown } | { text: string; contentType: string }) & {
  /** Default: ask again each time, and get 304 when nothing changed. */
  cacheControl?: string
  headers?: Record<string, string>
  /** Default 200. Another one is sent whatever version the client has. */
  status?: number
}

/** There was something at this address, and it is withdrawn: 410 with the reason. */
export const goneAnswer = (detail: string): ApiAnswer => ({
  text: JSON.stringify({ type: 'about:blank', title: 'Gone', status: 410, detail }),
  contentType: 'application/problem+json; charset=utf-8',
  cacheControl: 'no-store',
  status: 410,
})

/** The same thing has another address now. */
export const movedAnswer = (location: string): ApiAnswer => ({
  json: { type: 'about:blank', title: 'Moved', status: 308, location },
  headers: { location },
  status: 308,
})

type Handler<Q, P> = (input: { query: Q; params: P; request: Request }) => Promise<ApiAnswer>
type Context = { params: Promise<Record<string, string | string[] | undefined>> }

function problem(
  status: number,
  title: string,
  more: { detail?: string; problems?: Problem[]; headers?: Record<string, string> } = {},
): Response {
  const { headers, problems, detail } = more
  return new Response(
    JSON.stringify({ type: 'about:blank', title, status, ...(detail ? { detail } : {}), ...(problems ? { problems } : {}) }),
    {
      status,
      headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store', ...headers },
    },
  )
}

/** The query as an object without prototype; a parameter given twice is a list, which no schema of one value takes. */
function queryOf(request: Request): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = Object.create(null)
  for (const [name, value] of new URL(request.url).searchParams) {
    const before = query[name]
    query[name] = before === undefined ? value : [before, value].flat()
  }
  return query
}

/** Whether the client has this version already. Weak comparison, as RFC 9110 says for reads. */
function isKnown(request: Request, etag: string): boolean {
  const sent = request.headers.get('if-none-match')
  if (!sent) return false
  return sent.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag)
}

function respond(request: Request, answer: ApiAnswer): Response {
  const body = 'json' in answer ? JSON.stringify(answer.json) : answer.text
  const contentType = 'json' in answer ? 'application/json; charset=utf-8' : answer.contentType
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
  const headers = { etag, 'cache-control': answer.cacheControl ?? 'public, no-cache', ...answer.headers }
  if (answer.status !== undefined)
    return new Response(body, { status: answer.status, headers: { 'content-type': contentType, ...headers } })
  if (isKnown(request, etag)) return new Response(null, { status: 304, headers })
  return new Response(body, { headers: { 'content-type': contentType, ...headers } })
}

function translated(error: unknown, request: Request): Response {
  if (error instanceof NotFound) return problem(404, 'Not found', { detail: error.message })
  if (error instanceof NotAllowed) return problem(403, 'Not allowed', { detail: error.message })
  if (error instanceof Conflict) return problem(409, 'Changed meanwhile', { detail: error.message })
  const path = new URL(request.url).pathname
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
  if (isDatabaseAway(error)) {
    log.warn('an address could not be answered: the database is away', { path, error: reason })
    return problem(503, 'Unavailable', { detail: 'Try again in a moment.', headers: { 'retry-after': String(RETRY_AFTER_SECONDS) } })
  }
  log.error('an address failed', { path, error: reason })
  return problem(500, 'Something went wrong', { detail: 'The fault has been logged.' })
}

/**
 * A GET route. `query` and `params` are strict schemas of text values: an unknown or wrong parameter is 400 and named,
 * a path that cannot be one is 404.
 */
export function apiRoute<Q extends z.ZodType, P extends z.ZodType>(
  schemas: { query: Q; params: P },
  handler: Handler<z.output<Q>, z.output<P>>,
) {
  return async (request: Request, context: Context): Promise<Response> => {
    try {
      const params = parseInput(schemas.params, (await context.params) ?? {})
      if (!params.ok) return problem(404, 'Not found', { detail: 'There is nothing at this address.' })
      const query = parseInput(schemas.query, queryOf(request))
      if (!query.ok) return problem(400, 'A parameter is not usable', { problems: query.problems })
      return respond(request, await handler({ query: query.value, params: params.value, request }))
    } catch (error) {
      return translated(error, request)
    }
  }
}
