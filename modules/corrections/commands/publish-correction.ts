import 'server-only'
import { londonDay } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import { Conflict, done, type Outcome } from '@/lib/errors'
import { expirePages } from '@/lib/page-cache'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { demandVersion, inTransaction, loadArticle, type StoredArticle, updateArticle } from '@/modules/articles/commands/change-story'
import { correctionFlags } from '@/modules/articles/commands/copy-corrections'
import { publishIn } from '@/modules/articles/commands/publish-article'
import { writeSnapshot } from '@/modules/articles/commands/snapshot'
import { recordEvent } from '@/modules/audit/commands'
import { lockVocabulary } from '@/modules/tags/commands/publish-vocabulary'
import type { PublishCorrectionInput } from '../schema'

export type PublishedCorrectionNow = { id: string; version: number }

/**
 * Tells readers what was wrong in a live story: on its page, on cards, in feeds, related lists and on /corrections, from the
 * next request on. With `words: 'newest'` the newest saved words go out in the same transaction, or neither does. Answers the
 * complaint `correctionId`, if one is given. Throws NotFound, NotAllowed, Conflict.
 */
export async function publishCorrection(actor: Actor, input: PublishCorrectionInput, now: Date): Promise<Outcome<PublishedCorrectionNow>> {
  return inTransaction(async (tx) => {
    await lockVocabulary(tx)
    const article = await loadArticle(tx, actor, input.articleId)
    permit(actor, 'article.correct')
    await demandVersion(tx, actor, article, input.version, now)
    demandLive(article)
    await demandOpen(tx, article, input.correctionId)
    if (input.words === 'newest' && article.headRevisionId !== article.liveRevisionId) {
      const words = await publishIn(tx, actor, { id: article.id, version: article.version, change: 'minor' }, now)
      if (!words.ok) return words
    }
    const published = await loadArticle(tx, actor, article.id)
    const id = await fileCorrection(tx, actor, input, now)
    const told = { readersToldAt: now, readersToldNote: input.wording, republishedAt: now }
    const version = await updateArticle(tx, published, now, { ...told, ...(await correctionFlags(tx, article.id)) })
    const pages = await writeSnapshot(tx, article.id)
    const { kind, place, wording } = input
    const detail = { version, correction: id, kind, place, wording }
    await recordEvent(tx, actor, 'correction.published', { type: 'article', id: article.id }, detail)
    await expirePages(tx, pages)
    return done({ id, version })
  })
}

function demandLive({ state, firstPublishedAt }: StoredArticle): void {
  if (state === 'live') return
  const published = firstPublishedAt ? `, first published on ${londonDay(firstPublishedAt)}` : ''
  throw new Conflict(
    state === 'draft'
      ? 'This story cannot be corrected. It is a draft: change its words.'
      : `This story cannot be corrected. It was withdrawn${published}: readers see none of it. Make it live again first.`,
  )
}

/** Throws NotFound, or Conflict when somebody else has answered the complaint in the meantime. */
async function demandOpen(tx: Tx, article: StoredArticle, correctionId: string | null): Promise<void> {
  if (correctionId === null) return
  const open = await tx.correction.findFirst({ where: { id: correctionId, articleId: article.id }, select: { state: true } })
  if (open?.state !== 'open') throw new Conflict('Somebody has decided about this complaint already. Open the story again.')
}

async function fileCorrection(tx: Tx, actor: Actor, input: PublishCorrectionInput, now: Date): Promise<string> {
  const { articleId, correctionId, kind, wording, place, seriousness, sat } = input
  const decided = { state: 'published', kind, wording, place, seriousness, sat, publishedAt: now }
  if (correctionId !== null) {
    await tx.correction.update({ where: { id: correctionId }, data: decided, select: { id: true } })
    return correctionId
  }
  const by = { createdById: actor.kind === 'person' ? actor.id : null, createdByName: actor.name, createdAt: now }
  return (await tx.correction.create({ data: { ...decided, ...by, articleId }, select: { id: true } })).id
}
