import { beforeEach, describe, expect, it, vi } from 'vitest'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { seedReference } from '@/modules/tags/commands/seed-reference'
import { liveArticle } from '@/prisma/factories/article'
import { TagPage } from './tag-page'

// Next's cache is there only while Next renders; what a page is filed under is noted instead.
const filed: string[] = []
vi.mock('@/lib/page-tags', () => ({
  pageMark: { missing: 'missing', unavailable: 'unavailable' },
  tagPage: async (tags: string[]) => void filed.push(...tags),
}))

beforeEach(async () => {
  filed.length = 0
  await emptyDatabase()
  await seedReference(systemActor('Clock', 'a test'), new Date('2026-11-20T10:00:00Z'))
})

/** Where the page of a tag sends its reader; "here" when it shows something itself. */
async function leadsTo(slug: string, page: number | null = 1): Promise<string> {
  try {
    await TagPage({ slug, page })
    return filed.includes('missing') ? 'nowhere' : 'here'
  } catch (error) {
    return String((error as { digest?: unknown }).digest)
  }
}

describe('The page of an area’s tag', () => {
  it('leads to the area, whether a live story carries the tag or not', async () => {
    expect(await leadsTo('area-kent')).toMatch(/^NEXT_REDIRECT;.*;\/areas\/kent;308/)
    expect(filed).toEqual(['list:area-kent'])
    await liveArticle({ tags: ['area-kent'] })
    expect(await leadsTo('area-kent')).toMatch(/^NEXT_REDIRECT;.*;\/areas\/kent;308/)
  })

  it('is missing for an area there is not, and for any other tag that no live story carries', async () => {
    expect(await leadsTo('area-atlantis')).toBe('nowhere')
    expect(filed).toContain('list:area-atlantis')
    expect(await leadsTo('ehc-plans')).toBe('nowhere')
    expect(await leadsTo('kent')).toBe('nowhere')
  })
})
