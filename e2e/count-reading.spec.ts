/** What readers do with a related list is counted, not who: by one small script, and without it nothing is missing. */
import { once } from 'node:events'
import type { Page } from '@playwright/test'
import { expect, expectNoAccessibilityProblems, type Make, test } from './fixtures'
import { TwoServers } from './two-servers'

const PERSON = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'
test.use({ userAgent: PERSON })

async function twoRelated(make: Make) {
  const tag = await make.tag({ label: `Counted ${Math.random().toString(36).slice(2)}` })
  return [await make.live({ tags: [tag.slug] }), await make.live({ tags: [tag.slug] })] as const
}

/** As the database has it: hand-overs are five seconds apart. */
const inDatabase = (make: Make, sql: string) => expect.poll(() => make.query(sql), { timeout: 15_000, intervals: [500] })
const clicksOf = (story: { number: number }) =>
  `select target_number as target, slot, reason, sum(clicks)::int as clicks from related_clicks where article_number = ${story.number} group by 1, 2, 3`
const seenOf = (story: { number: number }) => `select sum(seen)::int as seen from related_seen where article_number = ${story.number}`
const link = (page: Page, headline: string) => page.getByRole('region', { name: 'In related news:' }).getByRole('link', { name: headline })

test('a list that comes into sight and links that are followed are counted, and nothing is kept in the browser', async ({
  make,
  page,
  context,
}) => {
  const [story, other] = await twoRelated(make)
  await context.setExtraHTTPHeaders({ dnt: '1', 'sec-gpc': '1' })
  await page.goto(`/news/${story.slug}`)
  await link(page, other.headline).scrollIntoViewIfNeeded()
  await link(page, other.headline).click()
  await expect(page).toHaveURL(new RegExp(`/news/${other.slug}$`))
  await page.goto(`/news/${story.slug}`)
  await link(page, other.headline).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/news/${other.slug}$`))
  await page.goto(`/news/${story.slug}`)
  const opened = context.waitForEvent('page')
  await link(page, other.headline).click({ button: 'middle' })
  await (await opened).close()
  await link(page, other.headline).click({ button: 'right' })
  await inDatabase(make, clicksOf(story)).toEqual([{ target: other.number, slot: 1, reason: 'theme', clicks: 3 }])
  await inDatabase(make, seenOf(story)).toEqual([{ seen: 3 }])
  expect(await context.cookies()).toEqual([])
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0])
})

test('a robot is not counted', async ({ make, browser, page, baseURL }) => {
  const [story, other] = await twoRelated(make)
  const robot = await browser.newContext({ baseURL: baseURL ?? '', userAgent: PERSON.replace('Chrome/', 'HeadlessChrome/') })
  const robots = await robot.newPage()
  const told = robots.waitForResponse('**/api/count')
  await robots.goto(`/news/${story.slug}`)
  await link(robots, other.headline).scrollIntoViewIfNeeded()
  expect((await told).status()).toBe(204)
  await robot.close()
  await page.goto(`/news/${story.slug}`)
  await link(page, other.headline).scrollIntoViewIfNeeded()
  await inDatabase(make, seenOf(story)).toEqual([{ seen: 1 }])
})

test('the page carries one script, from our own address, and nothing else does', async ({ make, request }) => {
  const [story] = await twoRelated(make)
  const scripts = async (address: string) =>
    [...(await (await request.get(address)).text()).matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => !/ld\+json/.test(tag))
  const [tag = '', ...others] = await scripts(`/news/${story.slug}`)
  expect(others).toEqual([])
  const address = /^<script src="(\/count\.js\?v=[0-9a-f]{8})" defer="">$/.exec(tag)?.[1] ?? ''
  const script = await request.get(address)
  expect((await script.body()).length).toBeLessThan(1_024)
  expect(script.headers()).toMatchObject({
    'content-type': expect.stringContaining('javascript'),
    'cache-control': 'public, max-age=31536000, immutable',
  })
  for (const elsewhere of ['/', '/news', '/about', `/news/${story.slug}/thanks`, '/search?q=report'])
    expect(await scripts(elsewhere)).toEqual([])
})

test('without script the links lead on, and a link that is not related can be told', async ({ make, browser, baseURL }) => {
  const [story, other] = await twoRelated(make)
  const context = await browser.newContext({ baseURL: baseURL ?? '', userAgent: PERSON, javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`/news/${story.slug}`)
  await page.getByText('Is one of these not related?').click()
  await page.getByRole('radio', { name: other.headline }).check()
  await page.getByRole('button', { name: 'Tell us' }).click()
  await expect(page).toHaveURL(new RegExp(`/news/${story.slug}/thanks$`))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you for telling us')
  await page.getByRole('link', { name: story.headline }).click()
  await link(page, other.headline).click()
  await expect(page).toHaveURL(new RegExp(`/news/${other.slug}$`))
  await context.close()
  const report = `select target_number as target, readers, state from not_related_report where article_number = ${story.number}`
  await inDatabase(make, report).toEqual([{ target: other.number, readers: 1, state: 'open' }])
  expect(await make.query(clicksOf(story))).toEqual([])
})

test('a report reaches the tray, and one press leaves the pair out of both lists', async ({ make, page, signInAs, baseURL }) => {
  const [story, other] = await twoRelated(make)
  const form = { article: String(story.number), target: String(other.number), slug: story.slug }
  const told = await page.request.post('/api/not-related', {
    form,
    headers: { origin: baseURL ?? '', 'user-agent': PERSON },
    maxRedirects: 0,
  })
  expect([told.status(), told.headers().location]).toEqual([303, `/news/${story.slug}/thanks`])
  await inDatabase(make, `select readers from not_related_report where article_number = ${story.number}`).toEqual([{ readers: 1 }])
  await signInAs('editor')
  await page.goto('/admin')
  await page.getByRole('link', { name: /^Decide\s*: Reports? of/ }).click()
  const row = page.getByRole('listitem').filter({ hasText: other.headline })
  await expect(row).toContainText(story.headline)
  await expect(row).toContainText('1 reader ·')
  await expectNoAccessibilityProblems(page)
  await row.getByRole('button', { name: 'Leave this pair out' }).click()
  await expect(page.getByRole('status')).toHaveText('The pair is left out, in both stories’ lists.')
  await expect(row).toHaveCount(0)
  for (const [one, another] of [
    [story, other],
    [other, story],
  ] as const) {
    await page.goto(`/news/${one.slug}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(one.headline)
    await expect(page.getByRole('region', { name: 'In related news:' }).getByRole('link', { name: another.headline })).toHaveCount(0)
  }
})

test('the newsroom sees what is followed, as numbers and drawn', async ({ make, page, signInAs }) => {
  const [story, other] = await twoRelated(make)
  await make.query(`insert into related_seen values (current_date, ${story.number}, 100) on conflict do nothing`)
  await make.query(
    `insert into related_clicks values (current_date, ${story.number}, ${other.number}, 1, 'theme', 900) on conflict do nothing`,
  )
  await make.query(
    `insert into related_daily (day, stories, "full", dead_ends, orphans, links, pins, exclusions, diversity, mean_age_days)
     select current_date - d, 40, 30 + d, 2, 1, 180, 9, 3, 0.6, 120 from generate_series(0, 5) d on conflict do nothing`,
  )
  await signInAs('viewer')
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 800 })
    await page.goto('/admin/related/measures?days=7')
    await expect(page.getByRole('table', { name: 'Links followed most' })).toContainText(other.headline)
    await expect(page.getByRole('table', { name: 'Clicks by reason' })).toContainText('The same theme')
    await expect(page.getByRole('img', { name: /^Full lists: / })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    await expectNoAccessibilityProblems(page)
  }
})

test('the question is quiet, narrow enough for a phone, and open to everybody', async ({ make, page }) => {
  const [story, other] = await twoRelated(make)
  await page.setViewportSize({ width: 320, height: 640 })
  await page.goto(`/news/${story.slug}`)
  await expect(page.getByRole('radio', { name: other.headline })).toBeHidden()
  await page.getByText('Is one of these not related?').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('radio', { name: other.headline })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await expectNoAccessibilityProblems(page)
  await page.goto(`/news/${story.slug}/thanks`)
  await expectNoAccessibilityProblems(page)
})

test('another site’s page can add nothing', async ({ make, request, baseURL }) => {
  const [story, other] = await twoRelated(make)
  const data = JSON.stringify({ article: story.number, target: other.number, slot: 1, reason: 'theme' })
  for (const origin of ['https://example.org', 'null', '']) {
    const headers = { origin, 'content-type': 'text/plain', 'user-agent': PERSON }
    expect((await request.post('/api/count', { data, headers })).status(), origin).toBe(403)
  }
  const headers = { origin: baseURL ?? '', 'content-type': 'text/plain', 'user-agent': PERSON }
  const answer = await request.post('/api/count', { data, headers })
  expect([answer.status(), answer.headers()['set-cookie']]).toEqual([204, undefined])
  expect((await request.post('/api/count', { data: ' '.repeat(2_000), headers })).status()).toBe(413)
  expect((await request.get('/api/count')).status()).toBe(405)
})

test('a database that is away takes no page and no count, and a server that ends hands over what it has', async () => {
  test.setTimeout(120_000)
  const newsroom = await TwoServers.open()
  try {
    const { a, b } = newsroom
    const tag = await newsroom.do('tag', {})
    const [story, other] = [await newsroom.do('live', { tags: [tag.slug] }), await newsroom.do('live', { tags: [tag.slug] })]
    const click = (server: { url: string }) =>
      fetch(`${server.url}/api/count`, {
        method: 'POST',
        body: JSON.stringify({ article: story.number, target: other.number, slot: 1, reason: 'theme' }),
        headers: { origin: server.url, 'user-agent': PERSON, 'content-type': 'text/plain' },
      })
    const counted = async () => (await newsroom.do('counted', undefined)).clicks
    expect((await fetch(`${b.url}/news/${story.slug}`)).status).toBe(200)
    await b.database.refuse()
    const began = performance.now()
    for (let n = 0; n < 5; n += 1) expect((await click(b)).status).toBe(204)
    expect(performance.now() - began).toBeLessThan(2_000)
    expect((await fetch(`${b.url}/news/${story.slug}`)).status).toBe(200)
    await new Promise((resolve) => setTimeout(resolve, 7_000))
    expect(await counted()).toBe(0)
    await b.database.pass()
    await expect.poll(counted, { timeout: 20_000 }).toBe(5)
    expect((await click(a)).status).toBe(204)
    const ended = once(a.process, 'exit')
    a.process.kill('SIGTERM')
    expect((await ended)[0]).toBe(0)
    expect(await counted()).toBe(6)
  } finally {
    await newsroom.close()
  }
})
