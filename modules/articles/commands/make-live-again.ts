import 'server-only'
import type { Tx } from '@/lib/db'
import { done, type Outcome, refused } from '@/lib/errors'
import { expirePages } from '@/lib/page-cache'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import type { Body } from '../body'
import { articlePath } from '../paths'
import { publishingProblems } from '../rules'
import type { MakeLiveAgainInput } from '../schema'
import { demandTransition, demandVersion, inTransaction, loadArticle, updateArticle } from './change-story'
import { writeSnapshot } from './snapshot'

/**
 * Brings a withdrawn story back with its newest words, at the same address and with its first date; the tombstone
 * goes. Throws NotFound, NotAllowed, Conflict.
 */
export async function makeLiveAgain(
  actor: Actor,
  input: MakeLiveAgainInput,
  now: Date,
): Promise<Outcome<{ version: number; slug: string; path: string }>> {
  return inTransaction((tx) => makeLiveAgainIn(tx, actor, input, now))
}

/** The same inside a transaction of the caller’s: a forecast runs it and takes it back. */
export async function makeLiveAgainIn(
  tx: Tx,
  actor: Actor,
  input: MakeLiveAgainInput,
  now: Date,
): Promise<Outcome<{ version: number; slug: string; path: string }>> {
  await lockVocabulary(tx)
  const article = await loadArticle(tx, actor, input.id)
  const { id } = article
  permit(actor, 'article.publish')
  await demandVersion(tx, actor, article, input.version, now)
  await demandTransition(tx, actor, article, 'make-live-again')
  const { headline, body, number: revision } = article.headRevision
  const problems = publishingProblems({ headline, body: body as Body })
  if (problems.length > 0) return refused(...problems)
  const version = await updateArticle(tx, article, now, {
    state: 'live',
    liveRevisionId: article.headRevisionId,
    republishedAt: now,
    withdrawnAt: null,
    withdrawnReason: null,
  })
  const pages = await writeSnapshot(tx, id)
  await recordEvent(tx, actor, 'article.made-live-again', { type: 'article', id }, { version, revision })
  await expirePages(tx, pages)
  return done({ version, slug: article.slug, path: articlePath(article.slug) })
}
