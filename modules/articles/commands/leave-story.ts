import 'server-only'
import { Conflict, done, type Outcome } from '@/lib/errors'
import type { Person } from '@/modules/access/actor'
import { permitEdit } from '@/modules/access/permissions'
import type { LeaveStoryInput } from '../sitting'
import { inTransaction, loadArticle } from './change-story'
import { type EndedSitting, endSittingIn } from './end-sitting'
import { keepIn } from './keep-working-copy'

/**
 * A page stops writing: it was left, or it hands over to somebody who asked. What it had not sent yet comes with it, and
 * its text becomes one revision. Throws NotFound, NotAllowed; a text that cannot be kept waits where it is.
 */
export async function leaveStory(actor: Person, { id, tab, copy }: LeaveStoryInput, now: Date): Promise<Outcome<EndedSitting>> {
  return inTransaction(async (tx) => {
    const article = await loadArticle(tx, actor, id)
    permitEdit(actor, article)
    if (copy) await keepIn(tx, actor, { ...copy, id, tab }, now).catch(otherPage)
    const ended = await endSittingIn(tx, actor, article, { tab }, now)
    await tx.editorPresence.updateMany({ where: { tab, articleId: article.id, personId: actor.id }, data: { endedAt: now, seenAt: now } })
    return done(ended)
  })
}

/** Another page of the same person has a newer text: that one is not this page's to end. */
function otherPage(error: unknown): void {
  if (!(error instanceof Conflict)) throw error
}
