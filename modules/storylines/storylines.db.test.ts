import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { Conflict, NotAllowed, NotFound } from '@/lib/errors'
import { publishedDb } from '@/lib/published-db'
import { emptyDatabase } from '@/lib/testing/database'
import { publishArticle } from '@/modules/articles/commands/publish-article'
import { withdrawArticle } from '@/modules/articles/commands/withdraw-article'
import { findPublishedStory } from '@/modules/articles/published'
import { relatedNews } from '@/modules/related/published'
import { editTag } from '@/modules/tags/commands/edit-tag'
import { getTag } from '@/modules/tags/queries'
import { draftArticle, liveArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { createStoryline } from './commands/create-storyline'
import { editStoryline } from './commands/edit-storyline'
import { orderStoryline } from './commands/order-storyline'
import { findPublishedStoryline, listStorylineStories, storylinesOf } from './published'
import { areasWithoutStoryline, findStoriesToAdd, getStoryline, listStorylines } from './queries'

beforeEach(emptyDatabase)
const now = new Date('2026-11-20T10:00:00Z')
const day = (of: number) => new Date(Date.UTC(2026, 8, of, 12))

async function storyline(label = 'The Rotherham case') {
  const { actor } = await makeUser()
  const made = await createStoryline(actor, { label, summary: 'What happened.' }, now)
  if (!made.ok) throw new Error('refused')
  return { actor, ...made.value }
}

/** The box beside the story at this address. */
async function boxesOf(slug: string) {
  const found = await findPublishedStory(slug)
  if (found.state !== 'live') throw new Error(`${slug} is ${found.state}`)
  return storylinesOf(found.story)
}
const boxOf = async (slug: string) => (await boxesOf(slug))[0]
const slugs = (stories: { slug: string }[] | undefined) => stories?.map((story) => story.slug)
const expired = async () => (await db.$queryRaw<{ tag: string }[]>`select tag from page_cache.tag`).map((row) => row.tag)

/** Three live stories of one line, published out of order. */
async function three(slug: string) {
  const second = await liveArticle({ headline: 'Second', tags: [slug], publishedAt: day(2), now })
  const third = await liveArticle({ headline: 'Third', tags: [slug], publishedAt: day(3), now })
  const first = await liveArticle({ headline: 'First', tags: [slug], publishedAt: day(1), now })
  return { first, second, third }
}

describe('A storyline', () => {
  it('is made with its tag, is in the newsroom at once, and writes its history', async () => {
    const { actor, slug, tagId } = await storyline()
    expect(await getStoryline(actor, slug)).toMatchObject({
      label: 'The Rotherham case',
      summary: 'What happened.',
      open: true,
      version: 1,
    })
    expect(await db.tag.findUnique({ where: { id: tagId }, select: { type: true } })).toEqual({ type: 'storyline' })
    const kinds = await db.auditEvent.findMany({ where: { entityId: String(tagId) }, select: { kind: true }, orderBy: { id: 'asc' } })
    expect(kinds.map(({ kind }) => kind)).toEqual(['tag.created', 'storyline.created'])
  })

  it('of a name that another has is refused, and nothing is written', async () => {
    const { actor } = await storyline('One')
    expect(await createStoryline(actor, { label: 'One', summary: '' }, now)).toMatchObject({ ok: false, problems: [{ field: 'label' }] })
    expect(await db.storyline.count()).toBe(1)
  })

  it('that only drafts carry is nowhere a reader can look, and comes and goes with its live stories', async () => {
    const { actor, slug, tagId } = await storyline()
    const draft = await draftArticle({ tags: [slug] })
    await editStoryline(actor, { tagId, version: 1, tagVersion: 1, label: 'The Rotherham case', summary: 'Canary.', state: 'closed' }, now)
    await orderStoryline(actor, { tagId, version: 2, byHand: true, sequence: [draft.id] }, now)
    expect(await publishedDb.publishedStoryline.count()).toBe(0)
    expect(await findPublishedStoryline(tagId)).toBeNull()
    expect((await listStorylineStories(tagId, 1)).items).toEqual([])
    const live = await liveArticle({ tags: [slug] })
    // Neither the number of the draft nor its place is in what readers can see.
    expect(await publishedDb.publishedStoryline.findMany()).toEqual([
      { tagId, summary: 'Canary.', byHand: true, open: false, sequence: [] },
    ])
    await withdrawArticle(actor, { id: live.id, version: live.version, reason: 'A mistake' }, now)
    expect(await publishedDb.publishedStoryline.count()).toBe(0)
  })

  it('made as a tag only is one too: by date, and open', async () => {
    const { actor } = await makeUser()
    const { slug } = await makeTag({ type: 'storyline', label: 'Plain' })
    await three(slug)
    expect(await getStoryline(actor, slug)).toMatchObject({ version: 0, open: true, byHand: false })
    expect(slugs((await boxOf('second'))?.stories)).toEqual(['first', 'second', 'third'])
  })
})

describe('Beside a story of a storyline', () => {
  it('stands the story so far by date, which is being read, and what is newest', async () => {
    const { slug, tagId } = await storyline()
    await three(slug)
    const box = await boxOf('first')
    expect(box).toMatchObject({ tagId, slug, label: 'The Rotherham case', summary: 'What happened.', open: true, byHand: false, total: 3 })
    expect(slugs(box?.stories)).toEqual(['first', 'second', 'third'])
    expect(box?.stories.map((story) => story.current)).toEqual([true, false, false])
    expect(box?.latest).toMatchObject({ slug: 'third', current: false })
    expect((await boxOf('third'))?.latest.current).toBe(true)
  })

  it('stands the order by hand; the newest is still the newest by date, and moves on when it is withdrawn', async () => {
    const { actor, slug, tagId } = await storyline()
    const { first, second, third } = await three(slug)
    await orderStoryline(actor, { tagId, version: 1, byHand: true, sequence: [third.id, first.id] }, now)
    expect(slugs((await boxOf('first'))?.stories)).toEqual(['third', 'first', 'second'])
    expect((await boxOf('first'))?.latest.slug).toBe('third')
    await withdrawArticle(actor, { id: third.id, version: third.version, reason: 'A mistake' }, now)
    expect(slugs((await boxOf('first'))?.stories)).toEqual(['first', 'second'])
    expect((await boxOf('first'))?.latest.slug).toBe('second')
    expect((await getStoryline(actor, slug)).members.map((one) => one.id)).toEqual([third.id, first.id, second.id])
  })

  it('are eight at most, those around it, and the newest', async () => {
    const { slug } = await storyline()
    for (let n = 1; n <= 12; n += 1) await liveArticle({ headline: `Part ${n}`, tags: [slug], publishedAt: day(n), now })
    const box = await boxOf('part-2')
    expect(slugs(box?.stories)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `part-${n}`))
    expect([box?.total, box?.latest.slug]).toEqual([12, 'part-12'])
    const listed = await listStorylineStories(box?.tagId ?? 0, 1)
    expect([listed.total, listed.items[0]?.slug, listed.items.at(-1)?.slug]).toEqual([12, 'part-1', 'part-12'])
  })

  it('stands nothing when it is alone in its line, or in none', async () => {
    const { slug } = await storyline()
    await liveArticle({ headline: 'Alone', tags: [slug] })
    await liveArticle({ headline: 'None' })
    expect([await boxesOf('alone'), await boxesOf('none')]).toEqual([[], []])
  })
})

describe('Changing a storyline', () => {
  it('shows readers the words, ends the pages of the line and writes the history', async () => {
    const { actor, slug, tagId } = await storyline()
    await three(slug)
    await db.$executeRaw`delete from page_cache.tag`
    const outcome = await editStoryline(
      actor,
      { tagId, version: 1, tagVersion: 1, label: 'The Rotherham case', summary: 'New.', state: 'closed' },
      now,
    )
    expect(outcome).toEqual({ ok: true, value: { slug, version: 2 } })
    expect(await boxOf('first')).toMatchObject({ label: 'The Rotherham case', summary: 'New.', open: false })
    expect(await expired()).toContain(`list:${slug}`)
    const kinds = await db.auditEvent.findMany({
      where: { kind: { startsWith: 'storyline.' } },
      select: { kind: true },
      orderBy: { id: 'asc' },
    })
    expect(kinds.map(({ kind }) => kind)).toEqual(['storyline.created', 'storyline.changed', 'storyline.closed'])
  })

  it('by its name changes its tag, for readers too', async () => {
    const { actor, slug, tagId } = await storyline()
    await three(slug)
    const words = { tagId, version: 1, tagVersion: 1, summary: 'What happened.', state: 'open' } as const
    expect(await editStoryline(actor, { ...words, label: 'The case' }, now)).toMatchObject({ ok: true, value: { slug } })
    expect((await boxOf('first'))?.label).toBe('The case')
    const other = await makeTag({ type: 'storyline', label: 'Taken' })
    const refused = await editStoryline(actor, { ...words, tagVersion: 2, label: other.label, summary: 'Canary.' }, now)
    expect(refused).toMatchObject({ ok: false, problems: [{ field: 'label' }] })
    expect((await boxOf('first'))?.summary).toBe('What happened.')
  })

  it('to what it is writes nothing', async () => {
    const { actor, tagId } = await storyline()
    const events = await db.auditEvent.count()
    const same = { tagId, version: 1, tagVersion: 1, label: 'The Rotherham case', summary: 'What happened.', state: 'open' } as const
    expect(await editStoryline(actor, same, now)).toMatchObject({ ok: true, value: { version: 1 } })
    expect(await db.auditEvent.count()).toBe(events)
  })

  it('on a stale version is refused, for the words, the order and the name', async () => {
    const { actor, slug, tagId } = await storyline()
    const words = { tagId, version: 1, tagVersion: 1, label: 'The Rotherham case', summary: 'Mine.', state: 'open' } as const
    await editStoryline(actor, { ...words, summary: 'Theirs.' }, now)
    const stale = await editStoryline(actor, words, now).catch((error: unknown) => error)
    expect(stale).toBeInstanceOf(Conflict)
    expect(stale).toMatchObject({ current: { summary: 'Theirs.', version: 2 } })
    await expect(orderStoryline(actor, { tagId, version: 1, byHand: true, sequence: [] }, now)).rejects.toBeInstanceOf(Conflict)
    const tag = await getTag(actor, slug)
    const { id, type, aliases, description, doNotRelate } = tag
    await editTag(actor, { id, type, aliases, description, doNotRelate, broaderSlug: null, version: 1, label: 'Renamed elsewhere' }, now)
    await expect(editStoryline(actor, { ...words, version: 2 }, now)).rejects.toBeInstanceOf(Conflict)
  })

  it('is for editors, and only of a storyline', async () => {
    const { tagId } = await storyline()
    const { actor: author } = await makeUser({ role: 'author' })
    const words = { tagId, version: 1, tagVersion: 1, label: 'x', summary: '', state: 'open' } as const
    await expect(editStoryline(author, words, now)).rejects.toBeInstanceOf(NotAllowed)
    await expect(createStoryline(author, { label: 'x', summary: '' }, now)).rejects.toBeInstanceOf(NotAllowed)
    const { actor } = await makeUser()
    const theme = await makeTag()
    await expect(orderStoryline(actor, { tagId: theme.id, version: 0, byHand: true, sequence: [] }, now)).rejects.toBeInstanceOf(NotFound)
    await expect(getStoryline(actor, theme.slug)).rejects.toBeInstanceOf(NotFound)
  })

  it('keeps to its order what is not of the line, and the order while it goes by date', async () => {
    const { actor, slug, tagId } = await storyline()
    const { first, third } = await three(slug)
    const other = await liveArticle()
    await orderStoryline(actor, { tagId, version: 1, byHand: true, sequence: [third.id, other.id, third.id, first.id] }, now)
    expect((await db.storyline.findUnique({ where: { tagId } }))?.sequence).toEqual([third.id, first.id])
    await db.$executeRaw`delete from page_cache.tag`
    await orderStoryline(actor, { tagId, version: 2, byHand: false, sequence: [] }, now)
    expect(await expired()).toEqual([`list:${slug}`])
    expect(slugs((await boxOf('first'))?.stories)).toEqual(['first', 'second', 'third'])
    expect((await db.storyline.findUnique({ where: { tagId } }))?.sequence).toEqual([third.id, first.id])
  })
})

describe('The pages of a line', () => {
  it('end when a story joins it, changes or is taken from it', async () => {
    const { actor, slug } = await storyline()
    await three(slug)
    for (const act of [
      () => liveArticle({ tags: [slug] }),
      async () => {
        const { first } = { first: await db.article.findUniqueOrThrow({ where: { slug: 'first' }, select: { id: true, version: true } }) }
        await publishArticle(actor, { ...first, change: 'minor' }, now)
      },
      async () => {
        const third = await db.article.findUniqueOrThrow({ where: { slug: 'third' }, select: { id: true, version: true } })
        await withdrawArticle(actor, { ...third, reason: 'A mistake' }, now)
      },
    ]) {
      await db.$executeRaw`delete from page_cache.tag`
      await act()
      expect(await expired()).toContain(`list:${slug}`)
    }
  })
})

describe('The related list of a line', () => {
  it('names “Part of the same story” on both sides, at most three of five, and goes on when the line is closed', async () => {
    const { actor, slug, tagId } = await storyline()
    const theme = await makeTag({ label: 'Transport' })
    for (let n = 1; n <= 5; n += 1) await liveArticle({ headline: `Part ${n} of it`, tags: [slug], publishedAt: day(n), now })
    const reading = await liveArticle({ headline: 'Reading', tags: [slug, theme.slug], publishedAt: day(6), now })
    for (let n = 1; n <= 4; n += 1) await liveArticle({ headline: `Buses, number ${n}`, tags: [theme.slug], publishedAt: day(10 + n), now })
    const list = async (at: string) => {
      const found = await findPublishedStory(at)
      return found.state === 'live' ? relatedNews(found.story, now) : []
    }
    const same = (links: Awaited<ReturnType<typeof list>>) => links.filter((link) => link.reason === 'Part of the same story')
    const before = await list(reading.slug)
    expect([before.length, same(before).length]).toEqual([5, 3])
    for (const link of same(before)) {
      const slug = link.kind === 'story' ? link.slug : ''
      expect(same(await list(slug)).length, `${link.headline} lists its line too`).toBeGreaterThan(0)
    }
    await editStoryline(actor, { tagId, version: 1, tagVersion: 1, label: 'The Rotherham case', summary: '', state: 'closed' }, now)
    expect((await list(reading.slug)).map((link) => link.headline)).toEqual(before.map((link) => link.headline))
  })

  it('is symmetric: of two stories that share only their line, each lists the other', async () => {
    const { slug } = await storyline()
    const one = await liveArticle({ headline: 'Announcement', tags: [slug], now })
    const two = await liveArticle({ headline: 'Result', tags: [slug], now })
    for (const [at, other] of [
      [one, two],
      [two, one],
    ] as const) {
      const found = await findPublishedStory(at.slug)
      const links = found.state === 'live' ? await relatedNews(found.story, now) : []
      expect(links.map((link) => [link.headline, link.reason])).toEqual([[other.headline, 'Part of the same story']])
    }
  })
})

describe('The newsroom’s list of storylines', () => {
  it('has those that go on first, then by their newest story; and finds stories to add', async () => {
    const old = await storyline('Old')
    const closed = await storyline('Closed')
    const fresh = await storyline('Fresh')
    await liveArticle({ tags: [old.slug], publishedAt: day(1), now })
    await liveArticle({ tags: [fresh.slug], publishedAt: day(2), now })
    await draftArticle({ tags: [fresh.slug] })
    await liveArticle({ headline: '100% of it', tags: [closed.slug], publishedAt: day(3), now })
    const { tagId } = closed
    await editStoryline(closed.actor, { tagId, version: 1, tagVersion: 1, label: 'Closed', summary: '', state: 'closed' }, now)
    const listed = await listStorylines(old.actor)
    expect(listed.map(({ label, live, notLive }) => [label, live, notLive])).toEqual([
      ['Fresh', 1, 1],
      ['Old', 1, 0],
      ['Closed', 1, 0],
    ])
    const find = async (words: string, tag: number) => (await findStoriesToAdd(old.actor, { tagId: tag, words })).map((one) => one.headline)
    expect(await find('100% OF', old.tagId)).toEqual(['100% of it'])
    expect(await find('100% of', closed.tagId)).toEqual([])
    expect(await find('1%0', old.tagId)).toEqual([])
    expect(await find(' ', old.tagId)).toEqual([])
  })
  it('suggests an area three of whose newest stories are in none', async () => {
    const { actor, slug } = await storyline()
    const [kent, rutland] = [await makeTag({ type: 'area', label: 'Kent' }), await makeTag({ type: 'area', label: 'Rutland' })]
    for (let n = 1; n <= 3; n += 1) await liveArticle({ tags: [kent.slug], publishedAt: day(n), now })
    for (let n = 1; n <= 3; n += 1) await liveArticle({ tags: n === 1 ? [rutland.slug, slug] : [rutland.slug], publishedAt: day(n), now })
    await draftArticle({ tags: [rutland.slug] })
    expect(await areasWithoutStoryline(actor)).toEqual([{ slug: kent.slug, label: 'Kent', stories: 3 }])
    for (let n = 1; n <= 12; n += 1) await liveArticle({ tags: [kent.slug, slug], publishedAt: day(3 + n), now })
    expect(await areasWithoutStoryline(actor)).toEqual([])
  })
})
