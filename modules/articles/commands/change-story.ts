import 'server-only'
import { londonDay, londonIsoDay, londonTime } from '@/lib/dates'
import { db, Prisma, type Tx } from '@/lib/db'
import { Conflict, NotFound } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { mayOpenStory } from '@/modules/access/queries/open-stories'
import type { Review } from '@/modules/workflow/stages'
import type { State } from '@/modules/workflow/states'
import { type Act, transition } from '@/modules/workflow/transitions'
import type { Body } from '../body'
import { readEditableStory } from '../queries'
import { missingFacts } from '../queries/facts'
import { HAND, WORDS } from '../queries/revision-select'
import { isStoryId } from '../rules'

/** A long body takes time to file; a busy newsroom, to get its turn. Milliseconds. */
const LIMITS = { maxWait: 10_000, timeout: 30_000 }
const UNIQUE_VIOLATION = 'P2002'
const ATTEMPTS = 5

/**
 * Runs a command's transaction. Two stories that take the same address at the same moment are kept apart by the
 * database; the second one tries again, and then sees that it is taken.
 */
export async function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.$transaction(work, LIMITS)
    } catch (error) {
      const taken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === UNIQUE_VIOLATION
      if (!taken || attempt === ATTEMPTS) throw error
    }
  }
}

/** What is asked of a picture before a story that shows it goes out. */
const pictureFacts = {
  id: true,
  fileName: true,
  rightsUntil: true,
  showsFamily: true,
  consentBy: true,
  consentOn: true,
  consentUntil: true,
  consentWithdrawn: true,
} as const

const stored = {
  id: true,
  number: true,
  state: true,
  version: true,
  slug: true,
  importId: true,
  headRevisionId: true,
  liveRevisionId: true,
  firstPublishedAt: true,
  createdById: true,
  createdAt: true,
  review: true,
  submittedAt: true,
  submittedById: true,
  submittedByName: true,
  approvedAt: true,
  approvedById: true,
  approvedByName: true,
  republishedAt: true,
  withdrawnAt: true,
  unreviewedSince: true,
  urgentReason: true,
  publishedById: true,
  publishedByName: true,
  sensitive: true,
  embargoUntil: true,
  legallySensitive: true,
  /** Times that wait. */
  schedules: { where: { state: 'waiting' }, select: { id: true, act: true, dueAt: true } },
  headRevision: {
    select: {
      number: true,
      createdById: true,
      wordsById: true,
      ...WORDS,
      pictures: { select: { media: { select: pictureFacts } } },
      tags: { select: { tagId: true } },
      ...HAND,
    },
  },
} as const satisfies Prisma.ArticleSelect

type Row = Prisma.ArticleGetPayload<{ select: typeof stored }>
/** A story as a command works on it, its row locked until the transaction ends. */
export type StoredArticle = Omit<Row, 'state' | 'review' | 'headRevision' | 'headRevisionId'> & {
  state: State
  review: Review
  headRevision: NonNullable<Row['headRevision']>
  headRevisionId: string
  /** Names of facts in the newest words that the newsroom does not have. */
  missingFacts: string[]
}

/**
 * Loads and locks a story. Its `id` is as it is stored: the one that was asked for may be in capitals. Throws NotFound,
 * also to somebody who may not open it: a closed story is not even said to exist.
 */
export async function loadArticle(tx: Tx, actor: Actor, id: string): Promise<StoredArticle> {
  const noStory = new NotFound('There is no such story. It may have been deleted.')
  if (!isStoryId(id)) throw noStory
  await tx.$queryRaw(Prisma.sql`select id::text from article where id = ${id}::uuid for update`)
  const row = await tx.article.findUnique({ where: { id }, select: stored })
  if (!row?.headRevision || !row.headRevisionId) throw noStory
  if (!(await mayOpenStory(tx, actor, row))) throw noStory
  const { headRevision, headRevisionId } = row
  const missing = await missingFacts(tx, headRevision.body as Body)
  return { ...row, state: row.state as State, review: row.review as Review, headRevision, headRevisionId, missingFacts: missing }
}

/** Throws Conflict, with what is stored now, unless the story is as it was when the actor read it. */
export async function demandVersion(tx: Tx, actor: Actor, article: StoredArticle, version: number, now: Date): Promise<void> {
  if (article.version === version) return
  // Who raised it to what it is: a comment or a link does not.
  const last = await tx.auditEvent.findFirst({
    where: { entityType: 'article', entityId: article.id, detail: { path: ['version'], equals: article.version } },
    orderBy: { id: 'desc' },
    select: { actorName: true, at: true },
  })
  const when = last ? ` at ${londonTime(last.at)}${londonIsoDay(last.at) === londonIsoDay(now) ? '' : ` on ${londonDay(last.at)}`}` : ''
  const message = `${last?.actorName ?? 'Somebody'} changed this story${when}, after you opened it. Nothing was overwritten: compare the two.`
  throw new Conflict(message, await readEditableStory(tx, actor, article.id))
}

/** How far `act` brings the newest words. Throws Conflict with the sentence that refuses it. */
export async function demandTransition(tx: Tx, actor: Actor, article: StoredArticle, act: Act): Promise<Review> {
  const next = transition(article, act)
  if ('refusal' in next) throw new Conflict(next.refusal, await readEditableStory(tx, actor, article.id))
  return next.review
}

/** Writes the story's row and raises its version; the version read stands in the `where`. */
export async function updateArticle(
  tx: Tx,
  article: StoredArticle,
  now: Date,
  data: Prisma.ArticleUncheckedUpdateManyInput,
): Promise<number> {
  const version = article.version + 1
  const { count } = await tx.article.updateMany({
    where: { id: article.id, version: article.version },
    data: { ...data, version, updatedAt: now },
  })
  if (count !== 1) throw new Conflict('This story has just been changed by somebody else. Open it again.')
  return version
}
