/**
 * The one way in for somebody who is not signed in: a small body of a known form, sent from our own pages, not too
 * often. Sets no cookie, keeps no address, reads no database. Robots are answered and not counted.
 */
import { isbot } from 'isbot'
import type { z } from 'zod'
import { env } from '@/lib/env'
import { parseInput } from '@/lib/input'
import { limitedText } from '@/lib/limited-text'
import { originFault } from '@/lib/request-origin'
import { peerAddress } from '@/modules/auth/throttle'
import type { TokenBuckets } from './limits'

export type Limit<I> = {
  buckets: TokenBuckets
  /** Whose bucket: of the peer, of what was sent, or one for all. */
  of: (peer: string, input: I) => string
}

export type PostRoute<S extends z.ZodType> = {
  /** Media types, without parameters. */
  types: readonly string[]
  bytesMax: number
  /** The text of the body as something to parse; may throw. */
  read: (text: string) => unknown
  schema: S
  limits: readonly Limit<z.output<S>>[]
  /** Runs for what is to be counted, and for nothing else. Must not wait. */
  take: (input: z.output<S>, now: Date) => void
  answer: (input: z.output<S>, outcome: 'taken' | 'robot' | 'too-often') => Response
  refuse: (status: 400 | 403 | 413 | 415, message: string) => Response
}

function isRobot(userAgent: string | null): boolean {
  return userAgent === null || userAgent.trim() === '' || isbot(userAgent)
}

function readOr<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

/** A POST route for strangers. */
export function postRoute<S extends z.ZodType>(route: PostRoute<S>) {
  return async (request: Request): Promise<Response> => {
    if (originFault(request.headers, env().publicUrl)) return route.refuse(403, 'This was not sent from our own pages.')
    const type = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
    if (!route.types.includes(type)) return route.refuse(415, `Send ${route.types.join(' or ')}.`)
    const text = await limitedText(request, route.bytesMax)
    if (text === null) return route.refuse(413, `Send at most ${route.bytesMax} bytes.`)
    const parsed = parseInput(
      route.schema,
      readOr(() => route.read(text)),
    )
    if (!parsed.ok) return route.refuse(400, parsed.problems[0]?.message ?? 'This cannot be read.')
    if (isRobot(request.headers.get('user-agent'))) return route.answer(parsed.value, 'robot')
    const now = new Date()
    const peer = peerAddress(request.headers.get('x-forwarded-for'))
    const within = route.limits.every((limit) => limit.buckets.take(limit.of(peer, parsed.value), now.getTime()))
    if (within) route.take(parsed.value, now)
    return route.answer(parsed.value, within ? 'taken' : 'too-often')
  }
}
