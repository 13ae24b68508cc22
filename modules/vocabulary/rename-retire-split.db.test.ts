import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { Conflict } from '@/lib/errors'
import { publishedDb } from '@/lib/published-db'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import { endQuietSittings } from '@/modules/articles/commands/end-sitting'
import { keepWorkingCopy } from '@/modules/articles/commands/keep-working-copy'
import { saveDraft } from '@/modules/articles/commands/save-draft'
import { getArticleForEditing } from '@/modules/articles/queries'
import { getBothVersions } from '@/modules/articles/queries/working-copies'
import { findOwnPages } from '@/modules/links/commands/check-own-pages'
import { findTagByAnySlug } from '@/modules/tags/published'
import { listTagsForPicker } from '@/modules/tags/queries'
import { draftArticle, liveArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { mergeTags } from './commands/merge-tags'
import { previewRename, previewSplit } from './commands/preview-change'
import { renameTag } from './commands/rename-tag'
import { retireTag } from './commands/retire-tag'
import { splitTag } from './commands/split-tag'
import { undoOperation } from './commands/undo-operation'

const clock = systemActor('Clock', 'a test')
const now = new Date('2026-11-20T10:00:00Z')
beforeEach(emptyDatabase)

const known = async ({ id }: { id: number }) => ({ id, version: (await db.tag.findUniqueOrThrow({ where: { id } })).version })
const tagsOf = async (id: string) => (await getArticleForEditing(clock, id)).tags.map((tag) => tag.slug)
const undo = (outcome: { ok: boolean; value?: { operation: string } }) => undoOperation(clock, { id: outcome.value?.operation ?? '' }, now)
const aliasesOf = async ({ id }: { id: number }) =>
  (await db.tagAlias.findMany({ where: { tagId: id }, orderBy: { alias: 'asc' } })).map(({ alias }) => alias)

describe('A new name', () => {
  it('is a new address too if that is wanted; the old one leads there, and the old name finds it', async () => {
    const tag = await makeTag({ label: 'EHCP', aliases: ['EHC plans'] })
    const story = await liveArticle({ tags: [tag.slug], now })
    const asked = { ...(await known(tag)), label: 'EHC plans', newAddress: true, keepName: true }
    expect(await previewRename(clock, asked, now)).toMatchObject({
      value: { effect: { live: 0, addresses: [{ from: '/tags/ehcp', to: '/tags/ehc-plans' }] }, lists: null },
    })
    expect(await publishedDb.publishedTag.findUnique({ where: { slug: 'ehcp' } })).not.toBeNull()
    const renamed = await renameTag(clock, asked, now)
    expect(await publishedDb.publishedTag.findUnique({ where: { slug: 'ehc-plans' } })).toMatchObject({
      label: 'EHC plans',
      aliases: ['EHCP'],
    })
    expect(await publishedDb.publishedTagRedirect.findMany()).toEqual([{ oldSlug: 'ehcp', slug: 'ehc-plans' }])
    expect(await tagsOf(story.id)).toEqual(['ehc-plans'])
    const found = await findOwnPages(['/tags/ehcp', '/tags/ehc-plans'], 'https://example.org')
    expect([...found.values()]).toMatchObject([{ state: 'moved', movedTo: '/tags/ehc-plans' }, { state: 'ok' }])
    expect(await findTagByAnySlug('ehcp')).toMatchObject({ slug: 'ehc-plans' })
    // And back to the first address: no chain, no circle.
    const again = await renameTag(clock, { ...(await known(tag)), label: 'EHCP', newAddress: true, keepName: false }, now)
    expect(await publishedDb.publishedTagRedirect.findMany()).toEqual([{ oldSlug: 'ehc-plans', slug: 'ehcp' }])
    expect(await undo(renamed as never)).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining('Take that back first') }],
    })
    expect(await undo(again as never)).toMatchObject({ ok: true })
    expect(await undo(renamed as never)).toMatchObject({ ok: true, value: { slug: 'ehcp' } })
    expect(await aliasesOf(tag)).toEqual(['EHC plans'])
    expect(await publishedDb.publishedTag.findMany({ select: { slug: true, label: true, aliases: true } })).toEqual([
      { slug: 'ehcp', label: 'EHCP', aliases: ['EHC plans'] },
    ])
    expect(await publishedDb.publishedTagRedirect.count()).toBe(0)
    expect(await db.tagRedirect.count()).toBe(0)
  })

  it('is refused where it is another tag’s, where records are found by the address, and where nothing changes', async () => {
    const [tag, area] = [await makeTag({ label: 'One' }), await makeTag({ type: 'area', label: 'Vale' })]
    await makeTag({ label: 'Two' })
    const rename = async (which: { id: number }, label: string, newAddress = false) =>
      renameTag(clock, { ...(await known(which)), label, newAddress, keepName: true }, now)
    expect(await rename(tag, 'Two')).toMatchObject({ ok: false, problems: [{ field: 'label' }] })
    expect(await rename(tag, 'One')).toMatchObject({ ok: false, problems: [{ field: 'label' }] })
    expect(await rename(area, 'Dale', true)).toMatchObject({ ok: false, problems: [{ field: 'newAddress' }] })
    expect(await rename(area, 'Dale')).toMatchObject({ ok: true })
  })
})

describe('A retired tag', () => {
  it('is offered to nobody, stays on its stories, leads to what is used instead, and can come back', async () => {
    const [tag, next] = [await makeTag({ label: 'Old board' }), await makeTag({ label: 'New board' })]
    const story = await liveArticle({ tags: [tag.slug], now })
    const offered = async () => (await listTagsForPicker(clock)).map(({ slug }) => slug)
    const retired = await retireTag(clock, { ...(await known(tag)), successorSlug: next.slug }, now)
    expect(await offered()).toEqual(['new-board'])
    expect(await tagsOf(story.id)).toEqual(['old-board'])
    expect(await publishedDb.publishedTag.findUnique({ where: { slug: 'old-board' } })).toMatchObject({
      retired: true,
      successors: [next.id],
    })
    expect(await retireTag(clock, { ...(await known(tag)), successorSlug: null }, now)).toMatchObject({ ok: false })
    expect(await retireTag(clock, { ...(await known(next)), successorSlug: tag.slug }, now)).toMatchObject({ ok: false })
    expect(await undo(retired as never)).toMatchObject({ ok: true })
    expect(await offered()).toEqual(['new-board', 'old-board'])
    expect(await db.tagSuccessor.count()).toBe(0)
  })
})

describe('What is used instead', () => {
  it('does not lead back to the tag that is retired', async () => {
    const [tag, next, last] = [await makeTag({ label: 'One' }), await makeTag({ label: 'Two' }), await makeTag({ label: 'Three' })]
    await db.tagSuccessor.createMany({
      data: [
        { tagId: next.id, successorId: last.id },
        { tagId: last.id, successorId: tag.id },
      ],
    })
    expect(await retireTag(clock, { ...(await known(tag)), successorSlug: next.slug }, now)).toMatchObject({
      problems: [{ field: 'successorSlug', message: expect.stringContaining('circle') }],
    })
    expect(await retireTag(clock, { ...(await known(tag)), successorSlug: null }, now)).toMatchObject({ ok: true })
  })

  it('is in use: nothing is merged into a retired tag', async () => {
    const [tag, gone] = [await makeTag({ label: 'One' }), await makeTag({ label: 'Two' })]
    await retireTag(clock, { ...(await known(gone)), successorSlug: null }, now)
    expect(await mergeTags(clock, { ...(await known(tag)), intoSlug: gone.slug }, now)).toMatchObject({ problems: [{ field: 'intoSlug' }] })
    expect(await mergeTags(clock, { ...(await known(gone)), intoSlug: tag.slug }, now)).toMatchObject({ ok: true })
  })
})

describe('A split', () => {
  it('gives the chosen stories the other tag, for readers at once, and raises their versions; undone, all is as before', async () => {
    const [tag, to] = [await makeTag({ label: 'SEND' }), await makeTag({ label: 'Transport' })]
    const [chosen, stays] = [await liveArticle({ tags: [tag.slug], now }), await liveArticle({ tags: [tag.slug], now })]
    const asked = { ...(await known(tag)), toSlug: to.slug, keep: 'move' as const, storyIds: [chosen.id] }
    expect(await previewSplit(clock, asked, now)).toMatchObject({
      value: {
        effect: { live: 1, notLive: 0, also: ['1 story will carry “SEND” afterwards.'] },
        lists: { changed: [{ loses: [{}] }, { loses: [{}] }] },
      },
    })
    const split = await splitTag(clock, asked, now)
    expect([await tagsOf(chosen.id), await tagsOf(stays.id)]).toEqual([['transport'], ['send']])
    expect(await publishedDb.publishedTag.findMany({ select: { slug: true, articleCount: true }, orderBy: { slug: 'asc' } })).toEqual([
      { slug: 'send', articleCount: 1 },
      { slug: 'transport', articleCount: 1 },
    ])
    expect((await db.article.findUniqueOrThrow({ where: { id: chosen.id } })).version).toBe(chosen.version + 1)
    expect(await undo(split as never)).toMatchObject({ ok: true, value: { stories: 1 } })
    expect([await tagsOf(chosen.id), await tagsOf(stays.id)]).toEqual([['send'], ['send']])
  })

  it('may leave the first tag on them, and touches no story that is closed to whoever splits', async () => {
    const { actor } = await makeUser()
    const [tag, to] = [await makeTag({ label: 'SEND' }), await makeTag({ label: 'Transport' })]
    const [open, closed] = [await draftArticle({ tags: [tag.slug], now }), await draftArticle({ tags: [tag.slug], now })]
    await db.article.update({ where: { id: closed.id }, data: { sensitive: true } })
    const asked = { ...(await known(tag)), toSlug: to.slug, keep: 'both' as const }
    expect(await splitTag(actor, { ...asked, storyIds: [closed.id] }, now)).toMatchObject({ ok: false, problems: [{ field: 'storyIds' }] })
    expect(await splitTag(actor, { ...asked, storyIds: [open.id, closed.id] }, now)).toMatchObject({ ok: true, value: { stories: 1 } })
    expect([await tagsOf(open.id), await tagsOf(closed.id)]).toEqual([['send', 'transport'], ['send']])
  })
  it('of a story that somebody has open is shown to them like any other change: no page takes it back unseen', async () => {
    const { actor } = await makeUser()
    const [tag, to] = [await makeTag({ label: 'SEND' }), await makeTag({ label: 'Transport' })]
    const story = await liveArticle({ tags: [tag.slug], actor, now })
    const page = { id: story.id, tab: randomUUID(), sequence: 1, baseVersion: story.version, baseRevision: 1, over: null }
    const typed = { ...story.input, standfirst: 'Typed meanwhile.' }
    await keepWorkingCopy(actor, { ...page, story: typed }, now)
    const split = await splitTag(clock, { ...(await known(tag)), toSlug: to.slug, keep: 'move', storyIds: [story.id] }, now)
    expect(await getBothVersions(actor, { id: story.id, revision: 1 })).toMatchObject({
      base: { tags: [{ slug: 'send' }] },
      theirs: { tags: [{ slug: 'transport' }], revision: 2, hasUnpublishedChanges: false },
    })
    // The text that waited does not become a version by itself.
    await endQuietSittings(new Date(now.getTime() + 3_600_000))
    expect(await getArticleForEditing(clock, story.id)).toMatchObject({ revision: 2, tags: [{ slug: 'transport' }] })
    await expect(saveDraft(actor, { ...typed, id: story.id, version: story.version }, now)).rejects.toThrow(Conflict)
    expect(await undo(split as never)).toMatchObject({ ok: true })
    expect(await tagsOf(story.id)).toEqual(['send'])
  })
})
