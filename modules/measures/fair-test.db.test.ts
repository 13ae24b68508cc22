import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { Conflict, NotAllowed, NotFound } from '@/lib/errors'
import { publishedDb } from '@/lib/published-db'
import { emptyDatabase } from '@/lib/testing/database'
import type { Actor } from '@/modules/access/actor'
import { NOT_AS_SEEN } from '@/modules/related/as-seen'
import { changeSettings, restoreSettings } from '@/modules/related/commands/change-settings'
import { forecastTest, startTest } from '@/modules/related/commands/fair-test'
import { workIn } from '@/modules/related/commands/work-in'
import { listsOf } from '@/modules/related/lists'
import { relatedNewsOf } from '@/modules/related/published'
import { previewRelated } from '@/modules/related/queries'
import { readEngineSettings } from '@/modules/related/queries/engine-settings'
import type { StartTestInput } from '@/modules/related/schema'
import { DEFAULT_SETTINGS } from '@/modules/related/settings'
import { liveArticle, type MadeArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { endTest, forecastTaking, takeTest, watchTest } from './commands/fair-test'
import { readTests } from './queries/fair-tests'

const DAY_MS = 86_400_000
const now = new Date('2026-11-20T10:00:00Z')
const later = (days: number) => new Date(now.getTime() + days * DAY_MS)
const admin: Actor = { kind: 'person', id: '00000000-0000-4000-8000-000000000001', name: 'Ada', role: 'admin' }
const editor: Actor = { ...admin, name: 'Ed', role: 'editor' }
beforeEach(emptyDatabase)

/** Six of a theme on one day, older ones behind them: with a day share of one they all fit, with the usual only two. */
const changes = { dayShare: 1, halfLives: { news: 20 } }
const input: StartTestInput = { version: 1, name: 'Whole days', share: 50, days: 7, changes }

async function newsroom(): Promise<MadeArticle[]> {
  const [theme, other] = [await makeTag({ label: 'Waiting times' }), await makeTag({ label: 'School places' })]
  const stories = []
  for (let at = 0; at < 16; at += 1)
    stories.push(
      await liveArticle({
        tags: at % 3 === 0 ? [theme.slug, other.slug] : [theme.slug],
        publishedAt: new Date(now.getTime() - (at < 6 ? 1 : at * 20) * DAY_MS - at * 60_000),
        now,
      }),
    )
  return stories
}

async function publicLists(at = now): Promise<Map<number, number[]>> {
  const stories = await db.publishedArticle.findMany({ select: { number: true } })
  const lists = await relatedNewsOf(stories, at)
  return new Map([...lists].map(([number, links]) => [number, links.flatMap((link) => (link.kind === 'story' ? link.number : []))]))
}

async function triedOn(test: number): Promise<Set<number>> {
  const rows = await db.$queryRaw<{ number: number }[]>`
    select number from published_article where related_in_trial(number, ${test}::int, 50)`
  return new Set(rows.map((row) => row.number))
}

async function started(given: Partial<StartTestInput> = {}): Promise<number> {
  const outcome = await startTest(admin, { ...input, ...given }, now)
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message)
  return outcome.value.id
}

async function catchUp(at: Date): Promise<void> {
  for (let rounds = 0; rounds < 200; rounds += 1) if ((await workIn(at)).state === 'idle') return
  throw new Error('the worker finds no end')
}

describe('A fair test', () => {
  it('tries its numbers on its pages and on no others, and the forecast says which lists change', async () => {
    await newsroom()
    const before = await publicLists()
    await changeSettings(
      admin,
      { version: 1, settings: { ...DEFAULT_SETTINGS, dayShare: 1, halfLives: { ...DEFAULT_SETTINGS.halfLives, news: 20 } } },
      now,
    )
    const allB = await publicLists()
    await restoreSettings(admin, { version: 2, to: 1 }, now)
    const forecast = await forecastTest(admin, { ...input, version: 3 }, now)
    if (!forecast.ok) throw new Error('refused')
    expect(await publicLists()).toEqual(before)

    const tried = await triedOn(await started({ version: 3 }))
    const after = await publicLists()
    expect(tried.size).toBeGreaterThan(2)
    expect(tried.size).toBeLessThan(14)
    for (const [number, links] of after) expect(links).toEqual((tried.has(number) ? allB : before).get(number))
    const changed = [...after.keys()].filter((number) => before.get(number)?.join() !== after.get(number)?.join())
    expect(changed.length).toBeGreaterThan(1)
    expect(forecast.value.changed.map(({ number }) => number).sort()).toEqual(changed.sort())
  })

  it('has one list for a page, whoever asks: readers, the newsroom and the editor’s panel', async () => {
    const stories = await newsroom()
    await started()
    const numbers = stories.map(({ number }) => number)
    const [readers, newsrooms] = [await listsOf(publishedDb, numbers, now), await listsOf(db, numbers, now)]
    for (const { id, number, input: story } of stories) {
      const links = readers.get(number)?.links
      expect(newsrooms.get(number)?.links).toEqual(links)
      const panel = await previewRelated(admin, { ...story, articleId: id }, now)
      expect(panel.flatMap((link) => (link.kind === 'story' ? link.number : []))).toEqual(links)
    }
  })

  it('is what the log names for the lists that change when it begins and when it ends', async () => {
    await newsroom()
    await catchUp(now)
    const before = await publicLists()
    const id = await started()
    await catchUp(now)
    const causes = async () => {
      const rows = await db.relatedChange.findMany({ orderBy: { id: 'asc' }, select: { articleNumber: true, causes: true } })
      return rows.filter(({ causes: why }) => JSON.stringify(why).includes('related.test-'))
    }
    const began = await causes()
    expect(began.length).toBeGreaterThan(1)
    for (const { causes: why } of began) expect(JSON.stringify(why)).toContain('related.test-started')
    await endTest(admin, { id }, later(1))
    expect(await publicLists()).toEqual(before)
    await catchUp(now)
    const ended = (await causes()).slice(began.length)
    expect(ended.map(({ articleNumber }) => articleNumber).sort()).toEqual(began.map(({ articleNumber }) => articleNumber).sort())
    for (const { causes: why } of ended) expect(JSON.stringify(why)).toContain('related.test-ended')
  })

  it('ends stored pages that show a list when it begins and when it ends', async () => {
    const stamp = async () => {
      const rows = await db.$queryRaw<
        { tags: string }[]
      >`select coalesce(string_agg(t::text, ' ' order by t::text), '') as tags from page_cache.tag t`
      return rows[0]?.tags
    }
    const before = await stamp()
    const id = await started()
    const during = await stamp()
    expect(during).not.toBe(before)
    await endTest(admin, { id }, now)
    expect(await stamp()).not.toBe(during)
  })

  it('runs alone, for admins, with something to try, and nobody changes the numbers meanwhile', async () => {
    await expect(startTest(editor, input, now)).rejects.toThrow(NotAllowed)
    await expect(startTest(admin, { ...input, version: 7 }, now)).rejects.toThrow(Conflict)
    expect(await startTest(admin, { ...input, changes: { dayShare: DEFAULT_SETTINGS.dayShare } }, now)).toMatchObject({ ok: false })
    const id = await started()
    expect(await startTest(admin, input, now)).toMatchObject({ ok: false })
    expect(await changeSettings(admin, { version: 1, settings: { ...DEFAULT_SETTINGS, listLength: 7 } }, now)).toMatchObject({ ok: false })
    expect((await readEngineSettings(editor)).testing).toBe(true)
    await expect(endTest(editor, { id }, now)).rejects.toThrow(NotAllowed)
    await expect(takeTest(editor, { id }, now)).rejects.toThrow(NotAllowed)
    await expect(endTest(admin, { id: 99 }, now)).rejects.toThrow(NotFound)
    await endTest(admin, { id }, now)
    await expect(endTest(admin, { id }, now)).rejects.toThrow(Conflict)
    expect(await db.auditEvent.findFirst({ where: { kind: 'related.test-started' } })).toMatchObject({
      actorName: 'Ada',
      detail: { test: 1, name: 'Whole days', share: 50, days: 7, changed: ['halfLives.news', 'dayShare'] },
    })
  })

  it('says what taking it would do to every list, and is not taken over lists that have changed since', async () => {
    await newsroom()
    const id = await started()
    const [before, forecast] = [await publicLists(), await forecastTaking(admin, { id }, now)]
    if (!forecast.ok) throw new Error('refused')
    expect([await publicLists(), (await readTests(admin, now)).running?.id]).toEqual([before, id])
    await liveArticle({ now })
    expect(await takeTest(admin, { id, stamp: forecast.value.stamp }, now)).toEqual({ ok: false, problems: [NOT_AS_SEEN] })
    const again = await forecastTaking(admin, { id }, now)
    if (!again.ok) throw new Error('refused')
    expect(await takeTest(admin, { id, stamp: again.value.stamp }, now)).toMatchObject({ ok: true })
    const after = await publicLists()
    const changed = [...before.keys()].filter((number) => before.get(number)?.join() !== after.get(number)?.join())
    expect(changed.length).toBeGreaterThan(1)
    expect(again.value.changed.map(({ number }) => number).sort()).toEqual(changed.sort())
  })

  it('may be taken: its numbers are a new version for every page, which can be had back', async () => {
    await newsroom()
    const before = await publicLists()
    const id = await started()
    expect(await takeTest(admin, { id }, now)).toEqual({ ok: true, value: { version: 2 } })
    const { settings, testing } = await readEngineSettings(admin)
    expect({ testing, dayShare: settings.dayShare, news: settings.halfLives.news, result: settings.halfLives.result }).toEqual({
      testing: false,
      dayShare: 1,
      news: 20,
      result: 180,
    })
    expect(await publicLists()).not.toEqual(before)
    expect((await readTests(admin, now)).past).toMatchObject([{ id, state: 'taken', endedFor: 'taken' }])
    await restoreSettings(admin, { version: 2, to: 1 }, now)
    expect(await publicLists()).toEqual(before)
  })
})

describe('What is counted of a fair test', () => {
  /** Lists seen and links followed on so many days, on numbers that need no story. */
  async function count(test: number, days: string[], rates: { a: number; b: number }, pages = 200): Promise<void> {
    await db.$executeRaw`
      insert into related_seen (day, article_number, seen)
      select d::date, n, 40 from unnest(${days}::text[]) d cross join generate_series(1, ${pages}::int) n`
    await db.$executeRaw`
      insert into related_clicks (day, article_number, target_number, slot, reason, clicks)
      select d::date, n, 9999, 1, 'theme', case when related_in_trial(n, ${test}::int, 50) then ${rates.b}::int else ${rates.a}::int end + n % 2
      from unnest(${days}::text[]) d cross join generate_series(1, ${pages}::int) n`
  }

  it('is by page and by whole day, from the day after the start on', async () => {
    const id = await started()
    await count(id, ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'], { a: 1, b: 3 })
    const { running } = await readTests(editor, later(3))
    expect(running?.byDay.map(({ day }) => day)).toEqual(['2026-11-21', '2026-11-22'])
    expect(running?.pages.a).toBeGreaterThan(70)
    expect((running?.pages.a ?? 0) + (running?.pages.b ?? 0)).toBe(200)
    expect(running?.seen).toEqual({ a: (running?.pages.a ?? 0) * 80, b: (running?.pages.b ?? 0) * 80 })
    expect(running).toMatchObject({
      left: 5,
      comparison: { verdict: 'better' },
      tried: [
        { from: 180, to: 20 },
        { from: 0.4, to: 1 },
      ],
    })
  })

  it('ends the test as soon as the tried numbers are clearly worse', async () => {
    const id = await started()
    expect(await watchTest(later(1))).toBeNull()
    await count(id, ['2026-11-21'], { a: 3, b: 1 })
    expect(await watchTest(later(1))).toBeNull()
    expect(await watchTest(later(2))).toBe('worse')
    expect(await watchTest(later(2))).toBeNull()
    const { running, past } = await readTests(editor, later(2))
    expect(running).toBeNull()
    expect(past).toMatchObject([{ id, state: 'ended', endedFor: 'worse', endedBy: 'Throughline', comparison: { verdict: 'worse' } }])
    expect((await db.relatedSettings.findUniqueOrThrow({ where: { id: 1 } })).trial).toBeNull()
  })

  it('ends the test when its days are over, whatever was counted, and not before', async () => {
    const id = await started()
    await count(id, ['2026-11-21'], { a: 2, b: 3 }, 20)
    expect(await watchTest(later(7))).toBeNull()
    expect(await watchTest(later(8))).toBe('days')
    const [past] = (await readTests(editor, later(9))).past
    expect(past).toMatchObject({ endedFor: 'days', comparison: { verdict: 'few', low: null } })
    expect((past?.pages.a ?? 0) + (past?.pages.b ?? 0)).toBe(20)
  })
})
