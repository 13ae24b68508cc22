import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { draftArticle, liveArticle, type MadeArticle, withdrawnArticle } from '@/prisma/factories/article'
import { makeUser } from '@/prisma/factories/user'
import { getArticleForEditing } from '../queries'
import { deleteDraft } from './delete-draft'
import { makeLiveAgain } from './make-live-again'
import { publishArticle } from './publish-article'
import { saveDraft } from './save-draft'
import { withdrawArticle } from './withdraw-article'

beforeEach(emptyDatabase)

const now = new Date('2026-11-20T10:00:00Z')
const waitingFor = (...headlines: string[]) => headlines.map((headline) => ({ headline, targetId: null }))

/** The headlines a live story links to by hand, in order. */
async function linksOf(story: MadeArticle): Promise<string[]> {
  const pins = await db.publishedPin.findMany({ where: { articleNumber: story.number }, orderBy: { position: 'asc' } })
  const rows = await db.publishedArticle.findMany({ where: { number: { in: pins.map((pin) => pin.targetNumber) } } })
  return pins.map((pin) => rows.find((row) => row.number === pin.targetNumber)?.headline ?? 'not live')
}

const expired = async () => (await db.$queryRaw<{ tag: string }[]>`select tag from page_cache.tag`).map((row) => row.tag)

describe('A hand-made list', () => {
  it('shows the stories it names that are live, in the editor’s order', async () => {
    const one = await liveArticle({ headline: 'One' })
    await liveArticle({ headline: 'Two’s plan' })
    await draftArticle({ headline: 'A draft' })
    const story = await liveArticle({
      pins: [...waitingFor("two's plan", 'A draft', 'Nobody wrote this'), { headline: 'One', targetId: one.id }],
    })
    expect(await linksOf(story)).toEqual(['Two’s plan', 'One'])
    const { actor } = await makeUser()
    expect(
      (await getArticleForEditing(actor, story.id)).pins.map(({ headline, targetHeadline, targetLive }) => [
        headline,
        targetHeadline,
        targetLive,
      ]),
    ).toEqual([
      ["two's plan", 'Two’s plan', true],
      ['A draft', 'A draft', false],
      ['Nobody wrote this', null, false],
      ['One', 'One', true],
    ])
  })

  it('is filled as soon as a story it waits for is published, and that page is rendered again', async () => {
    const story = await liveArticle({ headline: 'Holder', pins: waitingFor('The report') })
    await db.$executeRaw`truncate page_cache.tag`
    await liveArticle({ headline: '‘The report’' })
    expect(await linksOf(story)).toEqual(['‘The report’'])
    expect(await expired()).toContain('address:holder')
  })

  it('loses a story that is withdrawn and has it again when that is live again', async () => {
    const { actor } = await makeUser()
    const target = await liveArticle({ headline: 'Target' })
    const story = await liveArticle({ headline: 'Holder', pins: [{ headline: 'Target', targetId: target.id }] })
    const gone = await withdrawArticle(actor, { id: target.id, version: target.version, reason: 'Wrong.' }, now)
    expect(await linksOf(story)).toEqual([])
    await db.$executeRaw`truncate page_cache.tag`
    await makeLiveAgain(actor, { id: target.id, version: gone.ok ? gone.value.version : 0 }, now)
    expect(await linksOf(story)).toEqual(['Target'])
    expect(await expired()).toContain('address:holder')
  })
})

describe('An entry of a hand-made list', () => {
  it('keeps its story when that gets another headline, and waits again when it is deleted', async () => {
    const { actor } = await makeUser()
    const target = await draftArticle({ headline: 'Target' })
    const story = await liveArticle({ pins: [{ headline: 'Target', targetId: target.id }] })
    await saveDraft(actor, { id: target.id, version: 1, ...target.input, headline: 'Renamed' }, now)
    await publishArticle(actor, { id: target.id, version: 2 }, now)
    expect(await linksOf(story)).toEqual(['Renamed'])
    const draft = await draftArticle({ headline: 'Short life' })
    const waits = await liveArticle({ pins: [{ headline: 'Short life', targetId: draft.id }] })
    await deleteDraft(actor, { id: draft.id, version: 1 }, now)
    await liveArticle({ headline: 'Short life' })
    expect(await linksOf(waits)).toEqual(['Short life'])
  })

  it('leads to the live story of the same headline as soon as the draft it led to is deleted', async () => {
    const { actor } = await makeUser()
    const draft = await draftArticle({ headline: 'The report' })
    const story = await liveArticle({ headline: 'Holder', pins: waitingFor('The report') })
    await liveArticle({ headline: 'The report' })
    expect(await linksOf(story)).toEqual([])
    await db.$executeRaw`truncate page_cache.tag`
    await deleteDraft(actor, { id: draft.id, version: draft.version }, now)
    expect(await linksOf(story)).toEqual(['The report'])
    expect(await expired()).toEqual(['address:holder'])
  })

  it('of a waiting entry follows the headline: it is given up with it', async () => {
    const { actor } = await makeUser()
    const story = await liveArticle({ pins: waitingFor('Target') })
    const target = await liveArticle({ headline: 'Target' })
    await saveDraft(actor, { id: target.id, version: target.version, ...target.input, headline: 'Renamed' }, now)
    expect(await linksOf(story)).toEqual(['Target'])
    await publishArticle(actor, { id: target.id, version: target.version + 1, change: 'minor' }, now)
    expect(await linksOf(story)).toEqual([])
  })

  it('never holds the story itself, nor the same story twice', async () => {
    const { actor } = await makeUser()
    const one = await liveArticle({ headline: 'One' })
    const story = await liveArticle({
      headline: 'Self',
      pins: [...waitingFor('Self', 'One', 'ONE!'), { headline: 'Uno', targetId: one.id }],
    })
    expect(await linksOf(story)).toEqual(['One'])
    const pins = [...waitingFor('“SELF”'), { headline: 'Myself', targetId: story.id }, ...waitingFor('Two')]
    expect(await saveDraft(actor, { id: story.id, version: story.version, ...story.input, pins }, now)).toMatchObject({ ok: true })
    expect((await getArticleForEditing(actor, story.id)).pins.map((pin) => pin.headline)).toEqual(['Two'])
  })

  it('of a withdrawn story shows nowhere', async () => {
    await liveArticle({ headline: 'One' })
    await withdrawnArticle({ pins: waitingFor('One') })
    expect(await db.publishedPin.count()).toBe(0)
  })
})
