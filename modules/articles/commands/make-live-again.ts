import 'server-only'
import type { Tx } from '@/lib/db'
import { done, type Outcome, refused } from '@/lib/errors'
import { expirePages } from '@/lib/page-cache'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import { articlePath } from '../paths'
import type { MakeLiveAgainInput } from '../schema'
import { demandTransition, demandVersion, inTransaction, loadArticle, type StoredArticle, updateArticle } from './change-story'
import { publishingProblemsOf } from './publish-article'
import { mayGoOut, publisherOf, type ReaderMark, reviewDone, unreadWords } from './second-reader'
import { writeSnapshot } from './snapshot'

type MadeLive = { version: number; slug: string; path: string }

/**
 * Brings a withdrawn story back with its newest words, at the same address and with its first date; the tombstone
 * goes. Asks for a second reader like a publication. Throws NotFound, NotAllowed, Conflict.
 */
export async function makeLiveAgain(actor: Actor, input: MakeLiveAgainInput, now: Date): Promise<Outcome<MadeLive>> {
  return inTransaction((tx) => makeLiveAgainIn(tx, actor, input, now))
}

export async function makeLiveAgainIn(tx: Tx, actor: Actor, input: MakeLiveAgainInput, now: Date): Promise<Outcome<MadeLive>> {
  const article = await loadForReturn(tx, actor, input, now)
  const problems = publishingProblemsOf(article)
  if (problems.length > 0) return refused(...problems)
  const mark = await mayGoOut(tx, article, { urgent: input.urgent ?? '', publisher: publisherOf(actor) }, now)
  if (!mark.ok) return mark
  return comeBack(tx, actor, article, mark.value, now)
}

/** Without asking for a second reader or an embargo: for a forecast, which takes its transaction back. Nothing else may call it. */
export async function makeLiveForForecast(tx: Tx, actor: Actor, input: MakeLiveAgainInput, now: Date): Promise<Outcome<MadeLive>> {
  const article = await loadForReturn(tx, actor, input, now)
  const problems = publishingProblemsOf(article)
  if (problems.length > 0) return refused(...problems)
  return comeBack(tx, actor, article, null, now)
}

async function loadForReturn(tx: Tx, actor: Actor, input: MakeLiveAgainInput, now: Date): Promise<StoredArticle> {
  await lockVocabulary(tx)
  const article = await loadArticle(tx, actor, input.id)
  permit(actor, 'article.publish')
  await demandVersion(tx, actor, article, input.version, now)
  await demandTransition(tx, actor, article, 'make-live-again')
  return article
}

async function comeBack(tx: Tx, actor: Actor, article: StoredArticle, mark: ReaderMark | null, now: Date): Promise<Outcome<MadeLive>> {
  const { id } = article
  const version = await updateArticle(tx, article, now, {
    state: 'live',
    liveRevisionId: article.headRevisionId,
    republishedAt: now,
    withdrawnAt: null,
    withdrawnReason: null,
    ...reviewDone,
    ...mark,
  })
  const pages = await writeSnapshot(tx, id)
  const revision = article.headRevision.number
  await recordEvent(
    tx,
    actor,
    'article.made-live-again',
    { type: 'article', id },
    { version, revision, ...(mark && unreadWords(mark, now)) },
  )
  await expirePages(tx, pages)
  return done({ version, slug: article.slug, path: articlePath(article.slug) })
}
