import 'server-only'
import { done, NotFound, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permitEdit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import type { LabelRevisionInput } from '../revision-input'
import { inTransaction, loadArticle } from './change-story'

/** Gives a version a name, "as sent to legal", or takes it away (''). The version itself stays as it is. Throws NotFound, NotAllowed. */
export async function labelRevision(
  actor: Actor,
  { id, revision, label }: LabelRevisionInput,
  now: Date,
): Promise<Outcome<{ label: string }>> {
  return inTransaction(async (tx) => {
    const article = await loadArticle(tx, actor, id)
    permitEdit(actor, article)
    const row = await tx.revision.findUnique({
      where: { articleId_number: { articleId: article.id, number: revision } },
      select: { id: true, label: { select: { label: true } } },
    })
    if (!row) throw new NotFound('There is no such version of this story.')
    if ((row.label?.label ?? '') === label) return done({ label })
    const named = { label, byName: actor.name, at: now }
    if (label === '') await tx.revisionLabel.deleteMany({ where: { revisionId: row.id } })
    else await tx.revisionLabel.upsert({ where: { revisionId: row.id }, create: { revisionId: row.id, ...named }, update: named })
    await recordEvent(tx, actor, 'article.labelled', { type: 'article', id: article.id }, { revision, label: label || null })
    return done({ label })
  })
}
