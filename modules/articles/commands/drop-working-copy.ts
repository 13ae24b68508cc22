import 'server-only'
import { done, type Outcome } from '@/lib/errors'
import type { Person } from '@/modules/access/actor'
import { permitEdit } from '@/modules/access/permissions'
import type { DropWorkingCopyInput } from '../sitting'
import { inTransaction, loadArticle } from './change-story'
import { settleCopy } from './end-sitting'

/**
 * Leaves one's own working copy for the newest version; the page has asked, and keeps the text on its device. Throws
 * NotFound, NotAllowed.
 */
export async function dropWorkingCopy(actor: Person, { id, sitting }: DropWorkingCopyInput, _now: Date): Promise<Outcome<{ id: string }>> {
  return inTransaction(async (tx) => {
    const article = await loadArticle(tx, actor, id)
    permitEdit(actor, article)
    await settleCopy(tx, actor, article.id, { sitting, version: article.version, revision: article.headRevision.number })
    return done({ id: article.id })
  })
}
