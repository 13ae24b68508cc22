/** What holds for every address, over HTTP: no script for readers but our own counter, whole pages, the headers, and addresses nobody wrote. */
import { expect, test } from './fixtures'
import { PUBLIC_ROUTES } from './public-routes'

const demo = {
  story: 'dorset-typically-positive',
  others: ['no-such-story'],
  tag: 'outcome-positive',
  otherTag: 'no-such-tag',
  area: 'dorset',
  words: 'inspection',
  deadLinks: ['A'.repeat(43)],
}

/** Scripts that would run; JSON-LD is data, and our own counter stays in exactly one form. */
const EXECUTABLE =
  /<script\b(?![^>]*\btype="application\/ld\+json")(?! src="\/count\.js\?v=[0-9a-f]{8}" defer=""><\/script>)[^>]*>|<link\b[^>]*\bas="script"|<link\b[^>]*rel="modulepreload"|\son[a-z]+="/i

const PAGE_POLICY = /default-src 'none'; script-src 'self'; style-src 'self';.*frame-ancestors 'none'/
/** A picture is shut in a box of its own: nothing in it runs, whatever it holds. */
const FILE_POLICY = /^default-src 'none'; sandbox/

for (const { route, kind, examples } of PUBLIC_ROUTES) {
  test(`${route}: no script, and the headers of every answer`, async ({ request }) => {
    for (const address of examples(demo)) {
      const answer = await request.get(address)
      const headers = answer.headers()
      expect(answer.status(), address).toBeLessThan(500)
      expect(headers, address).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': route.startsWith('/preview/') ? 'no-referrer' : 'strict-origin-when-cross-origin',
        'cross-origin-opener-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('camera=()'),
        'content-security-policy': expect.stringMatching(route.includes('/media/') ? FILE_POLICY : PAGE_POLICY),
      })
      expect(headers['content-security-policy'], address).not.toContain('unsafe')
      for (const secret of ['x-powered-by', 'x-next-cache-tags', 'strict-transport-security', 'server'])
        expect(headers, address).not.toHaveProperty(secret)
      if (kind === 'answer') continue
      const html = await answer.text()
      expect(html, address).not.toMatch(EXECUTABLE)
      const main = /<main\b[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1]?.replace(/<[^>]*>/g, ' ') ?? ''
      expect(main.replace(/\s+/g, ' ').trim().length, `the text of ${address}`).toBeGreaterThan(40)
      expect(html, address).toMatch(/<link rel="stylesheet"/)
    }
  })
}

test('a page is sent again only when it has changed, and compressed', async ({ request }) => {
  const address = '/news/dorset-typically-positive'
  await request.get(address)
  const first = await request.get(address, { headers: { 'accept-encoding': 'gzip' } })
  expect(first.headers()).toMatchObject({
    'x-nextjs-cache': 'HIT',
    'content-encoding': 'gzip',
    'cache-control': 'public, max-age=0, must-revalidate',
  })
  const again = await request.get(address, { headers: { 'if-none-match': first.headers().etag ?? '' } })
  expect(again.status()).toBe(304)
  expect((await again.body()).length).toBe(0)
  const brotli = await request.get(address, { headers: { 'accept-encoding': 'br' } })
  expect(brotli.headers()['content-encoding']).toBe('br')
  expect(await brotli.text()).toBe(await first.text())
})

test('a public page has one form, whatever is asked of it', async ({ request, baseURL }) => {
  const plain = await (await request.get('/about')).text()
  const forms: Record<string, string>[] = [
    { rsc: '1' },
    { 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree', rsc: '1' },
    { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    { 'x-nextjs-data': '1' },
    { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
    { cookie: '__prerender_bypass=guess' },
  ]
  for (const headers of forms) {
    const answer = await request.get('/about', { headers })
    expect(answer.url()).toBe(`${baseURL}/about`)
    expect(answer.headers()['content-type']).toBe('text/html; charset=utf-8')
    expect(await answer.text()).toBe(plain)
  }
})

for (const [address, status] of [
  ['/news/%E0%A4%A', 400],
  ['/%', 400],
  ['/news/a%00b', 400],
  ['/search?q=%00', 400],
  ['/news/a%0d%0ab', 400],
  [`/${'a'.repeat(5_000)}`, 414],
  ['/news/%ED%A0%80', 400],
  ['/news/%F0%9F%93%B0', 404],
  ['/news/..%2f..%2fetc%2fpasswd', 404],
  ['/news/__proto__', 404],
  ['/tags/constructor', 404],
  ['/news?page=0', 404],
  ['/_next/static/none.js', 404],
  ['/_next/image?url=%2Ffavicon.svg&w=64&q=75', 404],
] as const) {
  test(`${address.slice(0, 40)} answers ${status} with words and without script`, async ({ baseURL }) => {
    const answer = await fetch(`${baseURL}${address}`)
    const html = await answer.text()
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(html).not.toMatch(EXECUTABLE)
    if (!address.startsWith('/_next')) expect(html).toMatch(/<h1[^>]*>[^<]/)
  })
}

test('a reader’s page takes nothing in', async ({ request }) => {
  for (const method of ['POST', 'PUT', 'DELETE']) {
    const answer = await request.fetch('/about', { method, headers: { 'next-action': 'x' }, multipart: { a: '1' } })
    expect([method, answer.status(), answer.headers().allow]).toEqual([method, 405, 'GET, HEAD'])
  }
})

test('two slashes lead nowhere else', async ({ baseURL }) => {
  for (const address of ['//example.org/x', '/\\example.org/x', '/%5Cexample.org', '//example.org/%2e%2e']) {
    const answer = await fetch(`${baseURL}${address}`, { redirect: 'manual' })
    const location = answer.headers.get('location')
    if (location) expect(new URL(location, baseURL).origin, address).toBe(baseURL)
  }
})

test('a signed-in page is nobody else’s, and keeps its own policy', async ({ request, page, signInAs }) => {
  const stranger = await request.get('/admin', { maxRedirects: 0 })
  expect(stranger.headers()).toMatchObject({ 'cache-control': expect.stringContaining('no-store'), 'x-content-type-options': 'nosniff' })
  await signInAs('editor')
  const answer = await page.goto('/admin')
  await expect(page).toHaveURL(/\/admin$/)
  const headers = answer?.headers() ?? {}
  expect(headers['cache-control']).toContain('no-store')
  expect(headers['content-security-policy']).toMatch(/script-src 'self' 'nonce-/)
  expect(headers).toMatchObject({ 'cross-origin-opener-policy': 'same-origin', 'x-content-type-options': 'nosniff' })
  expect(headers).not.toHaveProperty('x-nextjs-cache')
})
