import 'server-only'
import { done, type Outcome } from '@/lib/errors'
import { expirePages } from '@/lib/page-cache'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import type { SetLegallySensitiveInput } from '../schema'
import { demandVersion, inTransaction, loadArticle, updateArticle } from './change-story'
import { writeSnapshot } from './snapshot'

/**
 * Marks a story as legally sensitive, or takes the mark away. While it is, the story relates to nothing and nothing relates to
 * it, not even by hand; it is in no feed, no search, no sitemap, no open data list and no mail; search engines are asked to
 * leave it out. It stays at its address and on the site's own lists. Of a live story readers have it from the next request on,
 * with the words they have. The same mark again writes nothing. Throws NotFound, NotAllowed, Conflict.
 */
export async function setLegallySensitive(
  actor: Actor,
  { id, version, on, reason }: SetLegallySensitiveInput,
  now: Date,
): Promise<Outcome<{ version: number }>> {
  return inTransaction(async (tx) => {
    await lockVocabulary(tx)
    const article = await loadArticle(tx, actor, id)
    permit(actor, 'article.publish')
    await demandVersion(tx, actor, article, version, now)
    if (article.legallySensitive === on) return done({ version: article.version })
    const raised = await updateArticle(tx, article, now, { legallySensitive: on })
    const pages = article.state === 'live' ? await writeSnapshot(tx, article.id) : []
    await recordEvent(tx, actor, 'article.legal-changed', { type: 'article', id: article.id }, { version: raised, on, reason })
    await expirePages(tx, pages)
    return done({ version: raised })
  })
}
