import { renderToStaticMarkup } from 'react-dom/server'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { editTag } from '@/modules/tags/commands/edit-tag'
import { seedReference } from '@/modules/tags/commands/seed-reference'
import { liveArticle } from '@/prisma/factories/article'
import { makeUser } from '@/prisma/factories/user'
import { AreaPage } from './area-page'

const now = new Date('2026-11-20T10:00:00Z')
// Next's cache is there only while Next renders; what a page is filed under is noted instead.
const filed: string[] = []
vi.mock('@/lib/page-tags', () => ({
  pageMark: { missing: 'missing', unavailable: 'unavailable' },
  tagPage: async (tags: string[]) => void filed.push(...tags),
}))

beforeEach(async () => {
  filed.length = 0
  await emptyDatabase()
  await seedReference(systemActor('Clock', 'a test'), now)
})

const words = async (slug: string, page = 1) => renderToStaticMarkup(await AreaPage({ slug, page })).replace(/<[^>]+>/g, ' ')

describe('The page of an area', () => {
  it('that is no more leads on to what took its place, and from there back', async () => {
    const story = await liveArticle({ headline: 'The first of them', tags: ['area-somerset'] })
    await liveArticle({ tags: ['area-devon'] })
    const idOf = async (slug: string) => (await db.tag.findUniqueOrThrow({ where: { slug }, select: { id: true } })).id
    const [old, next] = [await idOf('area-somerset'), await idOf('area-devon')]
    await db.tag.update({ where: { id: old }, data: { intro: 'What it was.', endsOn: new Date('2027-03-31'), pinnedId: story.id } })
    await db.tagSuccessor.create({ data: { tagId: old, successorId: next } })
    await db.$executeRaw`select publish_vocabulary(${[old, next]}::int[])::text`
    filed.length = 0
    expect(await words('somerset')).toMatch(/What it was\..*Until 31 March 2027\..*Followed by:\s+Devon.*Begin here.*The first of them/s)
    expect(filed).toEqual(expect.arrayContaining(['list:area-somerset', 'list:area-devon', 'list:tags']))
    expect(await words('devon')).toMatch(/Before it:\s+Somerset/)
  })

  it('that is no more leads on before its first story too, and what took its place back, though that has none either', async () => {
    await db.$executeRaw`delete from page_cache.tag`
    const { actor } = await makeUser({ role: 'editor' })
    const { id, version, label } = await db.tag.findUniqueOrThrow({ where: { slug: 'area-somerset' } })
    const edit = {
      id,
      version,
      label,
      type: 'area' as const,
      aliases: [],
      description: '',
      broaderSlug: 'region-south-west',
      doNotRelate: false,
    }
    expect(await editTag(actor, { ...edit, endsOn: '2027-03-31', successorSlugs: ['area-devon'] }, now)).toMatchObject({ ok: true })
    expect(await words('somerset')).toMatch(
      /Until 31 March 2027\..*Followed by:\s+Devon.*We have not published a story about Somerset yet/s,
    )
    expect(filed).toEqual(expect.arrayContaining(['list:area-somerset', 'list:area-devon', 'list:tags']))
    expect(await words('devon')).toMatch(/Before it:\s+Somerset/)
    // Pages that were stored before are not shown again.
    const tags = await db.$queryRaw<{ name: string }[]>`select tag as name from page_cache.tag`
    expect(tags.map(({ name }) => name)).toEqual(expect.arrayContaining(['list:area-somerset', 'list:area-devon']))
  })

  it('says nothing of the kind where nothing was entered', async () => {
    await liveArticle({ tags: ['area-kent'] })
    expect(await words('kent')).not.toMatch(/Followed by|Before it|Begin here|Until|Since/)
  })
})
