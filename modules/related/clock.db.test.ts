import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { liveArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { workIn } from './commands/work-in'
import { relatedNews } from './published'

beforeEach(emptyDatabase)

const noon = new Date('2026-11-20T12:00:00Z')
const daysBefore = (days: number) => new Date(noon.getTime() - days * 86_400_000)
const sourceOf = (number: number) =>
  db.publishedArticle.findUniqueOrThrow({ where: { number }, select: { number: true, headline: true, relTags: true, relInherited: true } })

describe('A clock that goes back', () => {
  it('makes no story younger than new, and keeps the order', async () => {
    const theme = await makeTag({ label: 'Waiting times' })
    const read = await liveArticle({ tags: [theme.slug], now: noon })
    const newer = await liveArticle({ tags: [theme.slug], now: noon })
    const older = await liveArticle({ tags: [theme.slug], publishedAt: daysBefore(30), now: noon })
    const links = await relatedNews(await sourceOf(read.number), daysBefore(10))
    expect(links.map((link) => link.kind === 'story' && link.number)).toEqual([newer.number, older.number])
    // Not a point more than the shared tag is worth.
    expect(links[0]?.score).toBe((links[0]?.points ?? 0) * 1_000)
  })

  it('lets the worker go on, and its record stay what readers see', async () => {
    const theme = await makeTag({ label: 'Waiting times' })
    const one = await liveArticle({ tags: [theme.slug], now: noon })
    const caughtUp = async (at: Date) => {
      for (let rounds = 0; rounds < 50; rounds += 1) if ((await workIn(at)).state === 'idle') return
      throw new Error('the worker never came to an end')
    }
    await caughtUp(noon)
    const other = await liveArticle({ tags: [theme.slug], publishedAt: daysBefore(3), now: daysBefore(2) })
    await caughtUp(daysBefore(2))
    const shown = await db.relatedShown.findMany({ orderBy: { articleNumber: 'asc' }, select: { articleNumber: true, links: true } })
    expect(shown).toEqual([
      { articleNumber: one.number, links: [other.number] },
      { articleNumber: other.number, links: [one.number] },
    ])
  })
})
