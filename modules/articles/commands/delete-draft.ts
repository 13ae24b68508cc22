import 'server-only'
import { londonDay, londonIsoDay, londonTime } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import { Conflict, done, type Outcome } from '@/lib/errors'
import { expirePages } from '@/lib/page-cache'
import type { Actor } from '@/modules/access/actor'
import { closedBecause } from '@/modules/access/closed-stories'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import { namedOn } from '../queries/approvers'
import type { DeleteDraftInput } from '../schema'
import { demandTransition, demandVersion, inTransaction, loadArticle } from './change-story'
import { refreshPins } from './snapshot'

/**
 * Deletes a story that readers never saw, with all its revisions; the audit keeps that it was, and its headline: of a closed
 * story only for those who could open it. A hand-made link that led to it waits for a story of its headline again, and leads to a live one at once.
 * Throws NotFound, NotAllowed,
 * Conflict: also while somebody else has text in it that is no version yet.
 */
export async function deleteDraft(actor: Actor, input: DeleteDraftInput, now: Date): Promise<Outcome<{ id: string }>> {
  return inTransaction(async (tx) => {
    await lockVocabulary(tx)
    const article = await loadArticle(tx, actor, input.id)
    const { id } = article
    const own = actor.kind === 'person' && actor.id === article.createdById
    permit(actor, own ? 'article.delete-own' : 'article.delete-any')
    await demandVersion(tx, actor, article, input.version, now)
    await demandTransition(tx, actor, article, 'delete')
    await demandNobodyWrites(tx, actor, article.id, now)
    const named = closedBecause(article, now) === null ? null : await namedOn(tx, id)
    await tx.article.update({ where: { id }, data: { headRevisionId: null }, select: { id: true } })
    await leavePictures(tx, id, named !== null)
    await tx.revisionPicture.deleteMany({ where: { revision: { articleId: id } } })
    await tx.revisionPin.deleteMany({ where: { revision: { articleId: id } } })
    await tx.revisionExclusion.deleteMany({ where: { revision: { articleId: id } } })
    await tx.revisionTag.deleteMany({ where: { revision: { articleId: id } } })
    await tx.revision.deleteMany({ where: { articleId: id } })
    await tx.workingCopy.deleteMany({ where: { articleId: id } })
    await tx.editorPresence.deleteMany({ where: { articleId: id } })
    await tx.article.delete({ where: { id }, select: { id: true } })
    const linked = await refreshPins(tx, { id, number: article.number, keys: [] })
    const { headline } = article.headRevision
    await recordEvent(tx, actor, 'article.deleted', { type: 'article', id }, { headline, ...(named && { named }) })
    await expirePages(tx, linked)
    return done({ id })
  })
}

/** Pictures of a closed story stay with whoever added them; those added in an open one are everybody's now. */
async function leavePictures(tx: Tx, articleId: string, closed: boolean): Promise<void> {
  const own = { uses: { some: { revision: { articleId } }, every: { revision: { articleId } } } }
  if (closed) await tx.media.updateMany({ where: { ...own, addedToId: null }, data: { addedToId: articleId } })
  else await tx.media.updateMany({ where: { addedToId: articleId }, data: { addedToId: null } })
}

/** Throws Conflict while somebody else who works here has text in it that is no version yet: nobody but them can read it. */
async function demandNobodyWrites(tx: Tx, actor: Actor, articleId: string, now: Date): Promise<void> {
  const copies = await tx.workingCopy.findMany({
    where: { articleId, ...(actor.kind === 'person' && { personId: { not: actor.id } }) },
    select: { personId: true, personName: true, changedAt: true },
    orderBy: { changedAt: 'desc' },
  })
  const here = await tx.user.findMany({ where: { id: { in: copies.map((copy) => copy.personId) }, active: true }, select: { id: true } })
  const theirs = copies.find((copy) => here.some((user) => user.id === copy.personId))
  if (!theirs) return
  const { personName, changedAt } = theirs
  const day = londonIsoDay(changedAt) === londonIsoDay(now) ? '' : ` on ${londonDay(changedAt)}`
  throw new Conflict(
    `${personName} has text here that is not a version yet (${londonTime(changedAt)}${day}). Ask ${personName}, or wait until it is one.`,
  )
}
