/** The open data as programs read it. */
import { expect, test } from './fixtures'

test('a story and its related list are the ones of its page', async ({ make, page, request }) => {
  const [one, two] = [await make.tag(), await make.tag()]
  const story = await make.live({ tags: [one.slug, two.slug] })
  for (const tags of [[one.slug], [one.slug, two.slug], [two.slug]]) await make.live({ tags })
  const answer = await request.get(`/api/v1/articles/${story.slug}`)
  expect(await answer.json()).toMatchObject({ id: story.id, slug: story.slug, headline: story.headline, updated: null })
  const related = (await (await request.get(`/api/v1/articles/${story.slug}/related`)).json()) as {
    items: { headline: string; reason: string }[]
  }
  await page.goto(`/news/${story.slug}`)
  const items = page.getByRole('region', { name: 'In related news:' }).getByRole('listitem')
  await expect(items).toHaveCount(3)
  expect(await items.getByRole('link').allInnerTexts()).toEqual(related.items.map((item) => item.headline))
  for (const [at, item] of related.items.entries()) await expect(items.nth(at)).toContainText(item.reason)
})

test('a withdrawn story is 410 with its reason, a moved one 308', async ({ make, request }) => {
  const gone = await make.withdrawn({ reason: 'It was wrong.' })
  for (const address of [`/api/v1/articles/${gone.slug}`, `/api/v1/articles/${gone.slug}/related`]) {
    const answer = await request.get(address)
    expect([answer.status(), answer.headers()['content-type']]).toEqual([410, 'application/problem+json; charset=utf-8'])
    expect(await answer.json()).toMatchObject({ status: 410, detail: 'This story was withdrawn. It was wrong.' })
  }
  const story = await make.live()
  const moved = await make.move({ story, slug: `${story.slug}-elsewhere` })
  const answer = await request.get(`/api/v1/articles/${story.slug}`, { maxRedirects: 0 })
  expect([answer.status(), answer.headers().location]).toEqual([308, `/api/v1/articles/${moved.slug}`])
})

for (const [address, field] of [
  ['/api/v1/articles?state=draft', 'state'],
  ['/api/v1/articles?page=0', 'page'],
  ['/api/v1/articles?page_size=1000', 'page_size'],
  ['/api/v1/articles?page=1&page=2', 'page'],
  ['/api/v1/articles/dorset-typically-positive/related?limit=0', 'limit'],
  ['/api/v1/tags?where=x', 'where'],
  ['/api/v1/inspections.csv?order=x', 'order'],
] as const) {
  test(`${address} is refused, naming ${field}`, async ({ request }) => {
    const answer = await request.get(address)
    expect([answer.status(), answer.headers()['content-type']]).toEqual([400, 'application/problem+json; charset=utf-8'])
    expect(((await answer.json()) as { problems: { field: string }[] }).problems.map((problem) => problem.field)).toEqual([field])
  })
}

test('lists come in pages, and inspections as CSV too', async ({ request }) => {
  const first = (await (await request.get('/api/v1/articles?page_size=5')).json()) as { items: { slug: string }[]; pages: number }
  const second = (await (await request.get('/api/v1/articles?page_size=5&page=2')).json()) as { items: { slug: string }[] }
  expect([first.items.length, second.items.length]).toEqual([5, 5])
  const csv = await request.get('/api/v1/inspections.csv')
  expect(csv.headers()['content-disposition']).toContain('inspections.csv')
  const lines = (await csv.text()).split('\r\n')
  expect([lines[0]?.split(',').slice(0, 3), lines.length]).toEqual([['id', 'area', 'kind'], 101])
  expect(((await (await request.get('/api/v1/areas')).json()) as { items: unknown[] }).items).toHaveLength(153)
})

test('the description names every address, and a client that has an answer is told so', async ({ request }) => {
  const document = (await (await request.get('/api/v1/openapi.json')).json()) as { openapi: string; paths: Record<string, unknown> }
  expect(document.openapi).toBe('3.1.0')
  for (const path of Object.keys(document.paths).filter((one) => !one.includes('{')))
    expect((await request.get(path)).status(), path).toBe(200)
  const first = await request.get('/api/v1/inspections')
  expect((await request.get('/api/v1/inspections', { headers: { 'if-none-match': first.headers().etag ?? '' } })).status()).toBe(304)
})
