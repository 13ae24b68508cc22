import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { liveArticle } from '@/prisma/factories/article'
import { makeUser } from '@/prisma/factories/user'
import { changeSlug } from './change-slug'
import { publishArticle } from './publish-article'
import { saveDraft } from './save-draft'
import { withdrawArticle } from './withdraw-article'

beforeEach(emptyDatabase)

const now = new Date('2026-11-20T10:00:00Z')

/** The page tags that `act` expires, sorted. */
async function expiredBy(act: () => Promise<unknown>): Promise<string[]> {
  await db.$executeRaw`truncate page_cache.tag`
  await act()
  return (await db.$queryRaw<{ tag: string }[]>`select tag from page_cache.tag order by tag collate "C"`).map((row) => row.tag)
}

async function makeTags() {
  const region = await db.tag.create({ data: { slug: 'region-a', label: 'Region A', type: 'region' } })
  const area = await db.tag.create({ data: { slug: 'area-a', label: 'A', type: 'area', broaderId: region.id } })
  const theme = await db.tag.create({ data: { slug: 'plans', label: 'Plans', type: 'theme' } })
  const mute = await db.tag.create({ data: { slug: 'body-a', label: 'Body', type: 'organisation', doNotRelate: true } })
  return { area: area.id, theme: theme.id, mute: mute.id }
}

describe('Cached pages end when what they show changes:', () => {
  it('a publication ends the address, the lists of its tags and of theirs, and every page that may now relate to it', async () => {
    const { area, mute } = await makeTags()
    const tags = await expiredBy(() => liveArticle({ headline: 'A plan', tags: ['area-a', 'body-a'] }))
    expect(tags).toEqual([
      'address:a-plan',
      'list:area-a',
      'list:body-a',
      'list:news',
      'list:region-a',
      'list:tags',
      `relates:${area}`,
      'shows:1',
    ])
    expect(tags).not.toContain(`relates:${mute}`)
  })

  it('a change of tags ends the lists of those of before and of after', async () => {
    const { actor } = await makeUser()
    const { area, theme } = await makeTags()
    const story = await liveArticle({ headline: 'A plan', tags: ['area-a'] })
    const save = () => saveDraft(actor, { id: story.id, version: 2, ...story.input, tagSlugs: ['plans'] }, now)
    expect(await expiredBy(save)).toEqual([])
    expect(await expiredBy(() => publishArticle(actor, { id: story.id, version: 3, change: 'minor' }, now))).toEqual([
      'address:a-plan',
      'list:area-a',
      'list:news',
      'list:plans',
      'list:region-a',
      'list:tags',
      `relates:${area}`,
      `relates:${theme}`,
      'shows:1',
    ])
  })

  it('a withdrawal ends the same as its publication; a new address ends both', async () => {
    const { actor } = await makeUser()
    const { theme } = await makeTags()
    const story = await liveArticle({ headline: 'A plan', tags: ['plans'] })
    const ended = ['list:news', 'list:plans', 'list:tags', `relates:${theme}`, 'shows:1']
    expect(await expiredBy(() => changeSlug(actor, { id: story.id, version: 2, slug: 'b-plan' }, now))).toEqual([
      'address:a-plan',
      'address:b-plan',
      ...ended,
    ])
    expect(await expiredBy(() => withdrawArticle(actor, { id: story.id, version: 3, reason: 'x' }, now))).toEqual([
      'address:a-plan',
      'address:b-plan',
      ...ended,
    ])
  })
})
