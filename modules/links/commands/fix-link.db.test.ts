import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { NotAllowed, NotFound } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import type { Body } from '@/modules/articles/body'
import { saveDraft } from '@/modules/articles/commands/save-draft'
import { withdrawArticle } from '@/modules/articles/commands/withdraw-article'
import { findPublishedStory } from '@/modules/articles/published'
import { getArticleForEditing } from '@/modules/articles/queries'
import { liveArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { readLinkReport } from '../queries'
import { checkAgainWith, leaveLink, removeLink, useNewAddress } from './fix-link'
import { fileStories } from './list-links'

beforeEach(emptyDatabase)

const now = new Date('2026-11-21T10:00:00Z')
const OLD = 'https://a.co/old'
const NEW = 'https://a.co/new'
const linked = (href: string, after = ''): Body => ({
  type: 'doc',
  content: [
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'Read ' },
        { type: 'text', text: 'the report', marks: [{ type: 'link', attrs: { href } }] },
        { type: 'text', text: ` today${after}` },
      ],
    },
  ],
})
const pin = (url: string) => ({ headline: 'A report elsewhere', targetId: null, url, datedOn: '2026-11-01' })
const plain: Body = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Read the report today' }] }] }

async function filed(record: { state?: string; movedTo?: string | null } = {}) {
  await fileStories(1, 1_000)
  await db.linkCheck.updateMany({ where: { url: OLD }, data: { state: 'moved', movedTo: NEW, ...record, checkedAt: now, since: now } })
}

describe('“Use the new address”', () => {
  it('changes text, source and related list of every live story, as minor changes with a date of their own', async () => {
    const { actor } = await makeUser()
    const tag = await makeTag({ type: 'theme' })
    const other = await liveArticle()
    const one = await liveArticle({
      body: linked(OLD),
      sourceUrl: OLD,
      pins: [pin(OLD)],
      exclusions: [{ targetId: other.id, note: 'no' }],
      tags: [tag.slug],
    })
    const two = await liveArticle({ body: linked(OLD) })
    await filed()
    expect(await useNewAddress(actor, { url: OLD }, now)).toEqual({ ok: true, value: { stories: 2, left: 0 } })
    const found = await findPublishedStory(one.slug)
    expect(found.state === 'live' && found.story).toMatchObject({ body: linked(NEW), sourceUrl: NEW, readersToldAt: null })
    expect(await db.publishedExternalLink.findMany({ select: { url: true, datedOn: true } })).toEqual([
      { url: NEW, datedOn: new Date('2026-11-01') },
    ])
    expect(await db.publishedExclusion.count()).toBe(1)
    expect(await db.publishedArticleTag.count({ where: { articleNumber: one.number } })).toBe(1)
    expect(await getArticleForEditing(actor, two.id)).toMatchObject({ version: two.version + 1, hasUnpublishedChanges: false })
    const events = await db.auditEvent.findMany({ where: { entityId: two.id }, orderBy: { id: 'asc' }, select: { kind: true } })
    expect(events.slice(-2).map((event) => event.kind)).toEqual(['article.link-changed', 'article.republished'])
    expect(await db.linkCheck.findMany({ select: { url: true } })).toContainEqual({ url: NEW })
    expect((await readLinkReport(actor, { list: 'moved', page: 1 })).items).toEqual([])
  })

  it('leaves what is saved and not published unpublished, with the same change', async () => {
    const { actor } = await makeUser()
    const story = await liveArticle({ body: linked(OLD) })
    const saved = await saveDraft(
      actor,
      { ...story.input, id: story.id, version: story.version, headline: 'Words to come', body: linked(OLD, ', and more') },
      now,
    )
    expect(saved.ok).toBe(true)
    await filed()
    await useNewAddress(actor, { url: OLD }, now)
    const found = await findPublishedStory(story.slug)
    expect(found.state === 'live' && found.story).toMatchObject({ headline: story.headline, body: linked(NEW) })
    expect(await getArticleForEditing(actor, story.id)).toMatchObject({
      headline: 'Words to come',
      body: linked(NEW, ', and more'),
      hasUnpublishedChanges: true,
    })
    const numbers = await db.revision.findMany({ where: { articleId: story.id }, orderBy: { number: 'asc' }, select: { number: true } })
    expect(numbers.map((row) => row.number)).toEqual([1, 2, 3, 4])
  })

  it('is refused when there is no new address, and when it is not one a story may link to', async () => {
    const { actor } = await makeUser()
    await liveArticle({ body: linked(OLD) })
    await filed({ state: 'broken', movedTo: null })
    expect(await useNewAddress(actor, { url: OLD }, now)).toMatchObject({ ok: false })
    await filed({ movedTo: 'javascript:alert(1)' })
    expect(await useNewAddress(actor, { url: OLD }, now)).toMatchObject({ ok: false })
    expect(await db.revision.count()).toBe(1)
  })
})

describe('“Remove the link”', () => {
  it('keeps the words, and takes away the source and the entry in the related list', async () => {
    const { actor } = await makeUser()
    const story = await liveArticle({ body: linked(OLD), sourceUrl: OLD, pins: [pin(OLD), pin('https://a.co/stays')] })
    await filed({ state: 'broken', movedTo: null })
    expect(await removeLink(actor, { url: OLD }, now)).toEqual({ ok: true, value: { stories: 1, left: 0 } })
    const found = await findPublishedStory(story.slug)
    expect(found.state === 'live' && found.story).toMatchObject({ body: plain, sourceUrl: null })
    expect(await db.publishedExternalLink.findMany({ select: { url: true } })).toEqual([{ url: 'https://a.co/stays' }])
  })

  it('passes over a story that is withdrawn this moment', async () => {
    const { actor } = await makeUser()
    const [gone, stays] = [await liveArticle({ body: linked(OLD) }), await liveArticle({ body: linked(OLD) })]
    await filed({ state: 'broken', movedTo: null })
    await withdrawArticle(actor, { id: gone.id, version: gone.version, reason: 'An error.' }, now)
    expect(await removeLink(actor, { url: OLD }, now)).toMatchObject({ ok: true, value: { stories: 1 } })
    const found = await findPublishedStory(stays.slug)
    expect(found.state === 'live' && found.story.body).toEqual(plain)
  })
})

describe('The report', () => {
  it('names the stories that hold a link, since when, and what is left', async () => {
    const { actor } = await makeUser()
    const story = await liveArticle({ body: linked(OLD), sourceUrl: OLD })
    await filed({ state: 'broken', movedTo: null })
    const report = await readLinkReport(actor, { list: 'broken', page: 1 })
    expect(report).toMatchObject({ total: 1, all: 1, counts: { broken: 1, left: 0 } })
    expect(report.items).toMatchObject([{ url: OLD, since: now, holders: [{ id: story.id, places: ['source', 'text'] }], holdersTotal: 1 }])
    await leaveLink(actor, { url: OLD }, now)
    expect((await readLinkReport(actor, { list: 'broken', page: 1 })).items).toEqual([])
    expect((await readLinkReport(actor, { list: 'left', page: 1 })).items).toMatchObject([{ url: OLD, leftBy: actor.name }])
  })
})

describe('Fixing links', () => {
  const world = () => {
    throw new Error('no request may be made')
  }
  it('is not for authors, and a link nobody knows is not found', async () => {
    const { actor: author } = await makeUser({ role: 'author' })
    await liveArticle({ body: linked(OLD) })
    await filed()
    for (const fix of [useNewAddress, removeLink, leaveLink])
      await expect(fix(author, { url: OLD }, now)).rejects.toBeInstanceOf(NotAllowed)
    await expect(checkAgainWith(world, author, { url: OLD }, now)).rejects.toBeInstanceOf(NotAllowed)
    const { actor } = await makeUser()
    for (const fix of [useNewAddress, removeLink, leaveLink])
      await expect(fix(actor, { url: 'https://a.co/never' }, now)).rejects.toBeInstanceOf(NotFound)
    await expect(checkAgainWith(world, actor, { url: 'http://127.0.0.1/' }, now)).rejects.toBeInstanceOf(NotFound)
  })

  it('does not ask an address again that was asked a moment ago', async () => {
    const { actor } = await makeUser()
    await liveArticle({ body: linked(OLD) })
    await filed()
    expect(await checkAgainWith(world, actor, { url: OLD }, new Date(now.getTime() + 10_000))).toMatchObject({ ok: false })
  })
})
