import 'server-only'
import { done, type Outcome } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permitEdit } from '@/modules/access/permissions'
import { resolveSlugs } from '@/modules/tags/queries/resolve-slugs'
import type { RefuseTagsInput } from '../schema'
import { inTransaction, loadArticle } from './change-story'

/**
 * Suggested tags that this story does not want, or (`refused` false) may be asked about again. Its words and its version stay
 * as they are; tags that are not there any more are left aside. Throws NotFound, NotAllowed.
 */
export async function refuseTags(actor: Actor, { id, slugs, refused }: RefuseTagsInput, now: Date): Promise<Outcome<{ id: string }>> {
  return inTransaction(async (tx) => {
    const article = await loadArticle(tx, actor, id)
    permitEdit(actor, article)
    const tagIds = [...(await resolveSlugs(tx, slugs)).values()].map((tag) => tag.id)
    const rows = tagIds.map((tagId) => ({ articleId: article.id, tagId, byName: actor.name, at: now }))
    if (refused) await tx.refusedTag.createMany({ data: rows, skipDuplicates: true })
    else await tx.refusedTag.deleteMany({ where: { articleId: article.id, tagId: { in: tagIds } } })
    return done({ id: article.id })
  })
}
