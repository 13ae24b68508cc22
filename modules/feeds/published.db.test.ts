import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { withdrawArticle } from '@/modules/articles/commands/withdraw-article'
import { findPublishedStory } from '@/modules/articles/published'
import { relatedNews } from '@/modules/related/published'
import { liveArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { newsFeed, tagFeed } from './published'

const clock = systemActor('Clock', 'a test')
const now = new Date('2026-11-20T10:00:00Z')

beforeEach(emptyDatabase)

/** Connections that readers' pages hold now. */
async function readersConnections(): Promise<number> {
  const user = new URL(process.env.READER_DATABASE_URL ?? '').username
  const rows = await db.$queryRaw<{ held: number }[]>`
    select count(*)::int as held from pg_stat_activity where datname = current_database() and usename = ${user}`
  return rows[0]?.held ?? 0
}

describe('A feed', () => {
  it('read by many at once leaves most connections to the pages', async () => {
    const { slug } = await makeTag()
    for (let n = 0; n < 4; n += 1) await liveArticle({ now, tags: [slug] })
    const feeds = await Promise.all(Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? newsFeed(now) : tagFeed(slug, now))))
    expect(feeds.every((feed) => feed?.entries.length === 4)).toBe(true)
    expect(await readersConnections()).toBeLessThanOrEqual(4)
  })

  it('shows under each story the list of its page, and nothing of a story just withdrawn', async () => {
    const { slug } = await makeTag()
    const one = await liveArticle({ now, headline: 'Kent waits for its plan', tags: [slug] })
    const other = await liveArticle({ now, headline: 'Leeds publishes figures', tags: [slug] })
    const before = (await newsFeed(now)).entries.find((entry) => entry.url.endsWith(one.slug))
    const found = await findPublishedStory(one.slug)
    const page = found.state === 'live' ? await relatedNews(found.story, now) : []
    expect(page.map((link) => (link.kind === 'story' ? link.slug : link.url))).toEqual([other.slug])
    expect(before?.html).toContain(`/news/${other.slug}`)
    await withdrawArticle(clock, { id: other.id, version: other.version, reason: 'A mistake' }, now)
    const after = await newsFeed(now)
    expect(after.entries.map((entry) => entry.url.endsWith(one.slug))).toEqual([true])
    expect(JSON.stringify(after)).not.toContain(other.slug)
  })
})
