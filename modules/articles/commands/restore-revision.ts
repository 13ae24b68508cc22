import 'server-only'
import { done, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permitEdit } from '@/modules/access/permissions'
import { readRevisionWords } from '../queries/working-copies'
import type { RestoreRevisionInput } from '../revision-input'
import { inTransaction, loadArticle } from './change-story'
import { type SavedDraft, saveWords } from './save-draft'

/**
 * Brings an earlier version back as a new one, with everything that belongs to it: text, facts, tags, links, pictures. What
 * readers have stays. Nothing is written when nothing differs. Throws NotFound, NotAllowed, Conflict.
 */
export async function restoreRevision(
  actor: Actor,
  { id, version, revision }: RestoreRevisionInput,
  now: Date,
): Promise<Outcome<SavedDraft>> {
  return inTransaction(async (tx) => {
    const article = await loadArticle(tx, actor, id)
    permitEdit(actor, article)
    const story = await readRevisionWords(tx, article.id, revision)
    const saved = await saveWords(tx, actor, article, { version, story, restored: revision }, now)
    return saved.ok ? done(saved.value) : saved
  })
}
