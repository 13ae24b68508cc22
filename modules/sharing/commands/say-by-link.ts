import 'server-only'
import { db } from '@/lib/db'
import { done, type Outcome, refused } from '@/lib/errors'
import { countAttempt } from '@/modules/auth/commands/count-attempt'
import type { ThrottlePolicy } from '@/modules/auth/throttle'
import { addVisitorComment } from '@/modules/comments/commands/add-visitor-comment'
import { findOpenLink } from '../queries/find-link'
import type { SayByLinkInput } from '../schema'

/** What one peer may say in a quarter of an hour. */
const SAYING: ThrottlePolicy = { attempts: 20, windowSeconds: 900, firstWaitSeconds: 900, longestWaitSeconds: 900, rememberSeconds: 0 }

const GONE = 'This link shows nothing any more, so your words were not sent. Ask whoever sent you the link for a new one'
const TOO_MUCH = 'A lot was sent from your network just now. Wait a quarter of an hour and send it again'

/**
 * What somebody without an account says about the version they were shown: a comment, “Approved” or “Needs a change”, under
 * the name they give. The link is looked at again: nothing is taken by one that shows nothing.
 */
export async function sayByLink(input: SayByLinkInput, { peer }: { peer: string }, now: Date): Promise<Outcome<{ token: string }>> {
  const { allowed } = await countAttempt(`preview-say:${peer}`, SAYING, now)
  if (!allowed) return refused({ field: '', message: TOO_MUCH })
  return db.$transaction(async (tx) => {
    const found = await findOpenLink(tx, input.token, now)
    if (!found) return refused({ field: '', message: GONE })
    const { link, article } = found
    const where = { articleId: article.id, number: input.revision, ...(link.revisionId && { id: link.revisionId }) }
    const revision = await tx.revision.findFirst({ where, select: { id: true } })
    if (!revision) return refused({ field: '', message: 'Open the link again: it shows another version now' })
    const { name, body } = input
    const verdict = input.verdict === '' ? null : input.verdict
    await addVisitorComment(tx, { articleId: article.id, revisionId: revision.id, link, name, body, verdict }, now)
    return done({ token: input.token })
  })
}
