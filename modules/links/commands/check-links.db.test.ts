import { createServer, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect as connectPlain, type Socket } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { NotAllowed } from '@/lib/errors'
import { fetchOutsideWith } from '@/lib/fetch-outside'
import { emptyDatabase } from '@/lib/testing/database'
import { systemActor } from '@/modules/access/actor'
import type { Body } from '@/modules/articles/body'
import { changeSlug } from '@/modules/articles/commands/change-slug'
import { publishArticle } from '@/modules/articles/commands/publish-article'
import { inOrder } from '@/modules/tags/combination'
import { type GivenArticle, liveArticle, withdrawnArticle } from '@/prisma/factories/article'
import { makeTag } from '@/prisma/factories/tag'
import { makeUser } from '@/prisma/factories/user'
import { checkLinksWith, type LinkWorld, resumeCheck } from './check-links'
import { checkAgainWith, leaveLink } from './fix-link'

const OUTSIDE = '93.184.215.14'
const clock = systemActor('Throughline', 'the nightly check of links')
const night = (n: number) => new Date(Date.UTC(2026, 10, n, 1))

type Site = (path: string, response: ServerResponse, method: string) => void
let sites: Record<string, Site> = {}
let asked: string[] = []
let paused: number[] = []
let server: Server
let port = 0
const sockets = new Set<Socket>()

beforeAll(async () => {
  server = createServer((request, response) => {
    const host = request.headers.host ?? ''
    asked.push(`${request.method} ${host}${request.url}`)
    const site = sites[host]
    if (site && request.url !== '/robots.txt') site(request.url ?? '', response, request.method ?? '')
    else if (site && sites[`${host}/robots.txt`]) sites[`${host}/robots.txt`]?.('', response, '')
    else response.writeHead(404).end()
  })
  server.on('connection', (socket) => sockets.add(socket))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  for (const socket of sockets) socket.destroy()
  server.close()
})
beforeEach(async () => {
  await emptyDatabase()
  sites = {}
  asked = []
  paused = []
})

/** Names with a site lead to it; every other name is unknown, as it is everywhere without a network. */
function world(): LinkWorld {
  return {
    origin: 'https://throughline.example',
    pause: async (ms) => void paused.push(ms),
    fetchOutside: fetchOutsideWith({
      resolve: async (host) => {
        if (sites[host]) return [OUTSIDE]
        throw Object.assign(new Error('no'), { code: 'ENOTFOUND' })
      },
      connect: () => connectPlain({ host: '127.0.0.1', port }),
      userAgent: 'x',
    }),
  }
}

const answer =
  (status: number, headers: Record<string, string> = {}): Site =>
  (_, response) =>
    void response.writeHead(status, headers).end()

const linked = (...hrefs: string[]): Body => ({
  type: 'doc',
  content: hrefs.map((href) => ({
    type: 'paragraph',
    content: [{ type: 'text', text: 'words', marks: [{ type: 'link', attrs: { href } }] }],
  })),
})
const storyWith = (hrefs: string[], given: GivenArticle = {}) => liveArticle({ ...given, body: linked(...hrefs) })
const check = (on: Date, limit?: number) => checkLinksWith(world(), clock, limit === undefined ? {} : { limit }, on)
const stateOf = async (url: string) => (await db.linkCheck.findUnique({ where: { url } }))?.state
const external = (url: string) => ({ headline: 'A report elsewhere', targetId: null, url, datedOn: '2026-11-01' })

describe('The links of live stories', () => {
  it('are found in the text, the source and the related list; drafts, mail and places on the page are left out', async () => {
    sites['a.co'] = answer(200)
    const body: Body = {
      type: 'doc',
      content: [
        { type: 'paragraph', content: [{ type: 'text', text: 'no link' }] },
        {
          type: 'bulletList',
          content: [{ type: 'listItem', content: linked('http://a.co/list', 'mailto:a@a.co', '#place').content as never }],
        },
        { type: 'quotation', attrs: { speaker: '', role: '', organisation: '' }, content: linked('http://a.co/quote').content as never },
      ],
    }
    const story = await liveArticle({ body, sourceUrl: 'http://a.co/source', pins: [external('http://a.co/pin')] })
    await withdrawnArticle({ body: linked('http://a.co/withdrawn') })
    expect(await check(night(20))).toEqual({ outcome: 'done', own: 0, checked: 4 })
    const uses = await db.linkUse.findMany({ orderBy: { url: 'asc' } })
    expect(uses).toEqual(
      [
        ['http://a.co/list', 'text'],
        ['http://a.co/pin', 'related'],
        ['http://a.co/quote', 'text'],
        ['http://a.co/source', 'source'],
      ].map(([url, place]) => ({ articleNumber: story.number, place, url })),
    )
    expect(await db.linkCheck.count({ where: { state: 'ok' } })).toBe(4)
  })

  it('are forgotten when no live story holds them any more', async () => {
    sites['a.co'] = answer(200)
    await storyWith(['http://a.co/'])
    await check(night(20))
    await db.publishedArticle.deleteMany()
    await check(night(21))
    expect(await db.linkCheck.count()).toBe(0)
  })

  it('to pages of this site are checked in the database, without a request', async () => {
    const { actor } = await makeUser()
    const target = await liveArticle({ headline: 'The old address' })
    await changeSlug(actor, { id: target.id, version: target.version, slug: 'the-new-address' }, night(19))
    await withdrawnArticle({ headline: 'Taken back', now: night(18) })
    await storyWith([
      '/news/the-new-address',
      '/news/the-old-address#part',
      '/news/taken-back',
      '/news/never',
      '/about',
      '/nothing',
      'https://throughline.example/news/never-2',
    ])
    expect(await check(night(20))).toEqual({ outcome: 'done', own: 7, checked: 0 })
    const found = await db.linkCheck.findMany({ orderBy: { url: 'asc' }, select: { url: true, state: true, movedTo: true, detail: true } })
    expect(found.map((row) => [row.url, row.state])).toEqual([
      ['/about', 'ok'],
      ['/news/never', 'broken'],
      ['/news/taken-back', 'broken'],
      ['/news/the-new-address', 'ok'],
      ['/news/the-old-address#part', 'moved'],
      ['/nothing', 'broken'],
      ['https://throughline.example/news/never-2', 'broken'],
    ])
    expect(found[4]?.movedTo).toBe('/news/the-new-address#part')
    expect(found[2]?.detail).toMatch(/withdrawn on/)
    expect(asked).toEqual([])
    await check(night(21))
    expect((await db.linkCheck.findUniqueOrThrow({ where: { url: '/about' } })).okAt).toEqual(night(21))
    expect((await db.linkCheck.findUniqueOrThrow({ where: { url: '/nothing' } })).since).toEqual(night(20))
  })
})

describe('Links to pages of two tags, to feeds and to pictures', () => {
  it('lead somewhere as long as a live story carries both tags, and to where the pair stands', async () => {
    const [one, two, three] = [await makeTag({ slug: 'b-theme' }), await makeTag({ slug: 'a-theme' }), await makeTag({ slug: 'c-theme' })]
    const person = await makeTag({ type: 'person', slug: 'jo-bloggs' })
    await liveArticle({ tags: [one.slug, two.slug, person.slug] })
    await liveArticle({ tags: [three.slug] })
    const pair = inOrder(one, two).map(({ slug }) => slug)
    const [there, back] = [pair.join('/with/'), pair.toReversed().join('/with/')]
    const links: [string, string, string | null][] = [
      [`/tags/${there}`, 'ok', null],
      [`/tags/${there}/page/2`, 'ok', null],
      [`/tags/${back}?from=x#part`, 'moved', `/tags/${there}?from=x#part`],
      [`https://throughline.example/tags/${back}`, 'moved', `https://throughline.example/tags/${there}`],
      [`/feeds/tags/${there}.atom`, 'ok', null],
      [`/feeds/tags/${back}.atom`, 'moved', `/feeds/tags/${there}.atom`],
      ['/tags/a-theme/with/nothing', 'broken', null],
      [
        `/tags/${inOrder(two, three)
          .map(({ slug }) => slug)
          .join('/with/')}`,
        'broken',
        null,
      ],
      ['/tags/a-theme/with/jo-bloggs', 'broken', null],
      ['/feeds/tags/a-theme.rss', 'ok', null],
      ['/feeds/tags/nothing.rss', 'broken', null],
      ['/media/nothing/480.webp', 'broken', null],
    ]
    await storyWith(links.map(([url]) => url))
    await check(night(20))
    const found = await db.linkCheck.findMany({ select: { url: true, state: true, movedTo: true } })
    const said = new Map(found.map((row) => [row.url, [row.state, row.movedTo]]))
    for (const [url, state, movedTo] of links) expect([url, said.get(url)]).toEqual([url, [state, movedTo]])
  })
})

describe('A night', () => {
  it('tells well, moved, gone, at fault, shut and forbidden apart', async () => {
    sites['a.co'] = (path, response) => {
      const [status, location] = (
        { '/moved': [301, '/ok'], '/inside': [302, 'http://10.0.0.1/'], '/gone': [410], '/shut': [403], '/ill': [500] } as Record<
          string,
          [number, string?]
        >
      )[path] ?? [200]
      response.writeHead(status, location ? { location } : {}).end()
    }
    const paths = ['/ok', '/moved', '/inside', '/gone', '/shut', '/ill']
    await storyWith(paths.map((path) => `http://a.co${path}`))
    await check(night(20))
    const rows = await db.linkCheck.findMany()
    const state = Object.fromEntries(rows.map((row) => [new URL(row.url).pathname, row.state]))
    expect(state).toEqual({
      '/ok': 'ok',
      '/moved': 'moved',
      '/inside': 'refused',
      '/gone': 'broken',
      '/shut': 'unreachable',
      '/ill': 'unreachable',
    })
    expect(rows.find((row) => row.state === 'moved')?.movedTo).toBe('http://a.co/ok')
  })

  it('asks each address once, also when two links differ behind “#” only and when it is run again', async () => {
    sites['a.co'] = answer(200)
    await storyWith(['http://a.co/x#one', 'http://a.co/x#two'])
    await check(night(20))
    await check(new Date(night(20).getTime() + 3_600_000))
    expect(asked).toEqual(['GET a.co/robots.txt', 'HEAD a.co/x'])
    expect(await db.linkCheck.count({ where: { state: 'ok' } })).toBe(2)
    await check(night(21))
    expect(asked).toHaveLength(4)
  })

  it('pauses a second between two requests to one host', async () => {
    sites['a.co'] = answer(200)
    await storyWith(['http://a.co/1', 'http://a.co/2', 'http://a.co/3'])
    await check(night(20))
    expect(paused.every((ms) => ms >= 1_000)).toBe(true)
    expect(paused.length).toBeGreaterThanOrEqual(asked.length - 1)
  })

  it('keeps to its budget, oldest first, and says that it was not all', async () => {
    sites['a.co'] = answer(200)
    await storyWith(['http://a.co/1', 'http://a.co/2', 'http://a.co/3'])
    expect(await check(night(20), 2)).toMatchObject({ outcome: 'not all', checked: 2 })
    expect(await check(night(21), 2)).toMatchObject({ checked: 2 })
    expect(await db.linkCheck.findMany({ orderBy: { url: 'asc' }, select: { checkedAt: true } })).toEqual([
      { checkedAt: night(21) },
      { checkedAt: night(20) },
      { checkedAt: night(21) },
    ])
  })

  it('obeys robots.txt', async () => {
    sites['a.co'] = answer(200)
    sites['a.co/robots.txt'] = (_, response) => void response.end('User-agent: *\nDisallow: /private\nCrawl-delay: 3\n')
    await storyWith(['http://a.co/private/x', 'http://a.co/public'])
    await check(night(20))
    expect(asked).toEqual(['GET a.co/robots.txt', 'HEAD a.co/public'])
    expect([await stateOf('http://a.co/private/x'), await stateOf('http://a.co/public')]).toEqual(['refused', 'ok'])
    expect(paused).toContain(3_000)
  })

  it('leaves a host alone that asks for it, for as long as it asks', async () => {
    sites['a.co'] = answer(429, { 'retry-after': String(2 * 86_400) })
    await storyWith(['http://a.co/1', 'http://a.co/2'])
    await check(night(20))
    expect(asked).toEqual(['GET a.co/robots.txt', 'HEAD a.co/1'])
    expect(await stateOf('http://a.co/1')).toBe('unchecked')
    sites['a.co'] = answer(200)
    await check(night(21))
    expect(asked).toHaveLength(2)
    await check(night(23))
    expect(await stateOf('http://a.co/1')).toBe('ok')
  })

  it('breaks a link whose name is gone, or whose server is at fault, on the third night in a row', async () => {
    sites['a.co'] = answer(200)
    sites['b.co'] = answer(200)
    sites['ill.co'] = answer(502)
    await storyWith(['http://a.co/', 'http://b.co/', 'http://gone.org/', 'http://ill.co/'])
    for (const day of [20, 21]) await check(night(day))
    const twice = { actor: (await makeUser()).actor, at: new Date(night(21).getTime() + 3_600_000) }
    await checkAgainWith(world, twice.actor, { url: 'http://gone.org/' }, twice.at)
    expect([await stateOf('http://gone.org/'), await stateOf('http://ill.co/')]).toEqual(['unreachable', 'unreachable'])
    await check(night(22))
    expect([await stateOf('http://gone.org/'), await stateOf('http://ill.co/')]).toEqual(['broken', 'broken'])
    sites['ill.co'] = answer(200)
    await check(night(23))
    expect([await stateOf('http://gone.org/'), await stateOf('http://ill.co/')]).toEqual(['broken', 'ok'])
  })

  it('without a network changes nothing, and says so', async () => {
    const hosts = ['a.co', 'b.co', 'c.co', 'd.co']
    for (const host of hosts) sites[host] = answer(200)
    await storyWith(hosts.map((host) => `http://${host}/`))
    await check(night(20))
    const before = await db.linkCheck.findMany({ orderBy: { url: 'asc' } })
    for (const host of hosts.slice(1)) delete sites[host]
    for (const day of [21, 22, 23, 24]) expect(await check(night(day))).toMatchObject({ outcome: 'no network' })
    const after = await db.linkCheck.findMany({ orderBy: { url: 'asc' } })
    expect(after.slice(1)).toEqual(before.slice(1))
    expect((await db.linkRun.findUniqueOrThrow({ where: { id: 1 } })).outcome).toBe('no network')
  })

  it('without a network gives up early', async () => {
    await storyWith(Array.from({ length: 40 }, (_, at) => `http://h${at}.org/`))
    expect(await check(night(20))).toMatchObject({ outcome: 'no network' })
    expect((await db.linkRun.findUniqueOrThrow({ where: { id: 1 } })).checked).toBeLessThan(16)
  })
})

describe('A check', () => {
  it('is for those who may edit', async () => {
    const { actor } = await makeUser({ role: 'author' })
    await expect(checkLinksWith(world(), actor, {}, night(20))).rejects.toBeInstanceOf(NotAllowed)
  })

  it('runs on one server at a time, and shows how far it is', async () => {
    sites['a.co'] = answer(200)
    await storyWith(['http://a.co/1', 'http://a.co/2'])
    const seen: unknown[] = []
    const watched: LinkWorld = {
      ...world(),
      pause: async () => {
        seen.push([await check(night(20)), (await db.linkRun.findUniqueOrThrow({ where: { id: 1 } })).due])
      },
    }
    await checkLinksWith(watched, clock, {}, night(20))
    expect(seen.length).toBeGreaterThan(0)
    for (const each of seen) expect(each).toEqual([{ outcome: 'busy', own: 0, checked: 0 }, 2])
    expect(await db.linkRun.findUniqueOrThrow({ where: { id: 1 } })).toMatchObject({ holder: null, due: 2, checked: 2, outcome: 'done' })
  })

  it('that was killed is taken over with the rest, and the one that lost its place stops', async () => {
    for (const host of ['a.co', 'b.co']) sites[host] = answer(200)
    await storyWith(['http://a.co/1', 'http://a.co/2', 'http://a.co/3', 'http://b.co/'])
    let pauses = 0
    let taken: Promise<unknown> | undefined
    // Two minutes without a sign of life, and another server has come: in one step, or a sign of life may come between.
    const takeOver = async () => db.$executeRaw`update link_run set holder = 'another server', step_at = now() - interval '3 minutes'`
    const slow: LinkWorld = {
      ...world(),
      pause: async () => {
        pauses += 1
        if (pauses === 4) taken = takeOver()
        await taken
      },
    }
    expect(await checkLinksWith(slow, clock, {}, night(20))).toMatchObject({ outcome: 'taken over' })
    const sofar = asked.filter((line) => line.startsWith('HEAD')).length
    // Before each request its host has paused: after the fourth pause none is made.
    expect(sofar).toBeLessThan(4)
    expect(await check(night(20))).toMatchObject({ outcome: 'done', checked: 4 - sofar })
    expect(asked.filter((line) => line.startsWith('HEAD'))).toHaveLength(4)
  })

  it('is not resumed where none was cut off', async () => expect(await resumeCheck(clock, night(20))).toBeNull())
})

describe('A hand-made link to another site', () => {
  const dead = async () => (await db.publishedExternalLink.findFirstOrThrow()).dead
  const expired = async (slug: string) =>
    (await db.$queryRaw<{ n: number }[]>`select count(*)::int as n from page_cache.tag where tag = ${`address:${slug}`}`)[0]?.n

  it('leaves readers’ pages when it breaks, and comes back when it answers', async () => {
    sites['a.co'] = answer(404)
    const story = await liveArticle({ pins: [external('http://a.co/pin')] })
    await db.$executeRaw`delete from page_cache.tag`
    await check(night(20))
    expect([await dead(), await expired(story.slug)]).toEqual([true, 1])
    const { actor } = await makeUser()
    await publishArticle(actor, { id: story.id, version: story.version, change: 'minor' }, night(20))
    expect(await dead()).toBe(true)
    await db.$executeRaw`delete from page_cache.tag`
    sites['a.co'] = answer(200)
    await check(night(21))
    expect([await dead(), await expired(story.slug)]).toEqual([false, 1])
  })

  it('is shown again by “Leave it”, until its state changes', async () => {
    sites['a.co'] = answer(404)
    await liveArticle({ pins: [external('http://a.co/pin')] })
    await check(night(20))
    const { actor } = await makeUser()
    await leaveLink(actor, { url: 'http://a.co/pin' }, night(20))
    expect(await dead()).toBe(false)
    await check(night(21))
    expect(await dead()).toBe(false)
    sites['a.co'] = answer(200)
    await check(night(22))
    sites['a.co'] = answer(404)
    await check(night(23))
    expect(await dead()).toBe(true)
  })
})
