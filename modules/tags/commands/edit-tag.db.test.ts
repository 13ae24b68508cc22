import { beforeEach, describe, expect, it } from 'vitest'
import { db, Prisma } from '@/lib/db'
import { Conflict, NotAllowed, NotFound } from '@/lib/errors'
import { publishedDb } from '@/lib/published-db'
import { emptyDatabase } from '@/lib/testing/database'
import { withdrawArticle } from '@/modules/articles/commands/withdraw-article'
import { draftArticle, liveArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { pointsOf } from '../points'
import { findPublishedTag, listPublishedTags } from '../published'
import { getTag, listTags } from '../queries'
import { readReference } from '../reference'
import type { EditTagInput } from '../schema'
import { createTag } from './create-tag'
import { editTag } from './edit-tag'

beforeEach(emptyDatabase)
const now = new Date('2026-11-20T10:00:00Z')

/** The postings as a rebuild from the published tags would write them, and as they are. */
async function postings() {
  const actual = await db.$queryRaw`select k::text, article_number from related_key order by 1, 2`
  const rebuilt = await db.$queryRaw(Prisma.sql`
    select k::text, a.number as article_number from published_article a
    cross join lateral related_sets_of(array(select p.tag_id from published_article_tag p where p.article_number = a.number and p.own)) s
    cross join lateral related_keys_of(s.rel_tags, s.rel_inherited) as k order by 1, 2`)
  const inherited = await db.$queryRaw`select article_number, tag_id from published_article_tag where not own order by 1, 2`
  const derived = await db.$queryRaw(Prisma.sql`
    select a.number as article_number, t.id as tag_id from published_article a
    cross join lateral related_sets_of(array(select p.tag_id from published_article_tag p where p.article_number = a.number and p.own)) s
    cross join lateral unnest(s.inherited) as t(id) order by 1, 2`)
  return { actual, rebuilt, inherited, derived }
}

async function expectPostingsRight() {
  const { actual, rebuilt, inherited, derived } = await postings()
  expect(actual).toEqual(rebuilt)
  expect(inherited).toEqual(derived)
}

async function inputFor(slug: string, change: Partial<EditTagInput> = {}): Promise<EditTagInput> {
  const { actor } = await makeUser()
  const { id, label, type, aliases, description, doNotRelate, version, broader } = await getTag(actor, slug)
  return { id, label, type, aliases, description, doNotRelate, version, broaderSlug: broader?.slug ?? null, ...change }
}

describe('An aspect', () => {
  it('counts for less at once, in the newsroom and for readers, and as before when it is none any more', async () => {
    const { actor } = await makeUser()
    const tag = await makeTag({ type: 'theme' })
    await liveArticle({ tags: [tag.slug] })
    await liveArticle({ tags: [tag.slug] })
    const points = async () => (await publishedDb.publishedTag.findUniqueOrThrow({ where: { id: tag.id } })).points
    const counted = (aspect: boolean) => pointsOf({ type: 'theme', slug: tag.slug, aspect }, 2, 2).own
    expect(await editTag(actor, await inputFor(tag.slug, { aspect: true }), now)).toMatchObject({ ok: true })
    expect(await points()).toBe(counted(true))
    expect(await getTag(actor, tag.slug)).toMatchObject({ aspect: true, points: counted(true) })
    await expectPostingsRight()
    // A form that knows nothing of it leaves it as it is.
    expect(await editTag(actor, await inputFor(tag.slug, { description: 'How it was done.' }), now)).toMatchObject({ ok: true })
    expect(await getTag(actor, tag.slug)).toMatchObject({ aspect: true })
    expect(await editTag(actor, await inputFor(tag.slug, { aspect: false }), now)).toMatchObject({ ok: true })
    expect(await points()).toBe(counted(false))
  })

  it('six of the shipped themes are', async () => {
    const { tags } = readReference('prisma/reference')
    expect(tags.filter((tag) => tag.aspect).map((tag) => tag.type)).toEqual(Array.from({ length: 6 }, () => 'theme'))
  })
})

describe('Making a tag', () => {
  it('is for editors; it is in the newsroom at once and public with its first live story', async () => {
    const { actor } = await makeUser()
    const input = {
      label: 'Post-16 travel',
      type: 'theme',
      aliases: ['college transport'],
      description: '',
      broaderSlug: null,
      doNotRelate: false,
    } as const
    const made = await createTag(actor, { ...input, aliases: [...input.aliases] }, now)
    expect(made).toMatchObject({ ok: true, value: { slug: 'post-16-travel' } })
    expect((await listTags(actor, { q: 'college' })).map((tag) => tag.slug)).toEqual(['post-16-travel'])
    expect(await findPublishedTag('post-16-travel')).toBeNull()
    await draftArticle({ tags: ['post-16-travel'] })
    expect(await findPublishedTag('post-16-travel')).toBeNull()
    const live = await liveArticle({ tags: ['post-16-travel'] })
    expect(await findPublishedTag('post-16-travel')).toMatchObject({ label: 'Post-16 travel', articleCount: 1 })
    await withdrawArticle(actor, { id: live.id, version: live.version, reason: 'A mistake' }, now)
    expect(await findPublishedTag('post-16-travel')).toBeNull()
    const { actor: author } = await makeUser({ role: 'author' })
    await expect(createTag(author, { ...input, label: 'Another', aliases: [] }, now)).rejects.toThrow(NotAllowed)
  })

  it('is refused under a name that another tag of its type has', async () => {
    const { actor } = await makeUser()
    await makeTag({ label: 'Short breaks', aliases: ['respite'] })
    const input = { label: 'Respite', type: 'theme', aliases: [], description: '', broaderSlug: 'nowhere', doNotRelate: false } as const
    const outcome = await createTag(actor, { ...input, aliases: [] }, now)
    expect(outcome).toMatchObject({ ok: false, problems: [{ field: 'label' }, { field: 'broaderSlug' }] })
    expect(await db.tag.count()).toBe(1)
  })
})

describe('Changing a tag that live stories carry', () => {
  it('shows readers the new words and writes the history', async () => {
    const { actor } = await makeUser()
    const tag = await makeTag({ label: 'Waiting' })
    await liveArticle({ tags: [tag.slug] })
    const outcome = await editTag(actor, await inputFor(tag.slug, { label: 'Waiting times', aliases: ['waits'] }), now)
    expect(outcome).toMatchObject({ ok: true, value: { slug: tag.slug, version: 2 } })
    expect(await findPublishedTag(tag.slug)).toMatchObject({ label: 'Waiting times', aliases: ['waits'] })
    const event = await db.auditEvent.findFirst({ where: { kind: 'tag.changed' } })
    expect(event?.detail).toEqual({ version: 2, changed: ['label', 'other names'] })
  })

  it('that takes “do not relate” on and off, its postings are those of a rebuild', async () => {
    const { actor } = await makeUser()
    const [one, two] = [await makeTag(), await makeTag({ type: 'area', label: 'Rotherham' })]
    for (const tags of [[one.slug], [two.slug], [one.slug, two.slug]]) await liveArticle({ tags })
    const before = await postings()
    await editTag(actor, await inputFor(one.slug, { doNotRelate: true }), now)
    await expectPostingsRight()
    expect((await postings()).actual).not.toEqual(before.actual)
    await editTag(actor, await inputFor(one.slug, { doNotRelate: false }), now)
    await expectPostingsRight()
    expect((await postings()).actual).toEqual(before.actual)
  })

  it('that moves it under another broader tag, its stories inherit that one, and the vocabulary counts again', async () => {
    const { actor } = await makeUser()
    const [north, south] = [await makeTag({ type: 'region', label: 'North' }), await makeTag({ type: 'region', label: 'South' })]
    const area = await makeTag({ type: 'area', label: 'Midtown', broaderId: north.id })
    const forum = await makeTag({ type: 'organisation', label: 'Midtown Voice', broaderId: area.id })
    await liveArticle({ tags: [forum.slug] })
    await liveArticle({ tags: [area.slug, forum.slug] })
    await expectPostingsRight()
    expect((await listPublishedTags()).map((tag) => [tag.slug, tag.articleCount])).toContainEqual(['region-north', 2])
    await editTag(actor, await inputFor(area.slug, { broaderSlug: south.slug }), now)
    await expectPostingsRight()
    expect(await findPublishedTag('region-north')).toBeNull()
    expect(await findPublishedTag('region-south')).toMatchObject({ articleCount: 2 })
  })

  it('at the same moment as stories with it are published and withdrawn, leaves the postings of a rebuild', async () => {
    const { actor } = await makeUser()
    const region = await makeTag({ type: 'region', label: 'North' })
    const tag = await makeTag({ type: 'area', label: 'Midtown' })
    for (let round = 0; round < 6; round += 1) {
      const live = await liveArticle({ tags: [tag.slug] })
      const input = await inputFor(tag.slug, { doNotRelate: round % 2 === 0, broaderSlug: round % 3 === 0 ? region.slug : null })
      await Promise.all([
        editTag(actor, input, now),
        liveArticle({ tags: [tag.slug] }),
        liveArticle({ tags: [tag.slug] }),
        withdrawArticle(actor, { id: live.id, version: live.version, reason: 'A mistake' }, now),
      ])
      await expectPostingsRight()
    }
    expect(await findPublishedTag(tag.slug)).toMatchObject({ articleCount: 12 })
  })

  it('ends the pages that show it', async () => {
    const { actor } = await makeUser()
    const tag = await makeTag()
    await liveArticle({ tags: [tag.slug] })
    const input = await inputFor(tag.slug, { label: 'New words' })
    const before = await publishedDb.publishedTag.count()
    await editTag(actor, input, now)
    expect(before).toBe(1)
    const rows = await db.$queryRaw<{ tag: string }[]>`
      select tag from page_cache.tag where expired_by = (select expired_by from page_cache.tag where tag = 'relates:all')`
    expect(rows.map((row) => row.tag)).toEqual(
      expect.arrayContaining([`list:${tag.slug}`, 'list:tags', 'list:news', 'relates:all', 'shows:1']),
    )
  })
})

describe('What a change of a tag refuses', () => {
  it('a version that is not the newest: nothing is written, and the present state comes back', async () => {
    const { actor } = await makeUser()
    const tag = await makeTag()
    const input = await inputFor(tag.slug, { label: 'First' })
    await editTag(actor, input, now)
    await expect(editTag(actor, { ...input, label: 'Second' }, now)).rejects.toThrow(Conflict)
    expect((await getTag(actor, tag.slug)).label).toBe('First')
  })

  it('a circle of broader tags, named', async () => {
    const { actor } = await makeUser()
    const top = await makeTag({ label: 'Top' })
    const below = await makeTag({ label: 'Below', broaderId: top.id })
    const outcome = await editTag(actor, await inputFor(top.slug, { broaderSlug: below.slug }), now)
    expect(outcome).toMatchObject({
      ok: false,
      problems: [{ field: 'broaderSlug', message: expect.stringContaining('Top → Below → Top') }],
    })
  })

  it('another type once a story carries it, and any other type for an area', async () => {
    const { actor } = await makeUser()
    const [tag, unused, area] = [await makeTag(), await makeTag(), await makeTag({ type: 'area', label: 'Kent' })]
    await draftArticle({ tags: [tag.slug] })
    expect(await editTag(actor, await inputFor(tag.slug, { type: 'stage' }), now)).toMatchObject({
      ok: false,
      problems: [{ field: 'type' }],
    })
    expect(await editTag(actor, await inputFor(area.slug, { type: 'stage' }), now)).toMatchObject({
      ok: false,
      problems: [{ field: 'type' }],
    })
    expect(await editTag(actor, await inputFor(unused.slug, { type: 'stage' }), now)).toMatchObject({ ok: true })
  })

  it('a tag there is not, and anybody below an editor', async () => {
    const { actor } = await makeUser()
    const input = await inputFor((await makeTag()).slug)
    await expect(editTag(actor, { ...input, id: 9_999 }, now)).rejects.toThrow(NotFound)
    const { actor: author } = await makeUser({ role: 'author' })
    await expect(editTag(author, input, now)).rejects.toThrow(NotAllowed)
  })
})
