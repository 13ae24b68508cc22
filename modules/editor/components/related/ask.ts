import type { factPicksAction } from '@/modules/articles/fact-actions'
import type { ActionResult } from '@/modules/auth/form-state'
import type { commentsOfAction } from '@/modules/comments/actions'
import type { correctionsOfAction } from '@/modules/corrections/actions'
import type { linksOfAction } from '@/modules/sharing/actions'
import type {
  findPicturesAction,
  forecastAction,
  forecastWithdrawalAction,
  linkedFromAction,
  previewRelatedAction,
  suggestTagsAction,
  whyNotAction,
} from '../../actions'
import type { checkWordsAction } from '../../check-actions'
import type { workflowOfAction } from '../../workflow-actions'

/** app/admin/articles/questions answers these. */
type Questions = {
  related: typeof previewRelatedAction
  comments: typeof commentsOfAction
  workflow: typeof workflowOfAction
  corrections: typeof correctionsOfAction
  'preview-links': typeof linksOfAction
  forecast: typeof forecastAction
  'forecast-withdrawal': typeof forecastWithdrawalAction
  'linked-from': typeof linkedFromAction
  'why-not': typeof whyNotAction
  pictures: typeof findPicturesAction
  facts: typeof factPicksAction
  checks: typeof checkWordsAction
  'suggest-tags': typeof suggestTagsAction
}
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
