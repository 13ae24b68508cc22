import 'server-only'
import type { Tx } from '@/lib/db'
import { systemActor } from '@/modules/access/actor'
import { recordEvent } from '@/modules/audit/commands'

export type VisitorComment = {
  articleId: string
  /** The version the visitor was shown. */
  revisionId: string
  link: { id: string; label: string }
  /** As the visitor gave it: one line. */
  name: string
  body: string
  verdict: 'approved' | 'needs-change' | null
}

/** What somebody without an account says by a preview link, in the transaction of modules/sharing, which let them in. */
export async function addVisitorComment(tx: Tx, said: VisitorComment, now: Date): Promise<{ id: string }> {
  const { articleId, revisionId, link, name, body, verdict } = said
  const { id } = await tx.comment.create({
    data: { articleId, revisionId, body, verdict, authorName: name, previewLinkId: link.id, createdAt: now },
    select: { id: true },
  })
  const visitor = systemActor(`${name}, by preview link “${link.label}”`, 'a visitor without an account')
  const detail = { comment: id, about: 'story' as const, named: [], ...(verdict && { verdict }) }
  await recordEvent(tx, visitor, 'comment.added', { type: 'article', id: articleId }, detail)
  return { id }
}
