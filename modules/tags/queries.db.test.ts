import { beforeEach, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import type { Actor } from '@/modules/access/actor'
import { draftArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { getTag, listTags, listTagsForPicker } from './queries'

beforeEach(emptyDatabase)

it('Drafts are counted where the person may open them: a closed one is not there for anybody else', async () => {
  const [named, stranger] = [(await makeUser({ role: 'editor' })).actor, (await makeUser({ role: 'admin' })).actor]
  const tag = await makeTag()
  await draftArticle({ tags: [tag.slug] })
  const sensitive = await draftArticle({ tags: [tag.slug] })
  const embargoed = await draftArticle({ tags: [tag.slug] })
  await db.article.update({ where: { id: sensitive.id }, data: { sensitive: true }, select: { id: true } })
  const later = new Date(Date.now() + 86_400_000)
  await db.article.update({ where: { id: embargoed.id }, data: { embargoUntil: later }, select: { id: true } })
  await db.articlePerson.create({ data: { articleId: sensitive.id, personId: named.id, addedBy: 'A test' } })
  const counts = async (actor: Actor) => [
    (await listTags(actor))[0]?.notLive,
    (await getTag(actor, tag.slug)).notLive,
    (await listTagsForPicker(actor))[0]?.uses,
  ]
  expect([await counts(named), await counts(stranger)]).toEqual([
    [2, 2, 2],
    [1, 1, 1],
  ])
})
