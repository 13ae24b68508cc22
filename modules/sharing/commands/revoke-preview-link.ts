import 'server-only'
import { done, NotFound, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { inTransaction, loadArticle } from '@/modules/articles/commands/change-story'
import { recordEvent } from '@/modules/audit/commands'
import type { RevokePreviewLinkInput } from '../schema'
import { permitSharing } from './create-preview-link'

/**
 * Ends a preview link for good, from the next request on. One that was revoked already stays as it is. Whoever made it may,
 * and whoever may share the story. Throws NotFound, NotAllowed.
 */
export async function revokePreviewLink(actor: Actor, { linkId }: RevokePreviewLinkInput, now: Date): Promise<Outcome<{ id: string }>> {
  return inTransaction(async (tx) => {
    const found = await tx.previewLink.findUnique({ where: { id: linkId }, select: { articleId: true } })
    if (!found) throw new NotFound('There is no such link.')
    // The story's row is locked: two presses are one after the other.
    const article = await loadArticle(tx, actor, found.articleId)
    const link = await tx.previewLink.findUniqueOrThrow({ where: { id: linkId } })
    const own = actor.kind === 'person' && actor.id === link.createdById
    if (!own) permitSharing(actor, article)
    if (link.revokedAt !== null) return done({ id: link.id })
    await tx.previewLink.update({ where: { id: link.id }, data: { revokedAt: now }, select: { id: true } })
    await recordEvent(tx, actor, 'preview.revoked', { type: 'article', id: article.id }, { link: link.id, label: link.label })
    return done({ id: link.id })
  })
}
