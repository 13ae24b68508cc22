/** A GET route that hands somebody signed in a file made line by line: nothing of it is kept in memory as a whole. */
import { log } from '@/lib/log'
import type { Person } from '@/modules/access/actor'
import { can, deeds, type Permission } from '@/modules/access/permissions'
import { currentActor } from './session'

export type Download = {
  /** Without it nothing is read. */
  permission: Permission
  fileName: string
  contentType: string
  /** Its parts in order. `query`: the parameters of the address, each once. */
  parts: (actor: Person, query: Record<string, string>) => AsyncIterable<string>
}

/** Answers 403 with a sentence to anybody who may not have it; a fault on the way breaks the download off, never ends it well. */
export function downloadRoute({ permission, fileName, contentType, parts }: Download) {
  return async (request: Request): Promise<Response> => {
    const actor = await currentActor()
    if (!actor || !can(actor, permission)) return new Response(`You may not ${deeds[permission]}.\n`, { status: 403, headers: PLAIN })
    const query = Object.fromEntries(new URL(request.url).searchParams)
    return new Response(streamOf(parts(actor, query)), {
      headers: {
        'content-type': contentType,
        'content-disposition': `attachment; filename="${fileName}"`,
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  }
}

const PLAIN = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }

function streamOf(parts: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const iterator = parts[Symbol.asyncIterator]()
  return new ReadableStream({
    pull: async (controller) => {
      try {
        const next = await iterator.next()
        if (next.done) controller.close()
        else controller.enqueue(encoder.encode(next.value))
      } catch (error) {
        log.error('a download broke off', { error: error instanceof Error ? error.message : String(error) })
        controller.error(error)
      }
    },
    cancel: async () => void (await iterator.return?.(undefined)),
  })
}
