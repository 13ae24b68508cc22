import type { ActionResult } from '@/modules/auth/form-state'
import type { Sayings } from '../../questions'

type Answer<Q extends keyof Sayings> = Awaited<ReturnType<Sayings[Q]>>

/** Longer than a busy newsroom takes; a connection that hangs is no connection. */
const PATIENCE_MILLISECONDS = 15_000

/** Says it to the newsroom; null when it did not answer. Dates come as ISO text. */
export async function send<Q extends keyof Sayings>(question: Q, input: Parameters<Sayings[Q]>[0]): Promise<Answer<Q> | null> {
  try {
    const answer = await fetch(`/admin/articles/sittings/${question}`, {
      method: 'POST',
      body: JSON.stringify(input),
      headers: { 'content-type': 'application/json' },
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    })
    return answer.ok ? ((await answer.json()) as Answer<Q>) : null
  } catch {
    return null
  }
}

/** What a browser sends after its page, with all that is still under way, is at most 64 KB. */
const AFTERWARDS_MAX_BYTES = 60_000

/** Says it from a page that is going away; nobody waits for an answer. False when it is too long for that. */
export function sendAfterwards<Q extends 'keep' | 'leave'>(question: Q, input: Parameters<Sayings[Q]>[0]): boolean {
  const body = JSON.stringify(input)
  if (new Blob([body]).size > AFTERWARDS_MAX_BYTES) return false
  const headers = { 'content-type': 'application/json' }
  void fetch(`/admin/articles/sittings/${question}`, { method: 'POST', keepalive: true, body, headers }).catch(() => undefined)
  return true
}

export const isSignedOut = (answer: ActionResult<unknown> | null): boolean => answer?.ok === false && answer.kind === 'signed-out'
