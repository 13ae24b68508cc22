import 'server-only'
import type { Tx } from '@/lib/db'
import { done, type Outcome } from '@/lib/errors'
import { expirePages } from '@/lib/page-cache'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import type { WithdrawInput } from '../schema'
import { demandTransition, demandVersion, inTransaction, loadArticle, updateArticle } from './change-story'
import { removeSnapshot } from './snapshot'
import { endWaiting } from './waiting-times'

/**
 * Takes a live story from readers at once. Its address says that it was withdrawn, when and why; nothing of its words
 * stays where public code can read. Times that waited to publish or withdraw it are cancelled. Throws NotFound, NotAllowed, Conflict.
 */
export async function withdrawArticle(actor: Actor, input: WithdrawInput, now: Date): Promise<Outcome<{ version: number; slug: string }>> {
  return inTransaction((tx) => withdrawIn(tx, actor, input, now))
}

/** The same inside a transaction of the caller’s: a forecast runs it and takes it back. */
export async function withdrawIn(
  tx: Tx,
  actor: Actor,
  input: WithdrawInput,
  now: Date,
): Promise<Outcome<{ version: number; slug: string }>> {
  await lockVocabulary(tx)
  const article = await loadArticle(tx, actor, input.id)
  const { id } = article
  permit(actor, 'article.withdraw')
  await demandVersion(tx, actor, article, input.version, now)
  await demandTransition(tx, actor, article, 'withdraw')
  const { reason } = input
  const version = await updateArticle(tx, article, now, {
    state: 'withdrawn',
    liveRevisionId: null,
    withdrawnAt: now,
    withdrawnReason: reason,
    unreviewedSince: null,
    urgentReason: null,
  })
  await endWaiting(tx, actor, { id, version }, { acts: ['publish', 'withdraw'], why: 'withdrawn' }, now)
  const pages = await removeSnapshot(tx, article)
  const tombstone = { slug: article.slug, withdrawnAt: now, reason }
  await tx.withdrawnArticle.upsert({
    where: { articleId: id },
    create: { articleId: id, ...tombstone },
    update: tombstone,
    select: { slug: true },
  })
  await recordEvent(tx, actor, 'article.withdrawn', { type: 'article', id }, { version, reason })
  await expirePages(tx, pages)
  return done({ version, slug: article.slug })
}
