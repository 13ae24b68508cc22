import 'server-only'
import type { Tx } from '@/lib/db'
import { done, type Outcome } from '@/lib/errors'
import type { Person } from '@/modules/access/actor'
import { permitEdit } from '@/modules/access/permissions'
import { isOverdue, isWriting, type TakeOverInput, type TakingOver } from '../sitting'
import { inTransaction, loadArticle, type StoredArticle } from './change-story'
import { endSittingIn, findAuthor, mayEdit } from './end-sitting'
import { listPages, type Page, takePen } from './note-presence'

/**
 * Asks whoever writes in this story to hand it over, and is asked again until it is `yours`. The first page sends its text,
 * which becomes its author's version. One that does not answer in time is ended: the newsroom's copy of its text becomes
 * that version, and what it still sends waits for its author. Throws NotFound, NotAllowed.
 */
export async function takeOver(actor: Person, input: TakeOverInput, now: Date): Promise<Outcome<TakingOver>> {
  return inTransaction(async (tx) => {
    const article = await loadArticle(tx, actor, input.id)
    permitEdit(actor, article)
    const others = (await listPages(tx, article.id)).filter((one) => one.tab !== input.tab && isWriting(one, now))
    const waiting: string[] = []
    for (const page of others) if (!(await ask(tx, actor, article, page, now))) waiting.push(page.personName)
    const [name] = waiting
    if (name !== undefined) return done({ state: 'waiting', name })
    await takePen(tx, actor, { id: article.id, tab: input.tab }, now)
    return done({ state: 'yours' })
  })
}

/** Whether this page has ended: one's own at once, another's when it was asked long enough ago. */
async function ask(tx: Tx, actor: Person, article: StoredArticle, page: Page, now: Date): Promise<boolean> {
  const taken = { takenByName: actor.name, takenById: actor.id, takenAt: now }
  const where = { tab: page.tab }
  if (page.personId === actor.id) {
    await tx.editorPresence.update({ where, data: { ...taken, endedAt: now } })
    return true
  }
  if (page.takenAt === null || page.takenById !== actor.id) {
    await tx.editorPresence.update({ where, data: taken })
    return false
  }
  if (!isOverdue(page.takenAt, now)) return false
  const author = await findAuthor(tx, page.personId)
  if (author && mayEdit(author, article)) await endSittingIn(tx, author, article, { tab: page.tab }, now)
  await tx.editorPresence.update({ where, data: { endedAt: now, takenAt: now } })
  return true
}
