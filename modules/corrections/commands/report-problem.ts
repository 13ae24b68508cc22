import 'server-only'
import { done, type Outcome, refused } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { inTransaction, loadArticle } from '@/modules/articles/commands/change-story'
import { recordEvent } from '@/modules/audit/commands'
import type { ReportProblemInput } from '../schema'

/**
 * Files that something in a published story may be wrong: it waits in the register until an editor corrects it or says why
 * not. Readers see nothing of it. Throws NotFound, NotAllowed.
 */
export async function reportProblem(actor: Actor, input: ReportProblemInput, now: Date): Promise<Outcome<{ id: string }>> {
  return inTransaction(async (tx) => {
    const article = await loadArticle(tx, actor, input.articleId)
    permit(actor, 'article.comment')
    if (article.state === 'draft')
      return refused({ field: '', message: 'This story is a draft, so no reader has seen it: change its words' })
    const { id } = await tx.correction.create({
      data: {
        articleId: article.id,
        kind: 'correction',
        complaint: input.complaint,
        seriousness: input.seriousness,
        sat: input.sat,
        createdById: actor.kind === 'person' ? actor.id : null,
        createdByName: actor.name,
        createdAt: now,
      },
      select: { id: true },
    })
    const detail = { correction: id, complaint: input.complaint }
    await recordEvent(tx, actor, 'correction.reported', { type: 'article', id: article.id }, detail)
    return done({ id })
  })
}
