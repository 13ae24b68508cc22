import type { ActionResult } from '@/modules/auth/form-state'
import type { Questions } from '../../questions'

type Answer<Q extends keyof Questions> = Awaited<ReturnType<Questions[Q]>>

/**
 * Asks the newsroom; null when it did not answer or `signal` gave the question up. Not as an action: those wait for
 * each other, and the list must not wait for a forecast. Dates come as ISO text.
 */
export async function ask<Q extends keyof Questions>(
  question: Q,
  input: Parameters<Questions[Q]>[0],
  signal?: AbortSignal,
): Promise<Answer<Q> | null> {
  try {
    const answer = await fetch(`/admin/articles/questions/${question}`, {
      method: 'POST',
      body: JSON.stringify(input),
      headers: { 'content-type': 'application/json' },
      ...(signal && { signal }),
    })
    return answer.ok ? ((await answer.json()) as Answer<Q>) : null
  } catch {
    return null
  }
}

/** Why there is no answer, in words; '' when there is one. */
export function refusalOf(found: ActionResult<unknown> | null): string {
  if (found?.ok) return ''
  if (found?.kind === 'problems') return found.problems.map(({ message }) => message).join('. ')
  return found?.message ?? 'The newsroom did not answer. Try again.'
}
