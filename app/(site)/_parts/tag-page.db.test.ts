import { renderToStaticMarkup } from 'react-dom/server'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { seedReference } from '@/modules/tags/commands/seed-reference'
import { draftArticle, liveArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
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

describe('The page of a storyline’s tag', () => {
  it('says what is newest, then tells the story from the beginning; and is missing while only drafts carry it', async () => {
    const line = await makeTag({ label: 'The case', type: 'storyline' })
    await draftArticle({ headline: 'Canary', tags: [line.slug] })
    expect(await leadsTo(line.slug)).toBe('nowhere')
    filed.length = 0
    for (const day of [2, 1, 3])
      await liveArticle({ headline: `Part ${day}`, tags: [line.slug], publishedAt: new Date(Date.UTC(2026, 8, day, 12)) })
    const words = renderToStaticMarkup(await TagPage({ slug: line.slug, page: 1 })).replace(/<[^>]+>/g, ' ')
    expect(words).toMatch(/Latest on this:\s+Part 3.*from the beginning.*Part 1.*Part 2.*Part 3/s)
    expect(words).not.toContain('Canary')
    expect(filed).toContain('list:the-case')
  })
})

describe('A tag that is no more', () => {
  it('leads on to what took its place, and from there back; an old address leads straight to the tag', async () => {
    const [old, next] = [await makeTag({ label: 'Old board' }), await makeTag({ label: 'New board' })]
    const story = await liveArticle({ headline: 'The first of them', tags: [old.slug] })
    await liveArticle({ tags: [next.slug] })
    await db.tag.update({
      where: { id: old.id },
      data: { intro: 'What it was.', endsOn: new Date('2027-03-31'), retiredAt: new Date(), pinnedId: story.id },
    })
    await db.tagSuccessor.create({ data: { tagId: old.id, successorId: next.id } })
    await db.tagRedirect.create({ data: { oldSlug: 'oldest-board', tagId: old.id } })
    await db.$executeRaw`select publish_vocabulary(${[old.id, next.id]}::int[])::text`
    const words = async (slug: string) => renderToStaticMarkup(await TagPage({ slug, page: 1 })).replace(/<[^>]+>/g, ' ')
    filed.length = 0
    expect(await words(old.slug)).toMatch(
      /What it was\..*Until 31 March 2027\..*Followed by:\s+New board.*Newer stories do not carry.*Begin here.*The first of them/s,
    )
    expect(filed).toEqual(expect.arrayContaining(['list:old-board', 'list:new-board', 'list:tags']))
    expect(await words(next.slug)).toMatch(/Before it:\s+Old board/)
    filed.length = 0
    expect(await leadsTo('oldest-board')).toMatch(/^NEXT_REDIRECT;.*;\/tags\/old-board;308/)
    expect(filed).toEqual(['list:oldest-board', 'list:old-board'])
  })
})
