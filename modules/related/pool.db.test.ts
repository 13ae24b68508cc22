import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { publishedDb } from '@/lib/published-db'
import { emptyDatabase } from '@/lib/testing/database'
import { liveArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { readPool } from './pool'

const now = new Date('2026-11-20T10:00:00Z')
beforeEach(emptyDatabase)

/** Numbers of `count` live stories that all share one theme, newest first, and the pool of the newest of them. */
async function sharing(count: number) {
  const theme = await makeTag({ type: 'theme', label: 'Waiting times' })
  for (let day = 1; day <= count; day += 1)
    await liveArticle({ tags: [theme.slug], publishedAt: new Date(now.getTime() - day * 86_400_000), now })
  const stories = await db.publishedArticle.findMany({ orderBy: { firstPublishedAt: 'desc' }, select: { number: true, relTags: true } })
  const [first, ...others] = stories
  if (!first) throw new Error('no story is live')
  const pool = async ({ pins = [], excluded = [], size = 40 }: { pins?: number[]; excluded?: number[]; size?: number } = {}) => {
    const rows = await publishedDb.$queryRaw<{ pool: unknown }[]>`
      select related_pool(${first.relTags}::int[], '{}'::int[], ${first.number}::int, ${pins}::int[], ${excluded}::int[], ${now}::timestamptz, ${size}::int) as pool`
    return readPool(rows[0]?.pool, { own: first.relTags, inherited: [] }).candidates.map(({ number, pin }) => ({ number, pin }))
  }
  return { others: others.map((one) => one.number), pool }
}

describe('The pool of candidates', () => {
  it('leaves out what is excluded, which takes nobody’s place', async () => {
    const { others, pool } = await sharing(22)
    const [excluded, left] = [others.slice(0, 18), others.slice(18)]
    expect((await pool({ excluded })).map((one) => one.number)).toEqual(left)
    expect(await pool({ excluded: others })).toEqual([])
  }, 60_000)

  it('does not bring an excluded story along as a pin', async () => {
    const { others, pool } = await sharing(4)
    expect(await pool({ pins: others.slice(0, 2), excluded: others.slice(0, 1) })).toEqual([
      { number: others[1], pin: 2 },
      { number: others[2], pin: null },
    ])
  })

  it('begins with the pins in their order, beyond the number asked for', async () => {
    const { others, pool } = await sharing(5)
    expect(await pool({ pins: [others[3] ?? 0, others[1] ?? 0], size: 1 })).toEqual([
      { number: others[3], pin: 1 },
      { number: others[1], pin: 2 },
      { number: others[0], pin: null },
    ])
  })
})
