import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { exactTop, naiveTop } from '@/bench/related/exact'
import { db } from '@/lib/db'
import { publishedDb } from '@/lib/published-db'
import { emptyDatabase } from '@/lib/testing/database'
import { rounds } from '@/lib/testing/rounds'
import { systemActor } from '@/modules/access/actor'
import { STORY_FORMS } from '@/modules/articles/form'
import { seedReference } from '@/modules/tags/commands/seed-reference'
import type { TagType } from '@/modules/tags/tag-types'
import { liveArticle } from '@/prisma/factories/article'
import { type MadeTag, makeTag } from '@/prisma/factories/tag'
import { loadSyntheticNewsroom } from '@/prisma/synthetic/load'
import { recountPoints } from './commands'
import { readPool } from './pool'
import type { RelatedSource } from './published'

const actor = systemActor('Test', 'a test')
const now = new Date('2026-11-20T10:00:00Z')
beforeEach(emptyDatabase)

const live = (): Promise<RelatedSource[]> =>
  db.publishedArticle.findMany({ select: { number: true, headline: true, relTags: true, relInherited: true }, orderBy: { number: 'asc' } })

async function poolTop(story: RelatedSource, limit: number) {
  const rows = await publishedDb.$queryRaw<{ pool: unknown }[]>`
    select related_pool(${[...story.relTags]}::int[], ${[...story.relInherited]}::int[], ${story.number}::int, '{}'::int[], '{}'::int[], ${now}::timestamptz, 40) as pool`
  return readPool(rows[0]?.pool, { own: story.relTags, inherited: story.relInherited })
    .candidates.slice(0, limit)
    .map(({ number, score }) => ({ number, score }))
}

const types: TagType[] = ['area', 'organisation', 'theme', 'theme', 'outcome', 'stage', 'region', 'storyline']
/** So many of these that some stories are about them in passing. */
const many: TagType[] = ['area', 'area', 'area', 'area', 'theme', 'theme', 'theme', 'theme', 'theme', 'person']

describe('The postings beside exact scoring', () => {
  it('in small newsrooms of any make the pool is the exact answer, scores and order included', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(
          fc.record({
            tags: fc.uniqueArray(fc.nat(9), { maxLength: 9 }),
            daysAgo: fc.nat(900),
            evergreen: fc.boolean(),
            form: fc.constantFrom(...STORY_FORMS),
          }),
          {
            minLength: 2,
            maxLength: 14,
          },
        ),
        async (ofMany, stories) => {
          await emptyDatabase()
          const tags: MadeTag[] = []
          for (const type of ofMany ? many : types)
            tags.push(
              await makeTag({ type, label: `${type} ${tags.length}`, broaderId: tags.length % 3 === 2 ? (tags[0]?.id ?? null) : null }),
            )
          for (const story of stories) {
            const slugs = story.tags.flatMap((at) => tags[at]?.slug ?? [])
            const publishedAt = new Date(now.getTime() - story.daysAgo * 86_400_000 - 1_000)
            await liveArticle({ tags: slugs, evergreen: story.evergreen, form: story.form, publishedAt, now })
          }
          await recountPoints(actor, now)
          for (const story of await live()) expect(await poolTop(story, 40)).toEqual(await exactTop(story, now, 40))
        },
      ),
      { numRuns: rounds(4, 12), seed: 20_261_121 },
    )
  }, 120_000)

  it('in a newsroom of 3,000 the five best of the pool are the exact five in 99 of 100 places', async () => {
    await seedReference(actor, now)
    await loadSyntheticNewsroom(actor, { stories: 3_000, seed: 5 }, now)
    const stories = (await live()).filter((_, at) => at % rounds(50, 25) === 0)
    let [wanted, found, naive] = [0, 0, 0]
    for (const story of stories) {
      const exact = await exactTop(story, now, 5)
      const [pool, counted] = [await poolTop(story, 5), await naiveTop(story, 5)]
      wanted += exact.length
      found += exact.filter((one) => pool.some((other) => other.number === one.number)).length
      naive += exact.filter((one) => counted.some((other) => other.number === one.number)).length
      for (const one of pool) expect(exact.find((other) => other.number === one.number)?.score ?? one.score).toBe(one.score)
    }
    expect(wanted).toBeGreaterThan(rounds(200, 400))
    expect(found / wanted).toBeGreaterThanOrEqual(0.99)
    expect(naive / wanted).toBeLessThan(found / wanted)
  }, 120_000)
})
