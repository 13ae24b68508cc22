import type { ActionResult } from '@/modules/auth/form-state'
import type { Wish } from './kept-wishes'

/** Decisions the newsroom will never take, and why in its words. */
export type LostWishes = { labels: string[]; why: string }

type Answer = ActionResult<unknown> | null
type Refusal = Extract<Answer, { ok: false }>

/** Said once, for good: asked again, the newsroom says the same. Signed out, somebody signs in again; a conflict passes. */
const isFinal = (answer: Answer): answer is Refusal =>
  answer?.ok === false && ['not-found', 'not-allowed', 'problems'].includes(answer.kind)

const wordsOf = (refusal: Refusal): string =>
  refusal.kind === 'problems' ? refusal.problems.map(({ message }) => message).join('. ') : refusal.message

/**
 * Tells the newsroom what was decided; what it has taken, or will never take, leaves `unsent`. What was decided otherwise
 * meanwhile is still to be told. Answers what it will never take; null where there is nothing of the kind.
 */
export async function tellWishes(
  unsent: Map<string, Wish>,
  tell: (slugs: string[], refused: boolean) => Promise<Answer>,
): Promise<LostWishes | null> {
  const lost: LostWishes = { labels: [], why: '' }
  for (const refused of [true, false]) {
    const wishes = [...unsent.values()].filter((one) => one.refused === refused)
    if (wishes.length === 0) continue
    const slugs = wishes.map(({ slug }) => slug)
    const answer = await tell(slugs, refused)
    if (!answer?.ok && !isFinal(answer)) continue
    for (const one of wishes) if (unsent.get(one.slug) === one) unsent.delete(one.slug)
    if (isFinal(answer)) {
      lost.labels.push(...wishes.map(({ label }) => label))
      lost.why = wordsOf(answer)
    }
  }
  return lost.labels.length > 0 ? lost : null
}
