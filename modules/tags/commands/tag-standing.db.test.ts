import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { withdrawArticle } from '@/modules/articles/commands/withdraw-article'
import { draftArticle, liveArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { findPublishedTag, tagStanding } from '../published'
import { getTag, listTagsForPicker } from '../queries'
import { findTagStories } from '../queries/find-tag-stories'
import { type EditTagInput, editTagSchema } from '../schema'
import { editTag } from './edit-tag'

const clock = systemActor('Clock', 'a test')
const now = new Date('2026-11-20T10:00:00Z')
beforeEach(emptyDatabase)

async function edit(slug: string, change: Partial<EditTagInput>) {
  const { id, version, label, type, aliases, description, doNotRelate, broader } = await getTag(clock, slug)
  const fields = { id, version, label, type: type as 'theme', aliases, description, doNotRelate, broaderSlug: broader?.slug ?? null }
  return editTag(clock, { ...fields, ...change }, now)
}

describe('A thing that ended', () => {
  it('leads on both ways for readers, and is said to have ended where tags are chosen', async () => {
    const [old, next, unseen] = [
      await makeTag({ type: 'organisation', label: 'Vale board' }),
      await makeTag({ type: 'organisation', label: 'North board' }),
      await makeTag({ type: 'organisation', label: 'South board' }),
    ]
    await liveArticle({ tags: [old.slug], now })
    await liveArticle({ tags: [next.slug], now })
    await edit(old.slug, { startsOn: '2022-07-01', endsOn: '2026-03-31', successorSlugs: [next.slug, unseen.slug] })
    expect(await tagStanding(old.id)).toMatchObject({
      startsOn: new Date('2022-07-01'),
      endsOn: new Date('2026-03-31'),
      // A tag that no live story carries is not public.
      successors: [{ slug: 'north-board', label: 'North board' }],
      predecessors: [],
    })
    expect(await tagStanding(next.id)).toMatchObject({ predecessors: [{ slug: 'vale-board' }], successors: [] })
    const picker = await listTagsForPicker(clock)
    expect(picker.map(({ slug, ended }) => [slug, ended])).toEqual([
      ['north-board', undefined],
      ['south-board', undefined],
      ['vale-board', 'ended 31 March 2026 → North board, South board'],
    ])
    // A form without these fields leaves them.
    await edit(old.slug, { description: 'Another description.' })
    expect(await getTag(clock, old.slug)).toMatchObject({ startsOn: '2022-07-01', endsOn: '2026-03-31', successors: [{}, {}] })
    await edit(old.slug, { endsOn: null, successorSlugs: [] })
    expect(await tagStanding(old.id)).toMatchObject({ endsOn: null, successors: [] })
  })

  it('is refused a last day before the first, and successors that lead back to it', async () => {
    const [one, two, three] = [await makeTag({ label: 'One' }), await makeTag({ label: 'Two' }), await makeTag({ label: 'Three' })]
    expect(await edit(one.slug, { startsOn: '2026-04-01', endsOn: '2026-03-31' })).toMatchObject({ problems: [{ field: 'endsOn' }] })
    expect(await edit(one.slug, { successorSlugs: ['nobody'] })).toMatchObject({ problems: [{ field: 'successorSlugs' }] })
    await edit(one.slug, { successorSlugs: [two.slug] })
    await edit(two.slug, { successorSlugs: [three.slug] })
    expect(await edit(three.slug, { successorSlugs: [one.slug] })).toMatchObject({
      problems: [{ field: 'successorSlugs', message: expect.stringContaining('circle') }],
    })
    expect(await edit(one.slug, { successorSlugs: [one.slug] })).toMatchObject({ ok: false })
  })
})

describe('A story to begin with', () => {
  it('is a live one of the tag, and stands there as long as it is', async () => {
    const [tag, other] = [await makeTag({ label: 'One' }), await makeTag({ label: 'Two' })]
    const [first, stranger] = [await liveArticle({ tags: [tag.slug], now }), await liveArticle({ tags: [other.slug], now })]
    await liveArticle({ tags: [tag.slug], now })
    expect(await edit(tag.slug, { pinnedId: stranger.id })).toMatchObject({ problems: [{ field: 'pinnedId' }] })
    await edit(tag.slug, { pinnedId: first.id, intro: 'What it is.\nWhy it matters.' })
    expect(await tagStanding(tag.id)).toMatchObject({ pinnedNumber: first.number, intro: 'What it is.\nWhy it matters.' })
    expect(await getTag(clock, tag.slug)).toMatchObject({ pinned: { id: first.id, headline: first.input.headline } })
    const { actor } = await makeUser()
    await db.article.update({ where: { id: first.id }, data: { sensitive: true } })
    expect(await getTag(actor, tag.slug)).toMatchObject({ pinned: { id: first.id, headline: '' } })
    await db.article.update({ where: { id: first.id }, data: { sensitive: false } })
    await withdrawArticle(clock, { id: first.id, version: first.version, reason: 'A test.' }, now)
    expect(await tagStanding(tag.id)).toMatchObject({ pinnedNumber: null })
    expect(await findPublishedTag(tag.slug)).toMatchObject({ articleCount: 1 })
    const changed = await db.auditEvent.findFirstOrThrow({ where: { kind: 'tag.changed' }, orderBy: { id: 'desc' } })
    expect(changed.detail).toMatchObject({ changed: ['introduction', 'first story'] })
  })
})

describe('Stories that can stand first', () => {
  it('are found by words of the headline: live ones of the tag, newest first, none that is closed', async () => {
    const { actor } = await makeUser()
    const [broader, other] = [await makeTag({ label: 'Broader' }), await makeTag({ label: 'Other' })]
    const tag = await makeTag({ label: 'One', broaderId: broader.id })
    const live = (headline: string, hour: number, slug = tag.slug) =>
      liveArticle({ headline, tags: [slug], now: new Date(now.getTime() + hour * 3_600_000) })
    const [older, newer] = [await live('The board of 100% plans', 0), await live('A new BOARD meets', 1)]
    await live('The board elsewhere', 2, other.slug)
    await live('Nothing of the kind', 3)
    const closed = await live('The closed board', 4)
    await db.article.update({ where: { id: closed.id }, data: { sensitive: true } })
    await draftArticle({ headline: 'A board that nobody has read', tags: [tag.slug] })
    const find = async (words: string, id = tag.id) => (await findTagStories(actor, { id, words })).stories.map((story) => story.id)
    expect(await find('board')).toEqual([newer.id, older.id])
    expect(await find('  board', broader.id)).toEqual([newer.id, older.id])
    expect(await find('0% p')).toEqual([older.id])
    expect(await find(' ')).toEqual([])
    for (const pinnedId of await find('board')) expect(await edit(tag.slug, { pinnedId })).toMatchObject({ ok: true })
  })
})

describe('The form of a tag', () => {
  it('reads empty days as none, and empty choices of successors as nothing', () => {
    const fields = { id: '1', version: '1', label: 'One', type: 'theme' }
    const read = editTagSchema.parse({ ...fields, startsOn: '', endsOn: '2026-03-31', successorSlugs: ['', 'two', 'two'], pinnedId: '' })
    expect(read).toMatchObject({ startsOn: null, endsOn: '2026-03-31', successorSlugs: ['two'], pinnedId: null })
    expect(editTagSchema.parse(fields)).not.toHaveProperty('intro')
    expect(editTagSchema.safeParse({ ...fields, endsOn: '31/03/2026' }).error?.issues[0]?.message).toContain('Enter a day')
  })
})
