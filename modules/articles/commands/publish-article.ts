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
import type { PublishInput } from '../schema'
import { demandTransition, demandVersion, inTransaction, loadArticle, type StoredArticle, updateArticle } from './change-story'
import { writeSnapshot } from './snapshot'

export type PublishedNow = { slug: string; version: number; path: string; firstPublishedAt: Date }

/**
 * Publishes the newest words of a draft, or of a live story, for which `change` says whether readers are told
 * ('told' needs a note of one sentence). The first publication takes the story's own date when that is past, and no
 * later publication changes it. Throws NotFound, NotAllowed, Conflict.
 */
export async function publishArticle(actor: Actor, input: PublishInput, now: Date): Promise<Outcome<PublishedNow>> {
  return inTransaction((tx) => publishIn(tx, actor, input, now))
}

/** The same inside a transaction of the caller’s: a forecast runs it and takes it back. */
export async function publishIn(tx: Tx, actor: Actor, input: PublishInput, now: Date): Promise<Outcome<PublishedNow>> {
  await lockVocabulary(tx)
  const article = await loadArticle(tx, actor, input.id)
  permit(actor, 'article.publish')
  await demandVersion(tx, actor, article, input.version, now)
  await demandTransition(tx, actor, article, article.state === 'live' ? 'republish' : 'publish')
  const change = changeOf(article, input)
  if (!change.ok) return change
  const { headRevision } = article
  const problems = publishingProblems({ headline: headRevision.headline, body: headRevision.body as Body })
  if (problems.length > 0) return refused(...problems)
  const firstPublishedAt = article.firstPublishedAt ?? firstDate(headRevision.storyDate, now)
  const told = change.value?.kind === 'told' ? { readersToldAt: now, readersToldNote: change.value.note } : {}
  const version = await updateArticle(tx, article, now, {
    state: 'live',
    liveRevisionId: article.headRevisionId,
    firstPublishedAt,
    republishedAt: now,
    ...told,
  })
  const pages = await writeSnapshot(tx, article.id)
  await recordPublication(tx, actor, article, version, change.value)
  await expirePages(tx, pages)
  return done({ slug: article.slug, version, path: articlePath(article.slug), firstPublishedAt })
}

type Change = { kind: 'minor' | 'told'; note: string | null } | null

/** What readers are told; null for a first publication, which needs no word. */
function changeOf(article: StoredArticle, { change, note }: PublishInput): Outcome<Change> {
  if (article.state !== 'live') return done(null)
  if (change === undefined) return refused({ field: 'change', message: 'Choose “Minor change” or “Tell readers”' })
  if (change === 'minor') return done({ kind: 'minor', note: null })
  if (!note) return refused({ field: 'note', message: 'Enter one sentence that tells readers what changed' })
  return done({ kind: 'told', note })
}

const firstDate = (storyDate: Date | null, now: Date): Date => (storyDate !== null && storyDate < now ? storyDate : now)

async function recordPublication(tx: Tx, actor: Actor, article: StoredArticle, version: number, change: Change): Promise<void> {
  const entity = { type: 'article', id: article.id } as const
  const revision = article.headRevision.number
  if (change === null) await recordEvent(tx, actor, 'article.published', entity, { version, revision, slug: article.slug })
  else await recordEvent(tx, actor, 'article.republished', entity, { version, revision, ...change })
}
