import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import type { Actor } from '../actor'
import { closedBecause, mayOpen } from '../closed-stories'

type Closable = { id: string; sensitive: boolean; embargoUntil: Date | null }

/**
 * The stories this actor may open, for the `where` of every newsroom query that names stories. An embargo ends by the
 * server's clock; until then, and for as long as a story is sensitive, it is open only to the people named on it.
 */
export function openStories(actor: Actor, now = new Date()): Prisma.ArticleWhereInput {
  if (actor.kind === 'system') return {}
  const free: Prisma.ArticleWhereInput = { sensitive: false, OR: [{ embargoUntil: null }, { embargoUntil: { lte: now } }] }
  return { OR: [free, { people: { some: { personId: actor.id } } }] }
}

/** The same for SQL that calls the table `article` by the alias `a`: a condition to join with "and". */
export function openStoriesSql(actor: Actor, now = new Date()): Prisma.Sql {
  if (actor.kind === 'system') return Prisma.sql`true`
  return Prisma.sql`(not a.sensitive and (a.embargo_until is null or a.embargo_until <= ${now}::timestamptz)
    or exists (select from article_person named where named.article_id = a.id and named.person_id = ${actor.id}::uuid))`
}

/** Whether this actor may open this one story. */
export async function mayOpenStory(client: Tx, actor: Actor, story: Closable, now = new Date()): Promise<boolean> {
  const closed = closedBecause(story, now)
  if (closed === null || actor.kind === 'system') return true
  const named = await client.articlePerson.findMany({ where: { articleId: story.id }, select: { personId: true } })
  return mayOpen(
    actor,
    closed,
    named.map((one) => one.personId),
  )
}
