import 'server-only'
import { londonDay, londonTime } from '@/lib/dates'
import type { Prisma, Tx } from '@/lib/db'
import { done, type Outcome, refused } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { readNewsroomSettings } from '@/modules/newsroom/queries'
import { askSecondReader } from '@/modules/workflow/second-reader'
import { whoMayApprove } from '../queries/approvers'
import type { StoredArticle } from './change-story'

/** Who answers for a publication: the person who pressed, or who set the time. */
export type Publisher = { id: string | null; name: string }

/** What publishing writes about its readers in the newsroom, beside the words. */
export type ReaderMark = {
  unreviewedSince: Date | null
  urgentReason: string | null
  publishedById: string | null
  publishedByName: string
}

export const publisherOf = (actor: Actor): Publisher => ({ id: actor.kind === 'person' ? actor.id : null, name: actor.name })

/** Nothing about review is left of words that are live. */
export const reviewDone: Prisma.ArticleUncheckedUpdateManyInput = {
  review: 'none',
  submittedAt: null,
  submittedById: null,
  submittedByName: null,
  submittedNote: null,
  submittedToIds: [],
  approvedAt: null,
  approvedById: null,
  approvedByName: null,
  returnedNote: null,
}

export type Going = { urgent: string; publisher: Publisher }

/**
 * Whether the newest words may go out at this moment: refused under an embargo that has not ended, and where the newsroom
 * requires a second reader that they have not had, naming who may be one. Answers what publishing writes about that.
 */
export async function mayGoOut(tx: Tx, article: StoredArticle, { urgent, publisher }: Going, now: Date): Promise<Outcome<ReaderMark>> {
  const held = underEmbargo(article, now)
  if (held) return refused({ field: '', message: held })
  return readByTwo(tx, article, { urgent, publisher }, now)
}

/** The second reader alone: setting a time asks for it, too, and has its own look at the embargo. */
export async function readByTwo(tx: Tx, article: StoredArticle, { urgent, publisher }: Going, now: Date): Promise<Outcome<ReaderMark>> {
  // The same words once more: whoever has read them, or not, stays so, and who answers for them.
  if (article.liveRevisionId === article.headRevisionId) {
    const { unreviewedSince, urgentReason, publishedById, publishedByName } = article
    return done({ unreviewedSince, urgentReason, publishedById, publishedByName: publishedByName ?? '' })
  }
  const { secondReader } = await readNewsroomSettings(tx)
  const submittedById = article.review === 'none' ? publisher.id : article.submittedById
  const first = { submittedById, wroteById: article.headRevision.wordsById }
  const names = secondReader === 'required' && urgent === '' ? await whoMayApprove(tx, article, first, now) : []
  const answer = askSecondReader({
    rule: secondReader,
    review: article.review,
    urgent,
    mayApprove: names.map((one) => one.name),
  })
  if (!answer.allowed) return refused({ field: 'urgent', message: answer.message })
  const { unreviewed, urgentReason } = answer
  // Where nobody asks for a second reader, a story that waits for one from before goes on waiting.
  const since = unreviewed === false ? null : (article.unreviewedSince ?? (unreviewed ? now : null))
  return done({
    unreviewedSince: since,
    urgentReason: since === null ? null : (urgentReason ?? (unreviewed ? null : article.urgentReason)),
    publishedById: publisher.id,
    publishedByName: publisher.name,
  })
}

/** Why an embargo keeps the story back, as a sentence; null when none does. */
export function underEmbargo({ embargoUntil }: { embargoUntil: Date | null }, at: Date): string | null {
  if (embargoUntil === null || embargoUntil <= at) return null
  return `This story is under embargo until ${londonTime(embargoUntil)} on ${londonDay(embargoUntil)}. Publish it then, or change the embargo.`
}

/** For the record of a publication: that it went out unread, and why. */
export function unreadWords({ unreviewedSince, urgentReason }: ReaderMark, now: Date): { unreviewed?: true; urgent?: string } {
  if (unreviewedSince === null || unreviewedSince > now) return {}
  return { unreviewed: true, ...(urgentReason !== null && { urgent: urgentReason }) }
}
