import 'server-only'
import { Conflict, done, NotFound, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { inTransaction, loadArticle } from '@/modules/articles/commands/change-story'
import { recordEvent } from '@/modules/audit/commands'
import type { CloseCorrectionInput } from '../schema'

/** Ends a complaint without a correction, and keeps why. What readers were told stays. Throws NotFound, NotAllowed, Conflict. */
export async function closeCorrection(
  actor: Actor,
  { correctionId, note }: CloseCorrectionInput,
  now: Date,
): Promise<Outcome<{ id: string }>> {
  return inTransaction(async (tx) => {
    const found = await tx.correction.findUnique({ where: { id: correctionId }, select: { articleId: true } })
    if (!found) throw new NotFound('There is no such complaint.')
    const article = await loadArticle(tx, actor, found.articleId)
    permit(actor, 'article.correct')
    // The story's row is locked: of two who decide at once the second finds it decided.
    const { count } = await tx.correction.updateMany({
      where: { id: correctionId, state: 'open' },
      data: { state: 'closed', closedAt: now, closedNote: note },
    })
    if (count !== 1) throw new Conflict('Somebody has decided about this complaint already. Open the story again.')
    await recordEvent(tx, actor, 'correction.closed', { type: 'article', id: article.id }, { correction: correctionId, note })
    return done({ id: correctionId })
  })
}
