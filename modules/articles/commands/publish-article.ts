import 'server-only'
import { londonIsoDay } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import { done, type Outcome, type Problem, refused } from '@/lib/errors'
import { expirePages } from '@/lib/page-cache'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import type { Body } from '../body'
import { articlePath } from '../paths'
import { pictureProblems, storedLead } from '../pictures'
import { noFact, publishingProblems } from '../rules'
import type { PublishInput } from '../schema'
import { demandTransition, demandVersion, inTransaction, loadArticle, type StoredArticle, updateArticle } from './change-story'
import { correctionFlags, fileUpdate } from './copy-corrections'
import { mayGoOut, type Publisher, publisherOf, type ReaderMark, reviewDone, unreadWords } from './second-reader'
import { writeSnapshot } from './snapshot'
import { endWaiting } from './waiting-times'

export type PublishedNow = { slug: string; version: number; path: string; firstPublishedAt: Date }

/**
 * Publishes the newest words of a draft, or of a live story, for which `change` says whether readers are told
 * ('told' needs a note of one sentence). The first publication takes the story's own date when that is past, and no
 * later publication changes it. Where the newsroom asks for a second reader (modules/workflow/second-reader.ts), words that
 * had none wait for one while they are live, or are refused unless `urgent` says why. A time that waited to publish them is
 * cancelled. Throws NotFound, NotAllowed, Conflict.
 */
export async function publishArticle(actor: Actor, input: PublishInput, now: Date): Promise<Outcome<PublishedNow>> {
  return inTransaction((tx) => publishIn(tx, actor, input, now))
}

/** The same inside a transaction of the caller’s: a time that was set, under the name of whoever set it. */
export async function publishIn(
  tx: Tx,
  actor: Actor,
  input: PublishInput,
  now: Date,
  publisher: Publisher = publisherOf(actor),
): Promise<Outcome<PublishedNow>> {
  const article = await loadForPublishing(tx, actor, input, now)
  const change = changeOf(article, input)
  if (!change.ok) return change
  const problems = publishingProblemsOf(article)
  if (problems.length > 0) return refused(...problems)
  const mark = await mayGoOut(tx, article, { urgent: input.urgent ?? '', publisher }, now)
  if (!mark.ok) return mark
  return goLive(tx, actor, article, { change: change.value, mark: mark.value }, now)
}

/**
 * As `publishIn` without asking for a second reader or an embargo: for a forecast, which takes its transaction back. Nothing
 * else may call it (modules/architecture.test.ts).
 */
export async function publishForForecast(tx: Tx, actor: Actor, input: PublishInput, now: Date): Promise<Outcome<PublishedNow>> {
  const article = await loadForPublishing(tx, actor, input, now)
  const change = changeOf(article, input)
  if (!change.ok) return change
  const problems = publishingProblemsOf(article)
  if (problems.length > 0) return refused(...problems)
  return goLive(tx, actor, article, { change: change.value, mark: null }, now)
}

async function loadForPublishing(tx: Tx, actor: Actor, input: PublishInput, now: Date): Promise<StoredArticle> {
  await lockVocabulary(tx)
  const article = await loadArticle(tx, actor, input.id)
  permit(actor, 'article.publish')
  await demandVersion(tx, actor, article, input.version, now)
  await demandTransition(tx, actor, article, article.state === 'live' ? 'republish' : 'publish')
  return article
}

/** What keeps the newest words from readers, whoever asks. */
export const publishingProblemsOf = ({ headRevision, missingFacts }: StoredArticle): Problem[] => {
  const words = { body: headRevision.body as Body, leadPicture: storedLead(headRevision.leadPicture) }
  const library = headRevision.pictures.map((picture) => picture.media)
  return [
    ...publishingProblems({ headline: headRevision.headline, standfirst: headRevision.standfirst, body: words.body }),
    ...missingFacts.map(noFact),
    ...pictureProblems(words, library, londonIsoDay(new Date())),
  ]
}

type GoingLive = { change: Change; mark: ReaderMark | null }

async function goLive(
  tx: Tx,
  actor: Actor,
  article: StoredArticle,
  { change, mark }: GoingLive,
  now: Date,
): Promise<Outcome<PublishedNow>> {
  const firstPublishedAt = article.firstPublishedAt ?? firstDate(article.headRevision.storyDate, now)
  const told = await tellReaders(tx, actor, article.id, change, now)
  const version = await updateArticle(tx, article, now, {
    state: 'live',
    liveRevisionId: article.headRevisionId,
    firstPublishedAt,
    republishedAt: now,
    ...told,
    ...reviewDone,
    ...mark,
  })
  await endWaiting(tx, actor, { id: article.id, version }, { acts: ['publish'], why: 'published' }, now)
  const pages = await writeSnapshot(tx, article.id)
  await recordPublication(tx, actor, article, { version, change, mark }, now)
  await expirePages(tx, pages)
  return done({ slug: article.slug, version, path: articlePath(article.slug), firstPublishedAt })
}

export type Change = { kind: 'minor' | 'told'; note: string | null } | null

/** What readers are told; null for a first publication, which needs no word. */
export function changeOf(article: StoredArticle, { change, note }: Pick<PublishInput, 'change' | 'note'>): Outcome<Change> {
  if (article.state !== 'live') return done(null)
  if (change === undefined) return refused({ field: 'change', message: 'Choose “Minor change” or “Tell readers”' })
  if (change === 'minor') return done({ kind: 'minor', note: null })
  if (!note) return refused({ field: 'note', message: 'Enter one sentence that tells readers what changed' })
  return done({ kind: 'told', note })
}

/** What the story's row says of a change that readers are told of, which is filed among its corrections. */
async function tellReaders(tx: Tx, actor: Actor, articleId: string, change: Change, now: Date) {
  if (change?.kind !== 'told' || change.note === null) return {}
  await fileUpdate(tx, actor, { articleId, wording: change.note }, now)
  return { readersToldAt: now, readersToldNote: change.note, ...(await correctionFlags(tx, articleId)) }
}

const firstDate = (storyDate: Date | null, now: Date): Date => (storyDate !== null && storyDate < now ? storyDate : now)

type Publication = { version: number; change: Change; mark: ReaderMark | null }

async function recordPublication(
  tx: Tx,
  actor: Actor,
  article: StoredArticle,
  { version, change, mark }: Publication,
  now: Date,
): Promise<void> {
  const entity = { type: 'article', id: article.id } as const
  const revision = article.headRevision.number
  const reader = mark ? unreadWords(mark, now) : {}
  if (change === null) await recordEvent(tx, actor, 'article.published', entity, { version, revision, slug: article.slug, ...reader })
  else await recordEvent(tx, actor, 'article.republished', entity, { version, revision, ...change, ...reader })
}
