import 'server-only'
import type { Tx } from '@/lib/db'
import type { Duty, Person, Role } from '@/modules/access/actor'
import { closedBecause } from '@/modules/access/closed-stories'
import { can } from '@/modules/access/permissions'
import { type First, mayApproveAfter } from '@/modules/workflow/second-reader'

type Closable = { id: string; sensitive: boolean; embargoUntil: Date | null }

/**
 * The people who may approve this story, by name: everybody active with that right, of a closed story those named on it,
 * never the one who submitted it or wrote the newest version.
 */
export async function whoMayApprove(client: Tx, story: Closable, first: First, now: Date): Promise<{ id: string; name: string }[]> {
  const people = await peopleOfStory(client, story, now)
  return people.filter((person) => can(person, 'article.review') && mayApproveAfter(first, person.id)).map(({ id, name }) => ({ id, name }))
}

/** Everybody active who may open the story, by name. */
export async function peopleOfStory(client: Tx, story: Closable, now: Date): Promise<Person[]> {
  const named = closedBecause(story, now) === null ? null : await namedOn(client, story.id)
  const rows = await client.user.findMany({
    where: { active: true, ...(named && { id: { in: named } }) },
    select: { id: true, name: true, role: true, duties: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ id, name, role, duties }) => ({ kind: 'person', id, name, role: role as Role, duties: duties as Duty[] }))
}

/** The accounts named on a story. */
export async function namedOn(client: Tx, articleId: string): Promise<string[]> {
  const rows = await client.articlePerson.findMany({ where: { articleId }, select: { personId: true }, orderBy: { addedAt: 'asc' } })
  return rows.map((row) => row.personId)
}
