/** The log of lists and stories that were closed: what they linked to is not told to those who may not open them. */
import { beforeEach, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import type { Person } from '@/modules/access/actor'
import { withdrawArticle } from '@/modules/articles/commands/withdraw-article'
import { liveArticle } from '@/prisma/factories/article'
import { makeUser } from '@/prisma/factories/user'
import { listChanges } from './queries/list-changes'

const now = new Date('2026-11-22T10:00:00Z')
beforeEach(emptyDatabase)

const told = async (actor: Person) => (await listChanges(actor, {})).changes.map(({ what }) => what)

it('The links to other sites of a story that was withdrawn and closed are named to those who may open it alone', async () => {
  const [named, stranger] = [(await makeUser({ role: 'editor' })).actor, (await makeUser({ role: 'editor' })).actor]
  const story = await liveArticle({ now })
  const link = { headline: 'A canary of a plan', url: 'https://canary.example/plan' }
  const row = { articleNumber: story.number, before: [], after: [] }
  await db.relatedChange.create({ data: { ...row, at: now, causes: [{ kind: 'first' }], outsideAfter: [link] } })
  await db.relatedChange.create({ data: { ...row, at: now, causes: [], outsideBefore: [link], outsideAfter: [] } })
  const all = [
    'no longer links to “A canary of a plan” on canary.example',
    'linked to “A canary of a plan” on canary.example when its list was first written down',
  ]
  expect(await told(stranger)).toEqual(all)
  await withdrawArticle(named, { id: story.id, version: story.version, reason: 'A test.' }, now)
  await db.article.update({ where: { id: story.id }, data: { sensitive: true }, select: { id: true } })
  await db.articlePerson.create({ data: { articleId: story.id, personId: named.id, addedBy: 'A test' } })
  expect(await told(named)).toEqual(all)
  expect(JSON.stringify(await listChanges(stranger, {}))).not.toMatch(/canary/i)
})
