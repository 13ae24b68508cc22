/** The feeds and sitemaps as programs read them. */
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { expect, test } from './fixtures'

test('all three formats carry a new story with its words and its related list', async ({ make, request }) => {
  const tag = await make.tag()
  const other = await make.live({ tags: [tag.slug] })
  const story = await make.live({ tags: [tag.slug] })
  const id = `urn:uuid:${story.id}`
  const at = async (ending: string, type: string): Promise<string> => {
    const answer = await request.get(`/feeds/tags/${tag.slug}.${ending}`)
    expect([answer.status(), answer.headers()['content-type']]).toEqual([200, `${type}; charset=utf-8`])
    return answer.text()
  }
  const atom = parseAtomFeed(await at('atom', 'application/atom+xml'))
  const rss = parseRssFeed(await at('rss', 'application/rss+xml'))
  const json = parseJsonFeed(await at('json', 'application/feed+json'))
  expect(atom.entries?.map((entry) => entry.id)).toContain(id)
  expect(rss.items?.map((item) => item.guid?.value)).toContain(id)
  const item = json.items?.find((one) => one.id === id)
  expect(item?.content_html).toContain('In related news:')
  expect(item?.content_html).toContain(`/news/${other.slug}`)
})

test('a story keeps its id when its address changes, and its date over a minor change', async ({ make, request }) => {
  const tag = await make.tag()
  const story = await make.live({ tags: [tag.slug], publishedAt: new Date('2026-06-26T14:40:00Z') })
  const entry = async () => parseAtomFeed(await (await request.get(`/feeds/tags/${tag.slug}.atom`)).text()).entries?.[0]
  const before = await entry()
  expect(before?.updated).toBe('2026-06-26T14:40:00.000Z')
  const moved = await make.move({ story, slug: `${story.slug}-again` })
  const minor = await make.republish({ story: await make.save({ story: moved, changes: { standfirst: 'Mended.' } }), change: 'minor' })
  expect(await entry()).toMatchObject({ id: before?.id, updated: before?.updated })
  await make.republish({
    story: await make.save({ story: minor, changes: { standfirst: 'Changed.' } }),
    change: 'told',
    note: 'We changed a figure.',
  })
  const after = await entry()
  expect(after?.id).toBe(before?.id)
  expect(String(after?.updated) > String(before?.updated)).toBe(true)
})

test('a reader that has the feed is told so', async ({ request }) => {
  // The area feed of a place nobody writes about in these tests does not change in between.
  const address = '/feeds/tags/area-isles-of-scilly.atom'
  const first = await request.get(address)
  expect(first.status()).toBe(200)
  const again = await request.get(address, { headers: { 'if-none-match': first.headers().etag ?? '' } })
  expect([again.status(), (await again.body()).length]).toEqual([304, 0])
})

test('what is no feed is not found', async ({ request }) => {
  for (const address of ['/feeds/news.xml', '/feeds/other.atom', '/feeds/tags/no-such-tag.atom', '/feeds/tags/No.atom', '/feeds'])
    expect((await request.get(address)).status(), address).toBe(404)
})

test('the sitemaps hold a new story, and only what is live', async ({ make, request }) => {
  const story = await make.live()
  const old = await make.live({ publishedAt: new Date('2026-01-05T12:00:00Z') })
  const gone = await make.withdrawn()
  const all = await (await request.get('/sitemap.xml')).text()
  const news = await (await request.get('/news-sitemap.xml')).text()
  expect([all.includes(`/news/${story.slug}<`), all.includes(`/news/${old.slug}<`), all.includes(gone.slug)]).toEqual([true, true, false])
  expect([news.includes(`/news/${story.slug}<`), news.includes(old.slug), news.includes(gone.slug)]).toEqual([true, false, false])
  expect(await (await request.get('/robots.txt')).text()).toMatch(/Sitemap: http.*\/sitemap\.xml/)
})
