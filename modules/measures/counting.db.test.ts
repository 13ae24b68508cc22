import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { POST as count } from '@/app/api/count/route'
import { POST as tell } from '@/app/api/not-related/route'
import { londonIsoDay } from '@/lib/dates'
import { db } from '@/lib/db'
import { emptyDatabase } from '@/lib/testing/database'
import { openTcpProxy, type TcpProxy } from '@/lib/testing/tcp-proxy'
import { type GivenArticle, liveArticle, type MadeArticle, withdrawnArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { handOverCounts, tellNotRelated } from './counting'

const SITE = 'http://127.0.0.1:3000'
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'
const today = londonIsoDay(new Date())
let network: TcpProxy
let peer = 0

beforeAll(async () => {
  network = await openTcpProxy(process.env.COUNTER_DATABASE_URL ?? '')
  process.env.COUNTER_DATABASE_URL = network.through(process.env.COUNTER_DATABASE_URL ?? '')
})
afterAll(() => network.close())
beforeEach(async () => {
  await network.pass()
  await handOverCounts()
  await emptyDatabase()
  peer += 1
})

const given = (type: string, more: Record<string, string | null>) => {
  const headers = new Headers({ origin: SITE, 'user-agent': BROWSER, 'content-type': type, 'x-forwarded-for': `198.51.100.${peer}` })
  for (const [name, value] of Object.entries(more)) value === null ? headers.delete(name) : headers.set(name, value)
  return headers
}
const beacon = (body: unknown, headers: Record<string, string | null> = {}) =>
  count(
    new Request(`${SITE}/api/count`, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: given('text/plain;charset=UTF-8', headers),
    }),
  )
const form = (fields: Record<string, string | number>, headers: Record<string, string | null> = {}) =>
  tell(
    new Request(`${SITE}/api/not-related`, {
      method: 'POST',
      body: new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)])).toString(),
      headers: given('application/x-www-form-urlencoded', headers),
    }),
  )
const clicks = () => db.relatedClicks.findMany({ omit: { day: true }, orderBy: [{ articleNumber: 'asc' }, { slot: 'asc' }] })
const seen = () => db.relatedSeen.findMany({ omit: { day: true } })

/** Straight through the login, past everything of ours. */
async function addStraight(entries: unknown[]): Promise<void> {
  const client = new Client({ connectionString: process.env.COUNTER_DATABASE_URL })
  await client.connect()
  try {
    await client.query('select counting.count_reading($1::jsonb)', [JSON.stringify(entries)])
  } finally {
    await client.end()
  }
}

async function twoRelated(more: GivenArticle = {}): Promise<[MadeArticle, MadeArticle]> {
  const tag = await makeTag()
  return [await liveArticle({ tags: [tag.slug], ...more }), await liveArticle({ tags: [tag.slug] })]
}

describe('A click', () => {
  it('is counted by day, story, link, slot and reason, and a list that was seen by day and story', async () => {
    const [one, other] = await twoRelated()
    const click = { article: one.number, target: other.number, slot: 2, reason: 'theme' }
    for (const body of [click, click, { article: one.number, seen: true }]) expect((await beacon(body)).status).toBe(204)
    expect(await clicks()).toEqual([])
    await handOverCounts()
    await beacon(click)
    await handOverCounts()
    expect(await clicks()).toEqual([{ articleNumber: one.number, targetNumber: other.number, slot: 2, reason: 'theme', clicks: 3 }])
    expect(await seen()).toEqual([{ articleNumber: one.number, seen: 1 }])
    const [{ day } = { day: null }] = await db.relatedClicks.findMany({ select: { day: true } })
    expect(day?.toISOString().slice(0, 10)).toBe(today)
  })

  it('sets no cookie and is stored nowhere', async () => {
    const answer = await beacon({ article: 1, seen: true })
    expect([...answer.headers]).toEqual([['cache-control', 'no-store']])
  })

  it.each([
    ['of a robot', { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }, 204],
    [
      'of a headless browser',
      { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/140.0.0.0 Safari/537.36' },
      204,
    ],
    ['of nobody', { 'user-agent': null }, 204],
    ['from another site', { origin: 'https://example.org' }, 403],
    ['from nowhere', { origin: null }, 403],
    ['from “null”', { origin: 'null' }, 403],
    ['from another site, whatever its origin says', { 'sec-fetch-site': 'cross-site' }, 403],
    ['in another form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ])('%s is not counted', async (_, headers, status) => {
    const [one, other] = await twoRelated()
    expect((await beacon({ article: one.number, target: other.number, slot: 1, reason: 'area' }, headers)).status).toBe(status)
    await handOverCounts()
    expect(await clicks()).toEqual([])
  })

  it.each([
    ['nothing', '', 400],
    ['no JSON', '{', 400],
    ['a list', [], 400],
    ['a field more', { article: 1, seen: true, who: 'me' }, 400],
    ['a number that is text', { article: '1', seen: true }, 400],
    ['a reason nobody knows', { article: 1, target: 2, slot: 1, reason: 'weather' }, 400],
    ['slot 21', { article: 1, target: 2, slot: 21, reason: 'area' }, 400],
    ['a number too large for a number', { article: 2 ** 31, seen: true }, 400],
    ['__proto__', '{"article":1,"seen":true,"__proto__":{}}', 400],
    ['more than a kilobyte', `{"article":1,"seen":true}${' '.repeat(1_024)}`, 413],
  ])('that says %s is refused', async (_, body, status) => {
    expect((await beacon(body)).status).toBe(status)
  })

  it('is one of at most 120 at a time from one address, and others go on', async () => {
    const [one] = await twoRelated()
    for (let n = 0; n < 200; n += 1) expect((await beacon({ article: one.number, seen: true })).status).toBe(204)
    await handOverCounts()
    const first = (await seen())[0]?.seen ?? 0
    expect(first).toBeGreaterThanOrEqual(120)
    expect(first).toBeLessThan(130)
    await beacon({ article: one.number, seen: true }, { 'x-forwarded-for': '203.0.113.9' })
    await handOverCounts()
    expect((await seen())[0]?.seen).toBe(first + 1)
  })

  it('waits when the database is away', async () => {
    const [one] = await twoRelated()
    await network.refuse()
    expect((await beacon({ article: one.number, seen: true })).status).toBe(204)
    await handOverCounts()
    await beacon({ article: one.number, seen: true })
    await network.pass()
    await handOverCounts()
    expect(await seen()).toEqual([{ articleNumber: one.number, seen: 2 }])
  })
})

describe('The function count_reading', () => {
  it('leaves aside what cannot be, and takes at most 1,000 of anything', async () => {
    const [one, other] = await twoRelated()
    const gone = await withdrawnArticle()
    const good = { day: today, article: one.number, target: other.number, slot: 1, reason: 'area', clicks: 5_000 }
    const old = londonIsoDay(new Date(Date.now() - 3 * 86_400_000))
    await addStraight(
      [
        good,
        ...[{ slot: 0 }, { slot: 21 }, { reason: 'weather' }, { target: one.number }, { target: gone.number }, { article: gone.number }],
        ...[{ article: 999_999 }, { target: 0 }, { target: 0, reason: 'external' }, { day: old }, { clicks: 0 }, { clicks: -4 }],
        { day: today, article: gone.number, seen: 1 },
        { day: today, article: one.number, seen: 2_000 },
        { day: old, article: one.number, seen: 1 },
      ].map((entry) => ('seen' in entry ? entry : { ...good, ...entry })),
    )
    expect(await clicks()).toEqual([{ articleNumber: one.number, targetNumber: other.number, slot: 1, reason: 'area', clicks: 1_000 }])
    expect(await seen()).toEqual([{ articleNumber: one.number, seen: 1_000 }])
  })

  it('begins no more rows when strangers have filled three days, and goes on with those there are', async () => {
    const [one, other] = await twoRelated()
    const there = { day: today, article: one.number, target: other.number, slot: 1, reason: 'area', clicks: 2 }
    await addStraight([there])
    const made = Array.from({ length: 3 }, (_, days) => days * 50_000)
    for (const first of made)
      await db.$executeRaw`
        insert into related_clicks (day, article_number, target_number, slot, reason, clicks)
        select ${today}::date, 1000 + n, 1, 1, 'area', 1 from generate_series(${first + 1}::int, ${first + 50_000}::int) n`
    await addStraight([there, { ...there, slot: 2 }])
    const rows = await clicks()
    expect(rows.filter((row) => row.articleNumber === one.number)).toMatchObject([{ slot: 1, clicks: 4 }])
  }, 30_000)

  it('takes 5,000 lines at once and no more', async () => {
    const [one] = await twoRelated()
    await addStraight(Array.from({ length: 6_000 }, () => ({ day: today, article: one.number, seen: 1 })))
    expect((await seen())[0]?.seen).toBe(5_000)
  })
})

describe('“Not related?”', () => {
  const reports = () => db.notRelatedReport.findMany({ select: { articleNumber: true, targetNumber: true, readers: true, state: true } })
  const fields = (one: MadeArticle, other: MadeArticle) => ({ article: one.number, target: other.number, slug: one.slug })

  it('adds one reader to the pair and goes to a page that says thank you', async () => {
    const [one, other] = await twoRelated()
    const answer = await form(fields(one, other))
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/news/${one.slug}/thanks`])
    // Once more from the same address on the same day: thanked, not counted.
    expect((await form(fields(one, other))).status).toBe(303)
    await form(fields(one, other), { 'x-forwarded-for': '2001:db8::1' })
    await handOverCounts()
    expect(await reports()).toEqual([{ articleNumber: one.number, targetNumber: other.number, readers: 2, state: 'open' }])
  })

  it('waits for a database that is away, the newest thousand and no more', async () => {
    const [one, other] = await twoRelated()
    const pair = { article: one.number, target: other.number }
    const back = { article: other.number, target: one.number }
    await network.refuse()
    for (let told = 0; told < 700; told += 1) tellNotRelated(pair)
    const failing = handOverCounts()
    await new Promise(setImmediate)
    // These come while the first are on their way.
    for (let told = 0; told < 700; told += 1) tellNotRelated(back)
    await failing
    await network.pass()
    await handOverCounts()
    expect((await reports()).map((report) => [report.articleNumber, report.readers]).sort()).toEqual(
      [
        [one.number, 300],
        [other.number, 700],
      ].sort(),
    )
  })

  it('is only about pairs that are listed or were', async () => {
    const [one, other] = await twoRelated()
    const stranger = await liveArticle()
    await form(fields(one, stranger))
    await form(fields(one, one))
    await handOverCounts()
    expect(await reports()).toEqual([])
    await db.relatedShown.create({ data: { articleNumber: one.number, links: [stranger.number], day: new Date(), computedAt: new Date() } })
    await form(fields(one, other), { 'x-forwarded-for': '203.0.113.1' })
    await form(fields(one, stranger), { 'x-forwarded-for': '203.0.113.1' })
    await handOverCounts()
    expect(await reports()).toMatchObject([{ targetNumber: stranger.number }])
    await db.relatedChange.create({
      data: { articleNumber: one.number, at: new Date(), before: [other.number], after: [stranger.number], causes: [] },
    })
    await form(fields(one, other), { 'x-forwarded-for': '203.0.113.2' })
    await handOverCounts()
    expect(await reports()).toHaveLength(2)
  })

  it('opens a pair again that was kept when three readers more say so, and one that was left out only when it is listed again', async () => {
    const [one, other] = await twoRelated()
    const state = async () => (await reports())[0]?.state
    const closed = { articleNumber: one.number, targetNumber: other.number, firstDay: new Date(), lastDay: new Date() }
    await db.notRelatedReport.create({ data: { ...closed, state: 'kept' } })
    const states: unknown[] = []
    for (const last of [1, 2, 3]) {
      await form(fields(one, other), { 'x-forwarded-for': `192.0.2.${last}` })
      await handOverCounts()
      states.push(await state())
    }
    expect(states).toEqual(['kept', 'kept', 'open'])
    await db.notRelatedReport.updateMany({ data: { state: 'excluded', readers: 0 } })
    await db.publishedExclusion.create({ data: { articleNumber: other.number, targetNumber: one.number } })
    await db.relatedChange.create({ data: { articleNumber: one.number, at: new Date(), before: [other.number], after: [], causes: [] } })
    await form(fields(one, other), { 'x-forwarded-for': '192.0.2.4' })
    await handOverCounts()
    expect(await reports()).toMatchObject([{ state: 'excluded', readers: 0 }])
    await db.publishedExclusion.deleteMany()
    await form(fields(one, other), { 'x-forwarded-for': '192.0.2.5' })
    await handOverCounts()
    expect(await reports()).toMatchObject([{ state: 'open', readers: 1 }])
  })

  it.each([
    ['no link chosen', { target: '' }, {}, 400],
    ['a way back to another site', { slug: '//example.org' }, {}, 400],
    ['a field more', { who: 'me' }, {}, 400],
    ['another site', {}, { origin: 'https://example.org' }, 403],
    ['JSON', {}, { 'content-type': 'application/json' }, 415],
  ])('with %s is refused in words', async (_, wrong, headers, status) => {
    const answer = await form({ article: 1, target: 2, slug: 'a-story', ...wrong }, headers)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('location')).toBeNull()
    expect(await answer.text()).toMatch(/<h1>This could not be sent<\/h1>/)
  })
})
