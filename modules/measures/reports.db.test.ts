import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { NotAllowed, NotFound } from '@/lib/errors'
import { emptyDatabase } from '@/lib/testing/database'
import { listEvents } from '@/modules/audit/queries'
import { listsOf } from '@/modules/related/lists'
import { liveArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { keepPair } from './commands/close-report'
import { dropOldCounts } from './commands/drop-old-counts'
import { leavePairOut } from './commands/leave-pair-out'
import { reportNotRelated } from './commands/report-not-related'
import { countOpenReports, listReports, readClicks, readDaysOfLists } from './queries'

const now = new Date('2026-11-22T10:00:00Z')
const day = (text: string) => new Date(`${text}T00:00:00Z`)

beforeEach(emptyDatabase)

async function pair() {
  const tag = await makeTag({ label: 'Portage', type: 'theme' })
  const [one, other] = [await liveArticle({ tags: [tag.slug], now }), await liveArticle({ tags: [tag.slug], now })]
  return { one, other, numbers: { article: one.number, target: other.number }, ids: { articleId: one.id, targetId: other.id } }
}

describe('The tray', () => {
  it('shows both headlines, why the two relate, how many say no, and since when', async () => {
    const { actor } = await makeUser({ role: 'viewer' })
    const { one, other, numbers, ids } = await pair()
    await db.notRelatedReport.create({
      data: {
        articleNumber: numbers.article,
        targetNumber: numbers.target,
        readers: 3,
        firstDay: day('2026-11-20'),
        lastDay: day('2026-11-21'),
      },
    })
    await reportNotRelated(actor, ids, now)
    expect(await listReports(actor, now)).toEqual({
      total: 1,
      reports: [
        {
          article: { id: one.id, number: one.number, slug: one.slug, headline: one.headline, live: true },
          target: { id: other.id, number: other.number, slug: other.slug, headline: other.headline, live: true },
          reason: 'Also about portage',
          readers: 3,
          newsroom: 1,
          firstDay: day('2026-11-20'),
          lastDay: day('2026-11-22'),
        },
      ],
    })
  })

  it('says that a pair is no longer listed', async () => {
    const { actor } = await makeUser({ role: 'viewer' })
    const [one, other] = [await liveArticle({ now }), await liveArticle({ now })]
    await reportNotRelated(actor, { articleId: one.id, targetId: other.id }, now)
    expect((await listReports(actor, now)).reports[0]?.reason).toBeNull()
  })

  it('lets a pair go with who decided what, and takes it back when somebody of the newsroom reports it again', async () => {
    const editor = await makeUser({ role: 'editor', name: 'Sam' })
    const { numbers, ids } = await pair()
    await reportNotRelated(editor.actor, ids, now)
    await keepPair(editor.actor, numbers, now)
    await keepPair(editor.actor, numbers, now)
    expect(await countOpenReports(editor.actor)).toBe(0)
    expect(await db.notRelatedReport.findMany()).toMatchObject([{ state: 'kept', closedBy: 'Sam', closedAt: now, readers: 0, newsroom: 0 }])
    const { events } = await listEvents(editor.actor, {})
    expect(events.map(({ sentence }) => sentence).filter((sentence) => /list|related/.test(sentence))).toEqual([
      `kept story ${numbers.target} in its list, which 1 colleague had called not related`,
      `said that story ${numbers.target} is not related to it`,
    ])
    await reportNotRelated(editor.actor, ids, now)
    expect(await countOpenReports(editor.actor)).toBe(1)
  })

  it('leaves a pair out of both lists with one press', async () => {
    const editor = await makeUser({ role: 'editor', name: 'Sam' })
    const { one, other, numbers, ids } = await pair()
    await reportNotRelated(editor.actor, ids, now)
    expect((await listReports(editor.actor, now)).reports[0]?.reason).not.toBeNull()
    expect(await leavePairOut(editor.actor, numbers, now)).toMatchObject({ ok: true })
    expect(await countOpenReports(editor.actor)).toBe(0)
    expect(await db.notRelatedReport.findMany()).toMatchObject([{ state: 'excluded', closedBy: 'Sam' }])
    const lists = await listsOf(db, [one.number, other.number], now)
    expect([...lists.values()].map((list) => list.links)).toEqual([[], []])
  })

  it('changes nothing for somebody who may not', async () => {
    const author = await makeUser({ role: 'author' })
    const { numbers, ids } = await pair()
    await reportNotRelated(author.actor, ids, now)
    await expect(leavePairOut(author.actor, numbers, now)).rejects.toThrow(NotAllowed)
    expect(await db.publishedExclusion.count()).toBe(0)
    expect(await countOpenReports(author.actor)).toBe(1)
  })

  it('knows only stories that are there, and who may decide', async () => {
    const viewer = await makeUser({ role: 'viewer' })
    const editor = await makeUser({ role: 'editor' })
    const { numbers, ids } = await pair()
    await expect(reportNotRelated(viewer.actor, { ...ids, targetId: ids.articleId }, now)).rejects.toThrow(NotFound)
    await expect(keepPair(editor.actor, numbers, now)).rejects.toThrow(NotFound)
    await reportNotRelated(viewer.actor, ids, now)
    await expect(keepPair(viewer.actor, numbers, now)).rejects.toThrow(NotAllowed)
  })
})

describe('What readers followed', () => {
  it('stands by place, reason and pair, for each hundred lists seen; too few to say below twenty', async () => {
    const { actor } = await makeUser({ role: 'viewer' })
    const { one, other } = await pair()
    const clicks = (more: object) => ({
      day: day('2026-11-20'),
      articleNumber: one.number,
      targetNumber: other.number,
      slot: 1,
      reason: 'theme',
      clicks: 1,
      ...more,
    })
    await db.relatedClicks.createMany({
      data: [
        clicks({ clicks: 5 }),
        clicks({ slot: 2, reason: 'area', clicks: 2 }),
        clicks({ day: day('2026-11-15') }),
        clicks({ day: day('2026-11-14'), clicks: 100 }),
        clicks({ articleNumber: other.number, targetNumber: 0, reason: 'external', slot: 3 }),
      ],
    })
    await db.relatedSeen.createMany({
      data: [
        { day: day('2026-11-22'), articleNumber: one.number, seen: 30 },
        { day: day('2026-11-15'), articleNumber: one.number, seen: 10 },
        { day: day('2026-11-14'), articleNumber: one.number, seen: 1_000 },
        { day: day('2026-11-22'), articleNumber: other.number, seen: 10 },
      ],
    })
    const named = (story: typeof one) => ({ id: story.id, number: story.number, headline: story.headline })
    expect(await readClicks(actor, 7, now)).toEqual({
      seen: 50,
      clicks: 9,
      slots: [
        { slot: 1, clicks: 6, per100: 12 },
        { slot: 2, clicks: 2, per100: 4 },
        { slot: 3, clicks: 1, per100: 2 },
      ],
      reasons: [
        { reason: 'theme', clicks: 6, per100: 12 },
        { reason: 'area', clicks: 2, per100: 4 },
        { reason: 'external', clicks: 1, per100: 2 },
      ],
      pairs: [
        { article: named(one), target: named(other), clicks: 8, seen: 40, per100: 20 },
        { article: named(other), target: null, clicks: 1, seen: 10, per100: null },
      ],
    })
    expect((await readClicks(actor, 28, now)).clicks).toBe(109)
  })

  it('is kept for two years', async () => {
    const { one, other } = await pair()
    for (const kept of ['2024-11-21', '2024-11-22', '2026-11-21'])
      await db.relatedClicks.create({
        data: { day: day(kept), articleNumber: one.number, targetNumber: other.number, slot: 1, reason: 'area', clicks: 1 },
      })
    await db.relatedSeen.create({ data: { day: day('2020-02-29'), articleNumber: one.number, seen: 1 } })
    expect(await dropOldCounts(now)).toEqual({ clicks: 1, seen: 1 })
    expect(await dropOldCounts(now)).toEqual({ clicks: 0, seen: 0 })
    expect(await db.relatedClicks.count()).toBe(2)
  })
})

describe('How the lists were', () => {
  it('stands day by day, oldest first, as shares', async () => {
    const { actor } = await makeUser({ role: 'viewer' })
    const counted = { stories: 10, full: 5, deadEnds: 1, orphans: 2, links: 40, pins: 4, exclusions: 3, diversity: 0.7, meanAgeDays: 30 }
    const none = { stories: 0, full: 0, deadEnds: 0, orphans: 0, links: 0, pins: 0, exclusions: 0, diversity: 0, meanAgeDays: 0 }
    await db.relatedDaily.createMany({
      data: [
        { day: day('2026-11-21'), ...counted },
        { day: day('2026-11-16'), ...none },
        { day: day('2026-11-01'), ...counted },
      ],
    })
    const shares = {
      stories: 10,
      fillRate: 0.5,
      deadEndRate: 0.1,
      orphanRate: 0.2,
      diversity: 0.7,
      meanAgeDays: 30,
      pinRate: 0.1,
      exclusionRate: 0.3,
    }
    const nothing = {
      stories: 0,
      fillRate: null,
      deadEndRate: null,
      orphanRate: null,
      diversity: 0,
      meanAgeDays: 0,
      pinRate: null,
      exclusionRate: null,
    }
    expect(await readDaysOfLists(actor, 7, now)).toEqual([
      { day: day('2026-11-16'), ...nothing },
      { day: day('2026-11-21'), ...shares },
    ])
    expect(await readDaysOfLists(actor, 28, now)).toHaveLength(3)
  })
})
