/**
 * The second reader: whether the newest words may go out, and whether they then wait for somebody else to read them. A rule
 * of the newsroom (off, advise, required), asked inside publishing, so that the command line, imports and times set in
 * advance meet it too. It is about words: a tag, changed by itself in any story, and a hand-made link or a replaced address,
 * changed by itself on a live one, is recorded, makes nobody an author of the words, needs no second reader and lapses no
 * approval. Pure.
 */
import type { Review } from './stages'

/** off: nobody asks; advise: published at once, and waits for a second reader; required: refused until approved. */
export type Rule = 'off' | 'advise' | 'required'

export type Asked = {
  rule: Rule
  review: Review
  /** Why it cannot wait, in the publisher's words; '' when it can. */
  urgent: string
  /** Who may approve it, by name. */
  mayApprove: readonly string[]
}

/** `unreviewed`: it is live from now on without a second reader; null leaves that as it is. */
export type Answer = { allowed: true; unreviewed: boolean | null; urgentReason: string | null } | { allowed: false; message: string }

/** Whoever approved neither submitted nor wrote the newest words: an approved story has had its second reader, whoever presses "Publish". */
export function askSecondReader({ rule, review, urgent, mayApprove }: Asked): Answer {
  if (review === 'approved') return { allowed: true, unreviewed: false, urgentReason: null }
  if (rule === 'off') return { allowed: true, unreviewed: null, urgentReason: null }
  if (rule === 'required' && urgent === '') return { allowed: false, message: refusalOf(review, mayApprove) }
  return { allowed: true, unreviewed: true, urgentReason: urgent === '' ? null : urgent }
}

function refusalOf(review: Review, mayApprove: readonly string[]): string {
  const step = review === 'submitted' ? 'It has been submitted' : 'Submit it for review'
  const who = mayApprove.length === 0 ? 'nobody else here may approve it, so invite an editor' : `${listed(mayApprove)} can approve it`
  return `A second person has to approve this story before it is published. ${step}: ${who}. If it cannot wait, enter why.`
}

const NAMES_SHOWN = 5

/** "Ana, Ben or Cleo"; "Ana, Ben, Cleo, Dev, Eli or 3 others". */
export function listed(names: readonly string[], joiner: 'or' | 'and' = 'or'): string {
  const shown = names.slice(0, NAMES_SHOWN)
  const more = names.length - shown.length
  const parts = more > 0 ? [...shown, more === 1 ? 'one other' : `${more} others`] : shown
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${joiner} ${parts.at(-1)}`
}

/** Those who may not be the second reader of words; null: nobody who has an account, or nobody at all. */
export type First = { submittedById: string | null; wroteById: string | null }

/** Whether this person may approve: never the one who submitted the words, nor the one who wrote the newest version of them: giving them a tag is no writing. */
export const mayApproveAfter = ({ submittedById, wroteById }: First, personId: string): boolean =>
  submittedById !== personId && wroteById !== personId

/** Whether this person may say "I have read it" of what went out unread: never the one who published it, nor who wrote it. */
export const mayMarkReviewed = (first: { publishedById: string | null; wroteById: string | null }, personId: string): boolean =>
  first.publishedById !== personId && first.wroteById !== personId
