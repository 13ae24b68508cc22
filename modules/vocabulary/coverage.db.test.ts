import { beforeEach, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { seedReference } from '@/modules/tags/commands/seed-reference'
import { draftArticle, liveArticle } from '@/prisma/factories/article'
import { makeUser } from '@/prisma/factories/user'
import { readCoverage } from './queries/coverage'

const clock = systemActor('Clock', 'a test')
beforeEach(async () => {
  await emptyDatabase()
  await seedReference(clock, new Date('2026-11-20T10:00:00Z'))
})

it('An area’s gap closes with a live story of its own area and outcome, published on the day of the record or later', async () => {
  const record = await db.inspection.findFirstOrThrow({
    where: { kind: 'full', outcome: 2, reportPublished: { not: null } },
    orderBy: { reportPublished: 'desc' },
  })
  const { areaSlug, reportPublished } = record
  const state = async () => (await readCoverage(clock)).areas.find((area) => area.slug === areaSlug)
  const tags = [`area-${areaSlug}`, 'outcome-inconsistent']
  expect(await state()).toMatchObject({ state: 'none', stories: 0 })
  await draftArticle({ tags })
  await liveArticle({ tags: ['outcome-inconsistent'] })
  expect(await state()).toMatchObject({ state: 'none' })
  await liveArticle({ tags, publishedAt: new Date((reportPublished?.getTime() ?? 0) - 3 * 86_400_000) })
  expect(await state()).toMatchObject({ state: 'behind', stories: 1 })
  await liveArticle({ tags })
  expect(await state()).toMatchObject({ state: 'told', stories: 2 })
})

it('A theme has a gap until a live story carries it, itself or through a narrower one; drafts that one may open are counted', async () => {
  const gap = async (slug: string) => (await readCoverage(clock)).themes.find((theme) => theme.slug === slug)
  expect(await gap('ehc-plans')).toMatchObject({ drafts: 0 })
  await draftArticle({ tags: ['ehc-plans'] })
  expect(await gap('ehc-plans')).toMatchObject({ drafts: 1 })
  const closed = await draftArticle({ tags: ['ehc-plans'] })
  await db.article.update({ where: { id: closed.id }, data: { sensitive: true } })
  const { actor } = await makeUser()
  expect((await readCoverage(actor)).themes.find((theme) => theme.slug === 'ehc-plans')).toMatchObject({ drafts: 1 })
  expect(await gap('ehc-plans')).toMatchObject({ drafts: 2 })
  await liveArticle({ tags: ['ehc-plans'] })
  expect(await gap('ehc-plans')).toBeUndefined()
})
