/**
 * Cached pages over two servers that share a database: what is published or withdrawn shows at the next request on both,
 * nothing old is stored or shown, and a database that goes away takes no page with it that was there.
 */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { MadeArticle } from '../prisma/factories/article'
import { test as base, expect } from './fixtures'
import { TwoServers } from './two-servers'

const ROUNDS = 40

const test = base.extend<object, { newsroom: TwoServers }>({
  newsroom: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
    async ({}, use) => {
      const newsroom = await TwoServers.open()
      await use(newsroom)
      await newsroom.close()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

test.describe.configure({ mode: 'serial' })

type Page = { status: number; heading: string; html: string; headers: Headers; redirected: boolean }

/** As a browser asks: redirects are followed, nothing is kept. */
async function ask(address: string, init: RequestInit = {}): Promise<Page> {
  const answer = await fetch(address, init)
  const html = await answer.text()
  const heading = /<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1]?.replace(/<[^>]*>/g, '') ?? ''
  return { status: answer.status, heading, html, headers: answer.headers, redirected: answer.redirected }
}

const address = (server: { url: string }, story: { slug: string }) => `${server.url}/news/${story.slug}`
const unlike = (words: string) => `${words} ${randomUUID().slice(0, 8)}`

async function twoRelated(newsroom: TwoServers): Promise<[MadeArticle, MadeArticle]> {
  const tag = await newsroom.do('tag', {})
  const first = await newsroom.do('live', { tags: [tag.slug] })
  return [first, await newsroom.do('live', { tags: [tag.slug] })]
}

test('a new headline shows at the next request on both servers, also in another story’s related news', async ({ newsroom }) => {
  const [story, other] = await twoRelated(newsroom)
  for (const server of newsroom.both) {
    expect((await ask(address(server, other))).html).toContain(story.headline)
    expect((await ask(address(server, story))).heading).toBe(story.headline)
    expect((await ask(address(server, story))).headers.get('x-nextjs-cache')).toBe('HIT')
  }
  const renamed = await newsroom.do('rename', { story, headline: unlike('A corrected headline') })
  for (const server of newsroom.both) {
    expect((await ask(address(server, renamed))).heading).toBe(renamed.headline)
    const beside = await ask(address(server, other))
    expect(beside.html).toContain(renamed.headline)
    expect(beside.html).not.toContain(story.headline)
  }
})

test('a draft’s address answers 404, and 200 at the next request once it is published, in other stories too', async ({ newsroom }) => {
  const tag = await newsroom.do('tag', {})
  const other = await newsroom.do('live', { tags: [tag.slug] })
  const draft = await newsroom.do('draft', { tags: [tag.slug] })
  for (const server of newsroom.both) {
    expect((await ask(address(server, draft))).status).toBe(404)
    expect((await ask(address(server, draft))).status).toBe(404)
    expect((await ask(address(server, other))).html).not.toContain(draft.headline)
  }
  await newsroom.do('publish', draft)
  for (const server of newsroom.both) {
    expect(await ask(address(server, draft))).toMatchObject({ status: 200, heading: draft.headline })
    expect((await ask(address(server, other))).html).toContain(draft.headline)
  }
})

test('a withdrawn story answers 410 on both servers at once, and is gone from other stories', async ({ newsroom }) => {
  const [story, other] = await twoRelated(newsroom)
  for (const server of newsroom.both) {
    await ask(address(server, story))
    await ask(address(server, other))
  }
  await newsroom.do('withdraw', story)
  for (const server of newsroom.both) {
    for (const cache of ['MISS', 'HIT']) {
      const page = await ask(address(server, story))
      expect(page.status).toBe(410)
      if (server === newsroom.a) expect(page.headers.get('x-nextjs-cache')).toBe(cache)
      expect(page.html).toMatch(/<main[\s\S]*withdrawn/)
      expect(page.html).not.toContain(story.headline)
    }
    expect((await ask(address(server, story), { method: 'HEAD' })).status).toBe(410)
    expect((await ask(address(server, other))).html).not.toContain(story.headline)
  }
})

test('a moved story redirects from its old address, once', async ({ newsroom }) => {
  const story = await newsroom.do('live', {})
  await ask(address(newsroom.a, story))
  const slug = `moved-${story.slug}`
  await newsroom.do('move', { story, slug })
  for (const server of [newsroom.a, newsroom.a, newsroom.b]) {
    const answer = await fetch(address(server, story), { redirect: 'manual' })
    expect(answer.status).toBe(308)
    expect(answer.headers.get('location')).toBe(`/news/${slug}`)
    expect((await ask(address(server, story))).heading).toBe(story.headline)
  }
})

test('publishing while pages are rendered leaves nothing old, stored or shown', async ({ newsroom }) => {
  test.setTimeout(180_000)
  let story = await newsroom.do('live', {})
  for (let round = 0; round < ROUNDS; round += 1) {
    story = await newsroom.do('rename', { story, headline: `Before the change of round ${round}` })
    const waiting = [0, 1, 2, 3].map((i) => ask(address(i % 2 ? newsroom.b : newsroom.a, story)))
    await new Promise((resolve) => setTimeout(resolve, round % 10))
    story = await newsroom.do('rename', { story, headline: `After the change of round ${round}` })
    const next = await Promise.all(newsroom.both.map((server) => ask(address(server, story))))
    expect(next.map((page) => page.heading)).toEqual([story.headline, story.headline])
    await Promise.all(waiting)
    const later = await Promise.all(newsroom.both.map((server) => ask(address(server, story))))
    expect(later.map((page) => page.heading)).toEqual([story.headline, story.headline])
  }
})

for (const how of ['refuse', 'hang'] as const) {
  const words = how === 'refuse' ? 'refuses connections' : 'falls silent'
  test(`a database that ${words} takes no page away that was there, and brings none back`, async ({ newsroom }) => {
    test.setTimeout(120_000)
    const { b } = newsroom
    const [story, other] = await twoRelated(newsroom)
    const withdrawn = await newsroom.do('live', {})
    for (const made of [story, withdrawn]) expect((await ask(address(b, made))).status).toBe(200)
    await newsroom.do('withdraw', withdrawn)
    // Not asked for again, unlike the other (whose latest news it was in): the server hears of it by itself, within a moment.
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect((await ask(address(b, story))).status).toBe(200)
    await b.database[how]()

    expect(await ask(address(b, story))).toMatchObject({ status: 200, heading: story.headline })
    const began = performance.now()
    expect(await ask(address(b, story))).toMatchObject({ status: 200, heading: story.headline })
    expect(performance.now() - began).toBeLessThan(2_000)
    for (const made of [withdrawn, other, { slug: 'nobody-wrote-this' }]) {
      const page = await ask(address(b, made))
      expect(page.status).toBe(503)
      expect(page.headers.get('cache-control')).toBe('no-store')
      expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(page.html).toMatch(/<main[\s\S]*<h1/)
      expect(page.html).not.toContain(withdrawn.headline)
    }
    expect(await ask(address(newsroom.a, story))).toMatchObject({ status: 200 })

    await b.database.pass()
    await expect.poll(async () => (await ask(address(b, other))).status, { timeout: 15_000 }).toBe(200)
    await expect.poll(async () => (await ask(address(b, withdrawn))).status, { timeout: 15_000 }).toBe(410)
    const renamed = await newsroom.do('rename', { story, headline: unlike('Published after the outage') })
    await expect.poll(async () => (await ask(address(b, renamed))).heading, { timeout: 15_000 }).toBe(renamed.headline)
  })
}

test('a server that is told to stop answers what it has begun, and ends well', async ({ newsroom }) => {
  const { a } = newsroom
  const story = await newsroom.do('live', {})
  // Begun for certain: the page waits for a database that has fallen silent.
  a.database.hang()
  const begun = ask(address(a, story))
  await new Promise((resolve) => setTimeout(resolve, 500))
  const ended = once(a.process, 'exit')
  a.process.kill('SIGTERM')
  expect((await begun).status).toBe(503)
  const [code] = await ended
  expect(code).toBe(0)
  await expect(ask(address(a, story))).rejects.toThrow()
})
