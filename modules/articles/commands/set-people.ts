import 'server-only'
import type { Tx } from '@/lib/db'
import { done, type Outcome, refused } from '@/lib/errors'
import type { Actor } from '@/modules/access/actor'
import { permit } from '@/modules/access/permissions'
import { recordEvent } from '@/modules/audit/commands'
import type { PeopleInput } from '../workflow-input'
import { demandTransition, demandVersion, inTransaction, loadArticle, updateArticle } from './change-story'
import type { Stepped } from './submit-for-review'

/**
 * Says who may open a story that is sensitive or under embargo, and whether it is sensitive. The one who says so is always
 * among them, so that nobody shuts themselves out. Nobody else, whatever their role, may open it or hears of it. Throws
 * NotFound, NotAllowed, Conflict.
 */
export async function setPeople(actor: Actor, input: PeopleInput, now: Date): Promise<Outcome<Stepped>> {
  return inTransaction(async (tx) => {
    const article = await loadArticle(tx, actor, input.id)
    const { id } = article
    permit(actor, 'article.close')
    await demandVersion(tx, actor, article, input.version, now)
    await demandTransition(tx, actor, article, 'name-people')
    const wanted = [...new Set([...input.people, ...(actor.kind === 'person' ? [actor.id] : [])])]
    const people = await tx.user.findMany({
      where: { id: { in: wanted }, active: true },
      select: { id: true, name: true },
      orderBy: { name: 'asc' },
    })
    if (people.length < wanted.length)
      return refused({ field: 'people', message: 'Choose people from the list: one of these has no account any more' })
    await tx.articlePerson.deleteMany({ where: { articleId: id, personId: { notIn: wanted } } })
    const rows = people.map((person) => ({ articleId: id, personId: person.id, addedAt: now, addedBy: actor.name }))
    await tx.articlePerson.createMany({ data: rows, skipDuplicates: true })
    const version = await updateArticle(tx, article, now, { sensitive: input.sensitive })
    const names = people.map((person) => person.name)
    await recordEvent(tx, actor, 'article.people-named', { type: 'article', id }, { version, sensitive: input.sensitive, people: names })
    return done({ id, version })
  })
}

/** Names the one who closes a story, if they are not named on it yet. */
export async function nameCloser(tx: Tx, actor: Actor, articleId: string): Promise<void> {
  if (actor.kind !== 'person') return
  await tx.articlePerson.createMany({ data: [{ articleId, personId: actor.id, addedBy: actor.name }], skipDuplicates: true })
}
