import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { withdrawArticle } from '@/modules/articles/commands/withdraw-article'
import { liveArticle, type MadeArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { concernedStories } from './commands/find-asked'
import { workIn } from './commands/work-in'

const actor = systemActor('Test', 'a test')
const now = new Date('2026-11-20T10:00:00Z')
beforeEach(emptyDatabase)

/** As the worker asks: slice after slice of three, each from stretches of so many numbers. */
async function allConcerned(articleIds: string[], stretch: number): Promise<number[]> {
  const numbers: number[] = []
  for (;;) {
    const slice = await concernedStories(db, articleIds, { after: numbers.at(-1) ?? 0, limit: 3, day: '2026-11-20', stretch })
    numbers.push(...slice)
    if (slice.length < 3) return numbers
  }
}

describe('The stories that events concern', () => {
  it('are the same, each once and in order, however few numbers are looked through at a time', async () => {
    const [tag, other] = [await makeTag(), await makeTag()]
    const made: MadeArticle[] = []
    for (let n = 0; n < 14; n += 1) made.push(await liveArticle({ tags: [n % 3 === 0 ? other.slug : tag.slug], now }))
    const [first, last] = [made[0], made[13]]
    if (!first || !last) throw new Error('no story')
    const holder = await liveArticle({ pins: [{ headline: first.headline, targetId: first.id }], now })
    while ((await workIn(now)).state !== 'idle');
    await withdrawArticle(actor, { id: last.id, version: last.version, reason: 'A test' }, now)
    const concerned = await allConcerned([first.id, last.id], 4_000)
    expect(concerned).toEqual([...new Set(concerned)].sort((a, b) => a - b))
    // Itself and those of its tag; who pinned it; the withdrawn story itself and those that listed it.
    expect(concerned).toEqual(expect.arrayContaining([first.number, made[3]?.number, holder.number, last.number]))
    for (const stretch of [1, 2, 5]) expect(await allConcerned([first.id, last.id], stretch)).toEqual(concerned)
  })
})
