import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { Conflict } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import type { Person } from '@/modules/access/actor'
import { switchRelating } from '@/modules/tags/commands/switch-relating'
import { draftArticle, liveArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import type { HealthSection } from './health'
import { readVocabularyHealth } from './queries/health'

const now = new Date('2026-11-20T10:00:00Z')
let editor: Person

beforeEach(async () => {
  await emptyDatabase()
  editor = (await makeUser({ role: 'editor' })).actor
})

const part = async (section: HealthSection, actor = editor) => {
  const { parts } = await readVocabularyHealth(actor, section, now)
  return parts[0]?.rows ?? []
}
const labels = async (section: HealthSection) => (await part(section)).map((row) => row.tag?.label)

describe('The health of the vocabulary', () => {
  it('counts drafts and withdrawn stories too: a tag of a draft is not unused', async () => {
    const [unused, drafted, live] = [
      await makeTag({ label: 'Nobody' }),
      await makeTag({ label: 'Drafted' }),
      await makeTag({ label: 'Live' }),
    ]
    await draftArticle({ tags: [drafted.slug] })
    await liveArticle({ tags: [live.slug] })
    await liveArticle({ tags: [live.slug] })
    expect(await labels('unused')).toEqual([unused.label])
    expect(await labels('once')).toEqual([drafted.label])
  })

  it('leaves out what was merged, what is retired, what an area offers and what others are narrower than', async () => {
    const board = await makeTag({ label: 'Board', type: 'organisation' })
    const area = await makeTag({ label: 'Kent', type: 'area' })
    await db.tagCompanion.create({ data: { tagId: area.id, offeredId: board.id, kind: 'board' } })
    const broader = await makeTag({ label: 'Broader' })
    await makeTag({ label: 'Narrower', broaderId: broader.id })
    await db.tag.update({ where: { id: (await makeTag({ label: 'Retired' })).id }, data: { retiredAt: now } })
    await db.tag.update({ where: { id: (await makeTag({ label: 'Merged' })).id }, data: { mergedIntoId: broader.id } })
    expect(await labels('unused')).toEqual(['Narrower'])
  })

  it('names the one story of a tag, and no closed one', async () => {
    const [one, two] = [await makeTag({ label: 'One' }), await makeTag({ label: 'Two' })]
    await draftArticle({ headline: 'Open story', tags: [one.slug] })
    const closed = await draftArticle({ headline: 'Canary', tags: [two.slug] })
    await db.article.update({ where: { id: closed.id }, data: { sensitive: true } })
    const rows = await part('once')
    expect(rows.map((row) => [row.tag?.label, row.story?.headline ?? null])).toEqual([
      ['One', 'Open story'],
      ['Two', null],
    ])
    expect(JSON.stringify(rows)).not.toContain('Canary')
  })

  it('finds live stories with too few tags, or with none that sets them apart', async () => {
    const [theme, outcome, common] = [await makeTag(), await makeTag({ type: 'outcome' }), await makeTag({ doNotRelate: true })]
    const good = await liveArticle({ headline: 'Good', tags: [theme.slug, outcome.slug] })
    const thin = await liveArticle({ headline: 'Only broad', tags: [outcome.slug, common.slug] })
    const single = await liveArticle({ headline: 'One tag', tags: [theme.slug] })
    await draftArticle({ headline: 'Draft', tags: [] })
    const rows = await part('thin')
    expect(rows.map((row) => row.story?.headline)).toEqual([single.headline, thin.headline])
    expect(rows.map((row) => row.story?.headline)).not.toContain(good.headline)
    expect(rows[0]?.fix).toMatchObject({ kind: 'open', label: 'Tag it' })
  })

  it('leads from a retired tag to its newest stories with what takes its place', async () => {
    const [old, next] = [await makeTag({ label: 'Old' }), await makeTag({ label: 'Next' })]
    const recent = await liveArticle({ tags: [old.slug], publishedAt: new Date('2026-10-01T12:00:00Z') })
    await liveArticle({ tags: [old.slug], publishedAt: new Date('2020-10-01T12:00:00Z') })
    expect(await part('retired')).toEqual([])
    await db.tag.update({ where: { id: old.id }, data: { retiredAt: now } })
    await db.tagSuccessor.create({ data: { tagId: old.id, successorId: next.id } })
    const [row] = await part('retired')
    expect(row?.stories).toBe(1)
    expect(row?.fix).toMatchObject({ kind: 'open', href: `/admin/tags/bulk?stories=${recent.id}&add=${next.slug}&remove=${old.slug}` })
  })

  it('prefills the merge of two spellings with the one that has more stories', async () => {
    const [many, few] = [await makeTag({ label: 'EHC plans' }), await makeTag({ label: 'EHC plan' })]
    await liveArticle({ tags: [many.slug] })
    const [row] = await part('duplicates')
    expect(row?.fix).toEqual({ kind: 'open', href: `/admin/tags/${few.slug}/merge?into=${many.slug}`, label: 'Merge' })
  })
})

describe('Switching off that stories relate on a tag', () => {
  it('empties the related lists that rested on it, and back', async () => {
    const tag = await makeTag()
    const [one] = [await liveArticle({ tags: [tag.slug] }), await liveArticle({ tags: [tag.slug] })]
    const relTags = async () =>
      (await db.publishedArticle.findUniqueOrThrow({ where: { number: one?.number ?? 0 }, select: { relTags: true } })).relTags
    expect(await relTags()).toEqual([tag.id])
    const off = await switchRelating(editor, { id: tag.id, version: 1, doNotRelate: true }, now)
    expect(off).toMatchObject({ ok: true, value: { version: 2, doNotRelate: true } })
    expect(await relTags()).toEqual([])
    await expect(switchRelating(editor, { id: tag.id, version: 1, doNotRelate: false }, now)).rejects.toBeInstanceOf(Conflict)
    await switchRelating(editor, { id: tag.id, version: 2, doNotRelate: false }, now)
    expect(await relTags()).toEqual([tag.id])
  })
})
