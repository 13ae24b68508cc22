import 'server-only'
import type { Tx } from '@/lib/db'
import type { Duty, Person, Role } from '@/modules/access/actor'
import { can } from '@/modules/access/permissions'
import { readNewsroomSettings } from '@/modules/newsroom/queries'
import type { Review } from '@/modules/workflow/stages'
import type { How } from './schedule-story'

type Going = { id: string; review: Review }

/**
 * Why the newest words may not go out at a time that was set over an earlier revision, as a sentence; null when they may. What
 * people who may publish have changed since goes out with it. What somebody else has changed goes out once one of them has
 * saved words over it, approved it, or decided anew: a time is no way to publish for those who may not.
 */
export async function changedByOthers(tx: Tx, { id: articleId, review }: Going, { revision: agreed, urgent }: How): Promise<string | null> {
  // Rows from before this was asked say nothing; what is approved has had its reader.
  if (agreed === undefined || review === 'approved') return null
  // Refused as it is, in the second reader's own words.
  if ((await readNewsroomSettings(tx)).secondReader === 'required' && !urgent) return null
  const since = await tx.revision.findMany({
    where: { articleId, number: { gt: agreed }, createdById: { not: null } },
    select: { number: true, createdById: true, createdByName: true },
    orderBy: { number: 'desc' },
  })
  if (since.length === 0) return null
  const publishers = await publishersAmong(
    tx,
    since.flatMap((one) => one.createdById ?? []),
  )
  const read = await newestSavedBy(tx, articleId, publishers)
  const other = since.find(({ number, createdById }) => number > read && !publishers.has(createdById ?? ''))
  if (!other) return null
  return `${other.createdByName}, who may not publish, has changed this story since the time was set. Read it, then publish it now or set the time again`
}

async function publishersAmong(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.user.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true, role: true, duties: true },
  })
  const people = rows.map(({ id, name, role, duties }): Person => {
    return { kind: 'person', id, name, role: role as Role, duties: duties as Duty[] }
  })
  return new Set(people.filter((person) => can(person, 'article.publish')).map((person) => person.id))
}

/** The newest revision one of these people saved words in, having the ones before it: giving it a tag is no reading. 0: none. */
async function newestSavedBy(tx: Tx, articleId: string, people: ReadonlySet<string>): Promise<number> {
  const saves = await tx.auditEvent.findMany({
    where: { entityType: 'article', entityId: articleId, kind: 'article.saved', actorId: { in: [...people] } },
    select: { detail: true },
    orderBy: { id: 'desc' },
  })
  const words = saves
    .map(({ detail }) => detail as { revision: number; changed: string[] })
    .filter(({ changed }) => changed.join() !== 'tags')
  return Math.max(0, ...words.map(({ revision }) => revision))
}
