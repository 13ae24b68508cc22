import { renderToStaticMarkup } from 'react-dom/server'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { combinationFeed, sitemapCombinations } from '@/modules/feeds/published'
import { articlesResource } from '@/modules/open-data/published'
import { seedReference } from '@/modules/tags/commands/seed-reference'
import { findPublishedTag, tagsBeside } from '@/modules/tags/published'
import { draftArticle, liveArticle, withdrawnArticle } from '@/prisma/factories/article'
import { AreaPage } from './area-page'
import { CombinationPage, combinationMetadata } from './combination-page'

// Next's cache is there only while Next renders; what a page is filed under is noted instead.
const filed: string[] = []
vi.mock('@/lib/page-tags', () => ({
  pageMark: { missing: 'missing', unavailable: 'unavailable' },
  tagPage: async (tags: string[]) => void filed.push(...tags),
}))

const now = new Date('2026-11-20T10:00:00Z')
const [KENT, PLANS] = ['area-kent', 'ehc-plans']

beforeEach(async () => {
  filed.length = 0
  await emptyDatabase()
  await seedReference(systemActor('Clock', 'a test'), now)
})

/** The words of the page; "nowhere" where there is none, the address where it leads elsewhere. */
async function shown(slug: string, other: string, page: number | null = 1): Promise<string> {
  filed.length = 0
  try {
    const words = renderToStaticMarkup(await CombinationPage({ slug, other, page })).replace(/<[^>]+>/g, ' ')
    return filed.includes('missing') ? 'nowhere' : words.replace(/\s+/g, ' ')
  } catch (error) {
    return String((error as { digest?: unknown }).digest)
  }
}

describe('The page of two tags', () => {
  it('shows the live stories that carry both, newest first, and is filed under both', async () => {
    await liveArticle({ headline: 'Both, older', tags: [KENT, PLANS], publishedAt: new Date('2026-03-01T12:00:00Z') })
    await liveArticle({ headline: 'Both, newer', tags: [KENT, PLANS], publishedAt: new Date('2026-04-01T12:00:00Z') })
    await liveArticle({ headline: 'Only Kent', tags: [KENT] })
    await draftArticle({ headline: 'Canary', tags: [KENT, PLANS] })
    const words = await shown(KENT, PLANS)
    expect(words).toMatch(/2 stories are about both Kent and .*Both, newer.*Both, older/)
    expect(words).not.toMatch(/Only Kent|Canary/)
    expect(filed).toEqual(expect.arrayContaining([`list:${KENT}`, `list:${PLANS}`]))
    expect(await shown(PLANS, KENT)).toMatch(/NEXT_REDIRECT;.*;\/tags\/area-kent\/with\/ehc-plans;308/)
  })

  it('also counts a story that has one of them through a narrower one', async () => {
    await liveArticle({ headline: 'In the region', tags: [KENT, PLANS] })
    expect(await shown('ehc-plans', 'region-south-east')).toContain('In the region')
    expect(await shown(KENT, 'region-south-east')).toMatch(/;\/areas\/kent;308/)
  })

  it('is missing while no live story carries both, and filed so that the first one brings it', async () => {
    await liveArticle({ tags: [KENT] })
    await liveArticle({ tags: [PLANS] })
    await withdrawnArticle({ tags: [KENT, PLANS] })
    expect(await shown(KENT, PLANS)).toBe('nowhere')
    expect(filed).toEqual(expect.arrayContaining([`list:${KENT}`, `list:${PLANS}`]))
    expect(await shown(KENT, 'no-such-tag')).toBe('nowhere')
    expect(await shown(KENT, '../x')).toBe('nowhere')
    expect(await shown(KENT, PLANS, null)).toBe('nowhere')
  })

  it('has further pages only as far as there are stories', async () => {
    for (let n = 0; n < 21; n += 1) await liveArticle({ headline: `Story ${n + 1} of Kent`, tags: [KENT, PLANS] })
    expect(await shown(KENT, PLANS, 2)).toMatch(/page 2 .*Newer stories/)
    expect(await shown(KENT, PLANS, 3)).toBe('nowhere')
  })

  it('of a single story is not for search engines, and of three stands in the sitemap', async () => {
    const robots = async () => (await combinationMetadata({ slug: KENT, other: PLANS, page: 1 })).robots
    await liveArticle({ tags: [KENT, PLANS] })
    expect(await robots()).toMatchObject({ index: false })
    await liveArticle({ tags: [KENT, PLANS] })
    expect(await robots()).toBeUndefined()
    expect(await sitemapCombinations()).toEqual([])
    await liveArticle({ tags: [KENT, PLANS] })
    expect(await sitemapCombinations()).toEqual(['/tags/area-kent/with/ehc-plans'])
  })
})

describe('The former address of a tag', () => {
  it('leads on from a page of two tags, filed under where it leads', async () => {
    await liveArticle({ tags: [KENT, PLANS] })
    await db.$executeRaw`insert into published_tag_redirect (old_slug, slug) values ('ehcps', 'ehc-plans')`
    expect(await shown(KENT, 'ehcps')).toMatch(/;\/tags\/area-kent\/with\/ehc-plans;308/)
    expect(filed).toEqual(expect.arrayContaining(['list:ehcps', `list:${PLANS}`, `list:${KENT}`]))
    await db.$executeRaw`delete from published_tag_redirect`
  })
})

describe('A pair of tags', () => {
  it('has a feed, without what is legally sensitive; another order leads to it', async () => {
    const shownOne = await liveArticle({ tags: [KENT, PLANS] })
    const hidden = await liveArticle({ tags: [KENT, PLANS] })
    await db.publishedArticle.update({ where: { number: hidden.number }, data: { legallySensitive: true } })
    const found = await combinationFeed(KENT, PLANS, now)
    const entries = found && 'feed' in found ? found.feed.entries.map((entry) => entry.url) : []
    expect(entries).toEqual([expect.stringContaining(shownOne.slug)])
    expect(await combinationFeed(PLANS, KENT, now)).toEqual({ moved: '/feeds/tags/area-kent/with/ehc-plans' })
    expect(await combinationFeed(KENT, 'waiting-times', now)).toBeNull()
  })

  it('can be asked for in the open data', async () => {
    const both = await liveArticle({ tags: [KENT, PLANS] })
    await liveArticle({ tags: [KENT] })
    const page = await articlesResource({ page: 1, page_size: 20, tag: PLANS, with: KENT })
    expect([page.total, page.items.map((item) => item.slug)]).toEqual([1, [both.slug]])
  })

  it('is linked from the page of each where two stories carry both, with their number', async () => {
    await liveArticle({ tags: [KENT, PLANS] })
    const kent = async () => {
      const tag = await findPublishedTag(KENT)
      return tag ? tagsBeside(tag) : []
    }
    expect(await kent()).toEqual([])
    await liveArticle({ tags: [KENT, PLANS] })
    expect(await kent()).toMatchObject([{ slug: PLANS, type: 'theme', stories: 2 }])
    filed.length = 0
    expect(renderToStaticMarkup(await AreaPage({ slug: 'kent', page: 1 }))).toContain('href="/tags/area-kent/with/ehc-plans"')
    expect(filed).toContain(`list:${PLANS}`)
  })
})
