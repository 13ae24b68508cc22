import 'server-only'
import { db, Prisma, type Tx } from '@/lib/db'
import { Conflict, NotFound } from '@/lib/errors'
import { systemActor } from '@/modules/access/actor'
import { recordEvent } from '@/modules/audit/commands'
import { inTransaction, loadArticle, updateArticle } from './change-story'

/** Stories that one turn of the worker looks at. */
const AT_ONCE = 50
const product = systemActor('Throughline', 'nobody named on this closed story has an account any more')

/**
 * Names every admin on the closed stories whose named people have all left, so that none is shut to everybody for ever; in
 * their history it stands who is named from then on, and why. Called by the worker of each server. Answers how many.
 */
export async function nameAdminsWhereAllLeft(now: Date): Promise<number> {
  const rows = await abandoned(db, now)
  let opened = 0
  for (const { id } of rows) if (await nameAdmins(id, now)) opened += 1
  return opened
}

/** `only`: asks of this one story. */
function abandoned(client: Tx, now: Date, only?: string): Promise<{ id: string }[]> {
  const which = only === undefined ? Prisma.empty : Prisma.sql`and a.id = ${only}::uuid`
  return client.$queryRaw<{ id: string }[]>(Prisma.sql`
    select distinct a.id::text from user_account gone join article_person named on named.person_id = gone.id
    join article a on a.id = named.article_id
    where not gone.active and (a.sensitive or a.embargo_until > ${now}::timestamptz) ${which}
      and not exists (select from article_person other join user_account here on here.id = other.person_id
        where other.article_id = a.id and here.active)
    limit ${AT_ONCE}::int`)
}

async function nameAdmins(id: string, now: Date): Promise<boolean> {
  try {
    return await inTransaction(async (tx) => {
      const article = await loadArticle(tx, product, id)
      // Another server may have been first.
      if ((await abandoned(tx, now, id)).length === 0) return false
      const admins = await tx.user.findMany({
        where: { role: 'admin', active: true },
        select: { id: true, name: true },
        orderBy: { name: 'asc' },
      })
      if (admins.length === 0) return false
      const rows = admins.map((admin) => ({ articleId: id, personId: admin.id, addedAt: now, addedBy: product.name }))
      await tx.articlePerson.createMany({ data: rows, skipDuplicates: true })
      const version = await updateArticle(tx, article, now, {})
      const people = admins.map((admin) => admin.name)
      await recordEvent(tx, product, 'article.people-named', { type: 'article', id }, { version, sensitive: article.sensitive, people })
      return true
    })
  } catch (error) {
    if (error instanceof Conflict || error instanceof NotFound) return false
    throw error
  }
}
