import { beforeEach, describe, expect, it } from 'vitest'
import { exactTop } from '@/bench/related/exact'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import type { TagType } from '@/modules/tags/tag-types'
import { liveArticle } from '@/prisma/factories/article'
import { type MadeTag, makeTag } from '@/prisma/factories/tag'
import { relatedNews } from './published'

const now = new Date('2026-11-20T10:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000 - 1_000)
beforeEach(emptyDatabase)

async function tagsOf(type: TagType, count: number): Promise<MadeTag[]> {
  const tags: MadeTag[] = []
  for (let at = 1; at <= count; at += 1) tags.push(await makeTag({ type, label: `${type} number ${at}` }))
  return tags
}
const slugsOf = (tags: readonly MadeTag[]): string[] => tags.map((tag) => tag.slug)
const told = async (number: number) => (await relatedNews({ number }, now)).flatMap((link) => (link.kind === 'story' ? link : []))
const setsOf = (number: number) =>
  db.publishedArticle.findUniqueOrThrow({ where: { number }, select: { number: true, headline: true, relTags: true, relInherited: true } })

describe('What a story is about in passing', () => {
  it('keeps no real match out: newer round-ups of its area, more than are read, leave the one older story about it first', async () => {
    const areas = await tagsOf('area', 5)
    const [area] = slugsOf(areas)
    const match = await liveArticle({ tags: [area ?? ''], publishedAt: daysAgo(400), now })
    for (let day = 2; day < 26; day += 1) await liveArticle({ tags: slugsOf(areas), publishedAt: daysAgo(day), now })
    const story = await liveArticle({ tags: [area ?? ''], publishedAt: daysAgo(1), now })
    const list = await told(story.number)
    expect(list[0]?.number).toBe(match.number)
    // Exact scoring says the same of the rest.
    const exact = await exactTop(await setsOf(story.number), now, 1)
    expect(exact).toEqual([{ number: match.number, score: list[0]?.score }])
  }, 60_000)

  it('nor do newer stories about very many themes', async () => {
    const themes = await tagsOf('theme', 6)
    const [theme] = slugsOf(themes)
    for (let at = 0; at < 3; at += 1) await liveArticle({ tags: [theme ?? ''], evergreen: true, publishedAt: daysAgo(900 + at), now })
    const match = await liveArticle({ tags: [theme ?? ''], publishedAt: daysAgo(500), now })
    for (let day = 2; day < 26; day += 1) await liveArticle({ tags: slugsOf(themes), publishedAt: daysAgo(day), now })
    const story = await liveArticle({ tags: [theme ?? ''], publishedAt: daysAgo(1), now })
    expect((await told(story.number)).map((link) => link.number)).toContain(match.number)
  }, 60_000)

  it('counts a fifth of an area in a story about more than three, on either side, and still relates', async () => {
    const areas = await tagsOf('area', 4)
    const [area] = areas
    const one = await liveArticle({ tags: slugsOf(areas.slice(0, 1)), now })
    const three = await liveArticle({ tags: slugsOf(areas.slice(0, 3)), now })
    const four = await liveArticle({ tags: slugsOf(areas), now })
    const tag = await db.tag.findUniqueOrThrow({ where: { id: area?.id ?? 0 }, select: { points: true, inheritedPoints: true } })
    expect(tag.inheritedPoints).toBe(Math.round((tag.points ?? 0) / 5))
    const points = async (from: number, to: number) => (await told(from)).find((link) => link.number === to)?.points
    expect(await points(one.number, three.number)).toBe(tag.points)
    expect(await points(one.number, four.number)).toBe(tag.inheritedPoints)
    expect(await points(four.number, one.number)).toBe(tag.inheritedPoints)
    const [link] = (await told(one.number)).filter(({ number }) => number === four.number)
    expect(link?.reason).toBe(`Both about ${area?.label}`)
    expect(link?.areas).toHaveLength(4)
  })

  it('names first what both are about as a whole', async () => {
    const areas = await tagsOf('area', 5)
    const [theme] = await tagsOf('theme', 1)
    const tags = [...slugsOf(areas), theme?.slug ?? '']
    await liveArticle({ tags, now })
    const story = await liveArticle({ tags, now })
    const [link] = await told(story.number)
    expect(link?.reasons.map(({ type }) => type)).toEqual(['theme', 'area', 'area', 'area', 'area', 'area'])
  })
})

describe('A place alone', () => {
  it('is not enough beside links with the same subject; the same outcome there is', async () => {
    const [area, theme, outcome] = [
      await makeTag({ type: 'area', label: 'Vale' }),
      await makeTag({ type: 'theme', label: 'Waiting times' }),
      await makeTag({ type: 'outcome', label: 'Inconsistent' }),
    ]
    const tags = [area.slug, theme.slug, outcome.slug]
    const both = await liveArticle({ tags: tags.slice(0, 2), now })
    const subject = await liveArticle({ tags: [theme.slug], now })
    const place = await liveArticle({ tags: [area.slug], now })
    const event = await liveArticle({ tags: [area.slug, outcome.slug], now })
    const story = await liveArticle({ tags, now })
    const numbers = (await told(story.number)).map((link) => link.number)
    expect(numbers).toEqual([both.number, event.number, subject.number])
    // The story about the place alone lists all the others: it has nothing better.
    expect(await told(place.number)).toHaveLength(3)
  })
})
