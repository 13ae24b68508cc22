import 'server-only'
import { Prisma, type Tx } from '@/lib/db'
import { type Outcome, refused } from '@/lib/errors'
import type { Person } from '@/modules/access/actor'
import type { StoredArticle } from '@/modules/articles/commands/change-story'
import type { Anchor } from '../anchor'
import { mentionedIn } from '../mentions'
import { type Colleague, readColleagues } from '../queries'

export type Said = { id: string; named: Colleague[] }

type Saying = { parentId: string | null; anchor: Anchor | null; body: string; mentions: readonly string[]; answeredId: string | null }

/**
 * Writes what somebody of the newsroom says, and whom they name. Naming somebody who may not open the story is a problem:
 * they would wait for an answer that cannot come. Whoever is answered is named without saying so.
 */
export async function say(tx: Tx, actor: Person, story: StoredArticle, saying: Saying, now: Date): Promise<Outcome<Said>> {
  const others = (await readColleagues(tx, story, now)).filter(({ id }) => id !== actor.id)
  const named = mentionedIn(saying.body, others, saying.mentions)
  const shut = named.filter(({ mayOpen }) => !mayOpen).map(({ name }) => name)
  if (shut.length > 0) {
    const message = `${shut.join(', ')} may not open this story. Name them on it first, under Workflow`
    return refused({ field: 'body', message })
  }
  const answered = others.find(({ id, mayOpen }) => mayOpen && id === saying.answeredId)
  if (answered && !named.includes(answered)) named.push(answered)
  const { id } = await tx.comment.create({
    data: {
      articleId: story.id,
      revisionId: story.headRevisionId,
      parentId: saying.parentId,
      anchor: saying.anchor ?? Prisma.DbNull,
      body: saying.body,
      authorId: actor.id,
      authorName: actor.name,
      createdAt: now,
      mentions: { create: named.map((person) => ({ personId: person.id })) },
    },
    select: { id: true },
  })
  return { ok: true, value: { id, named } }
}
