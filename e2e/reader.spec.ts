/** What readers do: find their area, read a story, follow related news, come too late, come by an old address. */
import { gzipSync } from 'node:zlib'
import { expect, expectNoAccessibilityProblems, test } from './fixtures'
import { PAGES_TO_LOOK_AT } from './public-routes'

test.describe('without script, on a narrow phone', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } })

  test('one field on the front page leads to an area’s stories and their feed', async ({ page, make, request }) => {
    const story = await make.live({ tags: ['area-rotherham'], headline: `Rotherham report ${Date.now()}` })
    await page.goto('/')
    await page.getByLabel('Find your area').fill('Rotherham')
    await page.getByRole('button', { name: 'Show area' }).click()
    await expect(page).toHaveURL(/\/areas\/rotherham$/)
    await expect(page.getByRole('heading', { level: 1, name: 'Rotherham' })).toBeVisible()
    await expect(page.getByRole('link', { name: story.headline })).toBeVisible()
    const feed = await page
      .getByRole('paragraph')
      .filter({ hasText: 'Follow Rotherham in a feed reader' })
      .getByRole('link', { name: 'Atom' })
      .getAttribute('href')
    expect(await (await request.get(feed ?? '')).text()).toContain(story.headline)
  })

  test('an area without stories says so and lists its region’s latest', async ({ page, make }) => {
    const story = await make.live({ tags: ['area-cornwall'], headline: `Cornwall report ${Date.now()}` })
    await page.goto('/areas/isles-of-scilly')
    await expect(page.getByText('We have not published a story about Isles of Scilly yet.')).toBeVisible()
    await expect(page.getByRole('region', { name: 'Latest from the South West' }).getByRole('link', { name: story.headline })).toBeVisible()
  })

  test('several areas of a name are offered, and no area says so', async ({ page }) => {
    await page.goto('/areas/find?q=north')
    await expect(page.getByRole('link', { name: 'North Yorkshire' })).toBeVisible()
    await page.goto('/areas/find?q=Atlantis')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('No area called “Atlantis”')
    await expect(page.getByRole('main').getByRole('link', { name: 'all areas', exact: true })).toBeVisible()
  })

  for (const address of PAGES_TO_LOOK_AT) {
    test(`${address} does not scroll sideways`, async ({ page }) => {
      await page.goto(address)
      expect(await page.locator('html').evaluate((root) => root.scrollWidth - root.clientWidth)).toBe(0)
    })
  }
})

test('a story has its words, its dates, its tags and its related news, each with a date and a reason', async ({ page, make }) => {
  const tag = await make.tag({ label: `Speech waits ${Date.now()}` })
  const other = await make.live({ tags: [tag.slug], publishedAt: new Date('2026-03-05T12:00:00Z') })
  const story = await make.live({ tags: [tag.slug, 'area-dorset'], publishedAt: new Date('2026-06-26T14:40:00Z') })
  await page.goto(`/news/${story.slug}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(story.headline)
  const article = page.getByRole('article')
  await expect(article.getByText('Published Friday 26 June 2026, 3.40pm')).toBeVisible()
  await expect(article.getByRole('link', { name: tag.label })).toHaveAttribute('href', `/tags/${tag.slug}`)
  await expect(article.getByRole('link', { name: 'Dorset' }).first()).toHaveAttribute('href', '/areas/dorset')
  const related = page.getByRole('region', { name: 'In related news:' })
  await expect(related.getByRole('heading', { level: 2, name: 'In related news:' })).toHaveCount(1)
  const item = related.getByRole('listitem').filter({ hasText: other.headline })
  await expect(item.getByRole('link')).toHaveAttribute('href', `/news/${other.slug}`)
  await expect(item.getByRole('time')).toHaveText('5 March 2026')
  await expect(item).toContainText(new RegExp(tag.label, 'i'))
})

test('a story of an older report says at its top that inspectors have been back, and what happened next', async ({ page, make }) => {
  const area = 'area-hertfordshire'
  const mark = `Heron ${Date.now()}`
  const day = (iso: string) => ({ publishedAt: new Date(`${iso}T12:00:00Z`) })
  const failings = await make.live({ tags: [area, 'outcome-systemic-failings'], headline: `${mark} failings`, ...day('2023-11-10') })
  const plan = await make.live({ tags: [area, 'priority-action-plan'], headline: `${mark} plan`, ...day('2024-03-01') })
  await page.goto(`/news/${failings.slug}`)
  await expect(page.getByRole('article').getByText('Inspectors have been back since:')).toBeVisible()
  const next = page.getByRole('region', { name: 'What happened next' })
  await expect(next.getByRole('listitem').filter({ hasText: plan.headline })).toContainText('1 March 2024. Priority action plan')
  await expect(next.getByRole('link', { name: plan.headline })).toHaveAttribute('href', `/news/${plan.slug}`)
  await expectNoAccessibilityProblems(page)
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await page.locator('html').evaluate((root) => root.scrollWidth - root.clientWidth)).toBe(0)

  await page.goto(`/news/${plan.slug}`)
  const before = page.getByRole('region', { name: 'Before this' }).getByRole('listitem').filter({ hasText: '10 November 2023' })
  await expect(before).toContainText('Full inspection: widespread and/or systemic failings')
  // A story that comes in between is there at the next request.
  const announced = await make.live({
    tags: [area, 'monitoring-inspection', 'notification'],
    headline: `${mark} return`,
    ...day('2025-10-07'),
  })
  await page.goto(`/news/${plan.slug}`)
  await expect(page.getByRole('region', { name: 'What happened next' })).toContainText(announced.headline)
})

test('a story that stands alone has no related heading, and the latest news under its own', async ({ page, make }) => {
  const story = await make.live({ tags: [(await make.tag()).slug] })
  await page.goto(`/news/${story.slug}`)
  await expect(page.getByText('In related news')).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Latest news' }).getByRole('listitem').first()).toBeVisible()
})

test('a change readers are told of stands above the body and moves the date; a minor one does neither', async ({ page, make, request }) => {
  let story = await make.live({ publishedAt: new Date('2026-06-26T14:40:00Z') })
  const modified = async (): Promise<string> => {
    await page.goto(`/news/${story.slug}`)
    const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '{}') as { dateModified: string }
    return data.dateModified
  }
  const first = await modified()
  expect(first).toBe('2026-06-26T14:40:00.000Z')
  story = await make.republish({ story: await make.save({ story, changes: { standfirst: 'A comma, moved.' } }), change: 'minor' })
  expect(await modified()).toBe(first)
  await expect(page.getByText('A comma, moved.')).toBeVisible()
  await expect(page.getByText('Updated')).toHaveCount(0)
  const note = 'We corrected the number of children.'
  story = await make.republish({ story: await make.save({ story, changes: { standfirst: 'Another figure.' } }), change: 'told', note })
  const moved = await modified()
  expect(moved > first).toBe(true)
  await expect(page.getByRole('article').getByText(note)).toBeVisible()
  await page.goto('/corrections')
  await expect(page.getByRole('listitem').filter({ hasText: story.headline })).toContainText(note)
  expect(await (await request.get('/sitemap.xml')).text()).toContain(`/news/${story.slug}</loc><lastmod>${moved}</lastmod>`)
})

test('a withdrawn story answers 410 with the day and the reason, and shows nothing of itself', async ({ page, make }) => {
  const story = await make.withdrawn({ reason: 'It named the wrong council.' })
  const answer = await page.goto(`/news/${story.slug}`)
  expect(answer?.status()).toBe(410)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This story was withdrawn')
  await expect(page.getByText('It named the wrong council.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Read the latest news' })).toBeVisible()
  await expect(page.getByText(story.headline)).toHaveCount(0)
})

test('an address that does not exist answers 404 with ways on', async ({ page }) => {
  for (const address of [
    '/news/no-such-story',
    '/no-such-page',
    '/tags/no-such-tag',
    '/areas/atlantis',
    '/news?page=9000',
    '/NEWS/Upper',
  ]) {
    const answer = await page.goto(address)
    expect(answer?.status(), address).toBe(404)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found')
    await expect(page.getByLabel('Search the news')).toBeVisible()
    await expect(page.getByLabel('Find your area')).toBeVisible()
  }
})

test('the old address of a story leads to the new one for good', async ({ page, make, request }) => {
  const story = await make.live()
  const moved = await make.move({ story, slug: `${story.slug}-renamed` })
  const answer = await request.get(`/news/${story.slug}`, { maxRedirects: 0 })
  expect(answer.status()).toBe(308)
  expect(answer.headers().location).toBe(`/news/${moved.slug}`)
  await page.goto(`/news/${story.slug}`)
  await expect(page).toHaveURL(new RegExp(`/news/${moved.slug}$`))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(story.headline)
})

test('an area’s tag leads to its area', async ({ request }) => {
  const answer = await request.get('/tags/area-dorset', { maxRedirects: 0 })
  expect([answer.status(), answer.headers().location]).toEqual([308, '/areas/dorset'])
})

/** The one script there may be: modules/measures/components/counting-script.tsx, on pages with related news. */
const COUNTER = /<script src="(\/count\.js\?v=[0-9a-f]{8})" defer(?:="")?><\/script>/

for (const address of PAGES_TO_LOOK_AT) {
  test(`${address} is one whole page, without script but the counter, under 60 kB`, async ({ page, request, baseURL }) => {
    const answer = await request.get(address)
    expect(answer.status()).toBe(200)
    const html = await answer.text()
    expect(html.replace(COUNTER, '').match(/<script\b(?![^>]*application\/ld\+json)/g)).toBeNull()
    expect(html).not.toMatch(/ style="| onclick=|<link[^>]+as="script"/)
    const sheets = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map((match) => match[1] ?? '')
    const parts = [...sheets, ...(COUNTER.exec(html)?.slice(1) ?? [])]
    const sizes = await Promise.all(parts.map(async (part) => gzipSync(await (await request.get(part)).body()).length))
    expect(gzipSync(html).length + sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(60_000)
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
    await expect(page.getByRole('main')).not.toBeEmpty()
    await expect(page).toHaveTitle(/Throughline/)
    // Pages that are no place of their own, and that search engines leave out.
    if (/\/search|\/find|\/thanks$/.test(address)) return
    expect(await page.locator('link[rel=canonical]').getAttribute('href')).toBe(
      new URL(address, baseURL).href.replace(/\/$/, address === '/' ? '/' : ''),
    )
    for (const property of ['og:title', 'og:description', 'og:url'])
      await expect(page.locator(`meta[property="${property}"]`)).toHaveAttribute('content', /./)
    await expect(page.locator('meta[name=description]')).toHaveAttribute('content', /./)
  })
}
