import 'server-only'
import type { Tx } from '@/lib/db'
import { done, type Outcome } from '@/lib/errors'
import { expirePages, pageTag } from '@/lib/page-cache'
import type { Actor } from '@/modules/access/actor'
import { permit, permitEdit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import type { ChangeSlugInput } from '../schema'
import { demandTransition, demandVersion, inTransaction, loadArticle, type StoredArticle, updateArticle } from './change-story'
import { removeSnapshot, writeSnapshot } from './snapshot'
import { claimSlug } from './write-revision'

/**
 * Gives a story another address. Readers who come to an old address of a published story are sent on; it stays this
 * story's own, and it may come back to it. Throws NotFound, NotAllowed, Conflict.
 */
export async function changeSlug(actor: Actor, input: ChangeSlugInput, now: Date): Promise<Outcome<{ version: number; slug: string }>> {
  const { slug } = input
  return inTransaction(async (tx) => {
    await lockVocabulary(tx)
    const article = await loadArticle(tx, actor, input.id)
    const { id } = article
    if (article.firstPublishedAt === null) permitEdit(actor, article)
    else permit(actor, 'article.change-slug')
    await demandVersion(tx, actor, article, input.version, now)
    await demandTransition(tx, actor, article, 'change-slug')
    if (slug === article.slug) return done({ version: article.version, slug })
    const free = await claimSlug(tx, actor, id, slug)
    if (!free.ok) return free
    const version = await updateArticle(tx, article, now, { slug })
    const pages = article.firstPublishedAt === null ? [] : await moveReaders(tx, article, slug)
    await recordEvent(tx, actor, 'article.slug-changed', { type: 'article', id }, { version, from: article.slug, to: slug })
    await expirePages(tx, pages)
    return done({ version, slug })
  })
}

/** Keeps the old address, and gives what readers see the new one. */
async function moveReaders(tx: Tx, article: StoredArticle, slug: string): Promise<string[]> {
  const { id, number } = article
  await tx.articleRedirect.deleteMany({ where: { oldSlug: slug, articleId: id } })
  await tx.articleRedirect.create({ data: { oldSlug: article.slug, articleId: id }, select: { oldSlug: true } })
  if (article.state === 'live') return [...(await writeSnapshot(tx, id)), pageTag.address(article.slug)]
  await tx.withdrawnArticle.updateMany({ where: { articleId: id }, data: { slug } })
  return [...(await removeSnapshot(tx, { id, number, slug })), pageTag.address(article.slug)]
}
