import 'server-only'
import type { Tx } from '@/lib/db'
import { env } from '@/lib/env'
import { Conflict, done, type Outcome, refused } from '@/lib/errors'
import { mailInTime } from '@/lib/mail-in-time'
import type { Actor } from '@/modules/access/actor'
import { closedBecause } from '@/modules/access/closed-stories'
import { permitEdit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import { adminArticlePath } from '../paths'
import { whoMayApprove } from '../queries/approvers'
import { reviewMail } from '../review-mail'
import type { SubmitInput } from '../workflow-input'
import { demandTransition, demandVersion, inTransaction, loadArticle, type StoredArticle, updateArticle } from './change-story'
import { publisherOf, reviewDone } from './second-reader'

export type Stepped = { id: string; version: number }
/** `unreached`: names of those asked whom the mail did not reach; the story is on their desk all the same. */
export type Submitted = Stepped & { unreached: string[] }

/**
 * Asks for a second reader of the newest words: whoever comes first, or the people of `to`, who find it on their desk and
 * are told by mail. Of a live story there must be words that readers do not have. Throws NotFound, NotAllowed, Conflict.
 */
export async function submitForReview(actor: Actor, input: SubmitInput, now: Date): Promise<Outcome<Submitted>> {
  const note = input.note ?? ''
  const submitted = await inTransaction(async (tx) => {
    const article = await loadArticle(tx, actor, input.id)
    const { id } = article
    permitEdit(actor, article)
    await demandVersion(tx, actor, article, input.version, now)
    const review = await demandTransition(tx, actor, article, 'submit')
    if (article.state === 'live' && article.headRevisionId === article.liveRevisionId)
      throw new Conflict('This story cannot be submitted for review. Readers have its newest words already.')
    const asked = await askedOf(tx, actor, article, input.to ?? [], now)
    if (!asked.ok) return asked
    const by = publisherOf(actor)
    const step = { submittedAt: now, submittedById: by.id, submittedByName: by.name, submittedNote: note || null }
    const submittedToIds = asked.value.map((one) => one.id)
    const version = await updateArticle(tx, article, now, { ...reviewDone, review, ...step, submittedToIds })
    const to = asked.value.map((one) => one.name)
    const detail = { version, revision: article.headRevision.number, note, ...(to.length > 0 && { to }) }
    await recordEvent(tx, actor, 'article.submitted', { type: 'article', id }, detail)
    return done({ article, version, asked: asked.value })
  })
  if (!submitted.ok) return submitted
  const { article, version, asked } = submitted.value
  return done({ id: article.id, version, unreached: await mailAsked(asked, article, { by: actor.name, note }, now) })
}

type Asked = { id: string; name: string; email: string }

async function askedOf(tx: Tx, actor: Actor, article: StoredArticle, to: readonly string[], now: Date): Promise<Outcome<Asked[]>> {
  if (to.length === 0) return done([])
  const first = { submittedById: publisherOf(actor).id, wroteById: article.headRevision.wordsById }
  const may = (await whoMayApprove(tx, article, first, now)).map((one) => one.id)
  const ids = [...new Set(to)]
  if (ids.some((id) => !may.includes(id))) return refused({ field: 'to', message: 'Choose people who may approve this story' })
  return done(
    await tx.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true, email: true }, orderBy: { name: 'asc' } }),
  )
}

/** After the story is submitted. */
function mailAsked(
  asked: readonly Asked[],
  article: StoredArticle,
  { by, note }: { by: string; note: string },
  now: Date,
): Promise<string[]> {
  if (asked.length === 0) return Promise.resolve([])
  const quiet = article.legallySensitive || closedBecause(article, now) !== null
  const url = new URL(`${adminArticlePath(article.id)}?panel=workflow`, env().publicUrl).href
  const mail = reviewMail({ by, headline: quiet ? null : article.headRevision.headline, note: quiet ? null : note, url })
  return mailInTime(asked, mail, `review of ${article.id}`)
}
