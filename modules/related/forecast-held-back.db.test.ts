import { beforeEach, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { setEmbargo } from '@/modules/articles/commands/set-embargo'
import { withdrawArticle } from '@/modules/articles/commands/withdraw-article'
import { draftArticle, liveArticle, storyInput } from '@/prisma/factories/article'
import { makeUser } from '@/prisma/factories/user'
import { forecastPublication } from './commands/forecast-publication'

beforeEach(emptyDatabase)

const now = new Date()

it('A forecast says what publishing would do to the lists also while a second reader or an embargo keeps the story back', async () => {
  const { actor } = await makeUser()
  const gone = await liveArticle()
  await withdrawArticle(actor, { id: gone.id, version: gone.version, reason: 'It was wrong.' }, now)
  await db.newsroomSettings.update({ where: { id: 1 }, data: { secondReader: 'required' } })
  const story = await draftArticle()
  await setEmbargo(actor, { id: story.id, version: 1, until: new Date(now.getTime() + 3_600_000) }, now)
  for (const { id } of [story, gone]) {
    const before = await db.article.findUniqueOrThrow({ where: { id } })
    expect((await forecastPublication(actor, { id, story: null }, now)).ok).toBe(true)
    expect(await db.article.findUniqueOrThrow({ where: { id } })).toEqual(before)
  }
  expect(await db.publishedArticle.count()).toBe(0)
})

it('A forecast says nothing of a closed story that has the address asked for', async () => {
  const [ben, ana] = [(await makeUser({ role: 'editor' })).actor, (await makeUser({ role: 'editor' })).actor]
  const closed = await draftArticle({ headline: 'What nobody may know' })
  await setEmbargo(ben, { id: closed.id, version: 1, until: new Date(now.getTime() + 3_600_000) }, now)
  const { slug } = await db.article.findUniqueOrThrow({ where: { id: closed.id } })
  const own = await draftArticle()
  for (const id of [null, own.id]) {
    const forecast = await forecastPublication(ana, { id, story: { ...storyInput({ headline: 'Another' }), slug } }, now)
    expect(JSON.stringify(forecast)).not.toContain('What nobody may know')
    expect(forecast.ok).toBe(true)
  }
})
