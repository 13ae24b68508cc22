import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { eventSentence } from '@/modules/audit/event-sentences'
import { draftArticle, liveArticle, type MadeArticle, withdrawnArticle } from '@/prisma/factories/article'
import { makeUser } from '@/prisma/factories/user'
import { getArticleForEditing } from '../queries'
import type { CurateAct } from '../schema'
import { curateRelated } from './curate-related'
import { saveDraft } from './save-draft'
import { setPeople } from './set-people'

beforeEach(emptyDatabase)

const now = new Date('2026-11-20T10:00:00Z')
const forget = () => db.$executeRaw`truncate page_cache.tag`
const expired = async () => (await db.$queryRaw<{ tag: string }[]>`select tag from page_cache.tag order by tag`).map((row) => row.tag)

async function curate(story: { id: string }, act: CurateAct) {
  const { actor } = await makeUser()
  await forget()
  return curateRelated(actor, { id: story.id, act }, now)
}
/** The hand as readers have it: headlines pinned in order, and numbers kept apart. */
async function handOf({ number }: MadeArticle) {
  const pins = await db.publishedPin.findMany({ where: { articleNumber: number }, orderBy: { position: 'asc' } })
  const apart = await db.publishedExclusion.findMany({ where: { articleNumber: number } })
  const urls = await db.publishedExternalLink.findMany({ where: { articleNumber: number } })
  return { pins: pins.map((pin) => pin.targetNumber), apart: apart.map((one) => one.targetNumber), urls: urls.map((one) => one.url) }
}

describe('One press on a live story', () => {
  it('pins, moves, unpins: published at once, and its page alone is rendered again', async () => {
    const [one, two] = [await liveArticle({ headline: 'One' }), await liveArticle({ headline: 'Two' })]
    const story = await liveArticle({ headline: 'Story' })
    expect(await curate(story, { kind: 'pin', targetId: one.id })).toMatchObject({ ok: true, value: { changed: true, version: 3 } })
    expect(await expired()).toEqual(['address:story'])
    await curate(story, { kind: 'pin', targetId: two.id, position: 1 })
    expect((await handOf(story)).pins).toEqual([two.number, one.number])
    await curate(story, { kind: 'pin', targetId: one.id, position: 1 })
    expect((await handOf(story)).pins).toEqual([one.number, two.number])
    await curate(story, { kind: 'unpin', targetId: one.id })
    expect((await handOf(story)).pins).toEqual([two.number])
  })

  it('leaves out and takes back in: both ends are rendered again, nothing else', async () => {
    const other = await liveArticle({ headline: 'Other' })
    const story = await liveArticle({ headline: 'Story' })
    await curate(story, { kind: 'exclude', targetId: other.id, note: 'Readers said so' })
    expect((await handOf(story)).apart).toEqual([other.number])
    expect(await expired()).toEqual(['address:other', 'address:story'])
    await curate(story, { kind: 'include', targetId: other.id })
    expect((await handOf(story)).apart).toEqual([])
    expect(await expired()).toEqual(['address:other', 'address:story'])
  })

  it('takes out a dead link, and a waiting entry that led to the story', async () => {
    const one = await liveArticle({ headline: 'One' })
    const url = 'https://example.org/gone'
    const story = await liveArticle({
      pins: [
        { headline: 'Gone', targetId: null, url },
        { headline: 'ONE', targetId: null },
      ],
    })
    await curate(story, { kind: 'drop-external', url })
    expect(await handOf(story)).toEqual({ pins: [one.number], apart: [], urls: [] })
    await curate(story, { kind: 'unpin', targetId: one.id })
    expect((await handOf(story)).pins).toEqual([])
  })

  it('keeps unpublished words unpublished, with the same change in them', async () => {
    const { actor } = await makeUser()
    const one = await liveArticle({ headline: 'One' })
    const story = await liveArticle({ headline: 'Story' })
    await saveDraft(actor, { id: story.id, version: story.version, ...story.input, headline: 'Words to come' }, now)
    await curate(story, { kind: 'pin', targetId: one.id })
    const stored = await getArticleForEditing(actor, story.id)
    expect(stored).toMatchObject({ headline: 'Words to come', hasUnpublishedChanges: true, revision: 4 })
    expect(stored.pins.map((pin) => pin.targetId)).toEqual([one.id])
    expect((await db.publishedArticle.findUnique({ where: { number: story.number } }))?.headline).toBe('Story')
    expect((await handOf(story)).pins).toEqual([one.number])
  })

  it('a second time does nothing: no version, no event, no page', async () => {
    const one = await liveArticle()
    const story = await liveArticle()
    await curate(story, { kind: 'exclude', targetId: one.id })
    const events = await db.auditEvent.count()
    expect(await curate(story, { kind: 'exclude', targetId: one.id })).toEqual({ ok: true, value: { version: 3, changed: false } })
    expect(await db.auditEvent.count()).toBe(events)
    expect(await expired()).toEqual([])
  })

  it('is in the history, in words', async () => {
    const one = await liveArticle({ headline: 'One' })
    const story = await liveArticle()
    await curate(story, { kind: 'exclude', targetId: one.id })
    const event = await db.auditEvent.findFirstOrThrow({ where: { kind: 'article.curated' } })
    expect(eventSentence(event.kind, event.detail as Record<string, unknown>)).toBe('left “One” out of its related list')
    expect(event.detail).toEqual({ version: 3, act: 'exclude', live: true, targetId: one.id, headline: 'One' })
  })
})

describe('A press', () => {
  it('on a draft is saved; on a withdrawn story nobody sees it', async () => {
    const one = await liveArticle()
    for (const story of [await draftArticle(), await withdrawnArticle()]) {
      expect(await curate(story, { kind: 'pin', targetId: one.id })).toMatchObject({ ok: true, value: { changed: true } })
      expect(await handOf(story)).toEqual({ pins: [], apart: [], urls: [] })
      expect(await expired()).toEqual([])
      expect((await getArticleForEditing((await makeUser()).actor, story.id)).pins).toMatchObject([{ targetId: one.id }])
    }
  })

  it('is refused, and the field named, when it contradicts another', async () => {
    const one = await liveArticle({ headline: 'One' })
    const pinned = await liveArticle({ pins: [{ headline: 'One', targetId: one.id }] })
    expect(await curate(pinned, { kind: 'exclude', targetId: one.id })).toMatchObject({ ok: false, problems: [{ field: 'pins' }] })
    const apart = await liveArticle({ headline: 'Apart', exclusions: [{ targetId: one.id }] })
    expect(await curate(apart, { kind: 'pin', targetId: one.id })).toMatchObject({ ok: false, problems: [{ field: 'exclusions' }] })
    expect(await curate(one, { kind: 'include', targetId: apart.id })).toEqual({
      ok: false,
      problems: [{ field: 'exclusions', message: 'It is “Apart” that leaves this story out: take it back in there' }],
    })
  })

  it('is refused for the story itself and for one that is gone', async () => {
    const story = await liveArticle()
    for (const targetId of [story.id, crypto.randomUUID()])
      expect(await curate(story, { kind: 'pin', targetId })).toMatchObject({ ok: false, problems: [{ field: 'targetId' }] })
  })

  it('finds no story that is closed to whoever presses, unless readers have it', async () => {
    const story = await liveArticle()
    const { actor: ben } = await makeUser({ role: 'editor' })
    const [draft, live] = [await draftArticle({ headline: 'What nobody may know' }), await liveArticle({ headline: 'Read by all' })]
    for (const { id, version } of [draft, live]) await setPeople(ben, { id, version, sensitive: true, people: [] }, now)
    for (const kind of ['pin', 'exclude'] as const)
      expect(await curate(story, { kind, targetId: draft.id })).toEqual({
        ok: false,
        problems: [{ field: 'targetId', message: 'There is no such story. It may have been deleted.' }],
      })
    expect(await curate(story, { kind: 'pin', targetId: live.id })).toMatchObject({ ok: true })
    expect(await curateRelated(ben, { id: story.id, act: { kind: 'exclude', targetId: draft.id } }, now)).toMatchObject({ ok: true })
  })

  it('of two servers at the same moment on both ends of a pair: both are kept', async () => {
    const { actor } = await makeUser()
    const [one, two] = [await liveArticle(), await liveArticle()]
    const acts = [
      [one, two],
      [two, one],
      [one, two],
    ].map(([story, other]) => curateRelated(actor, { id: story?.id ?? '', act: { kind: 'exclude', targetId: other?.id ?? '' } }, now))
    expect((await Promise.all(acts)).every((outcome) => outcome.ok)).toBe(true)
    expect(await db.publishedExclusion.count()).toBe(2)
    expect(await db.auditEvent.count({ where: { kind: 'article.curated' } })).toBe(2)
  })
})
