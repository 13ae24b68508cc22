/** Something wrong in a live story, from the report to every place where readers are told; and stories that stand alone. */
import { expect, expectNoAccessibilityProblems, test } from './fixtures'

const WORDING = 'An earlier version gave the wrong month. The report came out in May.'

test('A colleague reports a problem, an editor corrects it from the register, and readers see it on the story, cards and the page of corrections', async ({
  page,
  signInAs,
  make,
}) => {
  const story = await make.live()
  await signInAs('author')
  await page.goto(`/admin/articles/${story.id}?panel=workflow`)
  const box = page.getByRole('region', { name: 'Corrections' })
  await box.getByRole('button', { name: 'Report a problem' }).click()
  await box.getByLabel('What may be wrong').fill('The council says that the month is wrong.')
  await box.getByLabel('How serious is it?').selectOption('significant')
  await box.getByLabel('Where did it sit?').selectOption('headline')
  await expectNoAccessibilityProblems(page)
  await box.getByRole('button', { name: 'Report it' }).click()
  // The form holds the same words until they are stored.
  await expect(box.getByRole('button', { name: 'Report it' })).toHaveCount(0)
  await expect(box.getByText('The council says that the month is wrong.')).toBeVisible()

  await signInAs('editor')
  await page.goto('/admin/corrections')
  const entry = page.getByRole('listitem').filter({ hasText: story.headline })
  await entry.getByRole('button', { name: 'Correct it' }).click()
  await expect(entry.getByText('Put it above the text')).toBeVisible()
  await expect(entry.getByText('Say that it stood in the headline.')).toBeVisible()
  await expectNoAccessibilityProblems(page)
  await entry.getByLabel('What readers are told').fill(WORDING)
  await entry.getByRole('button', { name: 'Publish the correction' }).click()
  await expect(entry.getByText('Published ·')).toBeVisible()

  await page.goto(`/news/${story.slug}`)
  const article = page.getByRole('article')
  await expect(article.getByRole('heading', { level: 2, name: /^Correction / })).toBeVisible()
  await expect(article.getByText(WORDING)).toBeVisible()
  await expectNoAccessibilityProblems(page)
  await page.goto('/news')
  await expect(page.getByRole('listitem').filter({ hasText: story.headline })).toContainText(/Corrected \d+ \w+ \d{4}/)
  await page.goto('/corrections')
  await expect(page.getByRole('listitem').filter({ hasText: story.headline })).toContainText(WORDING)
})

test('a correction is in feeds, in the open data, in JSON-LD, in related lists, and a small one after the text', async ({
  page,
  request,
  make,
}) => {
  const tag = await make.tag({ type: 'theme' })
  const other = await make.live({ tags: [tag.slug] })
  const story = await make.correct({ story: await make.live({ tags: [tag.slug] }), kind: 'clarification', place: 'foot', wording: WORDING })
  await page.goto(`/news/${story.slug}`)
  await expect(page.getByRole('region', { name: 'Corrections and changes to this story' })).toContainText(WORDING)
  const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '{}')
  expect(data.correction).toMatchObject([{ '@type': 'CorrectionComment', text: WORDING }])
  expect(data.publisher.correctionsPolicy).toMatch(/\/corrections$/)
  await expectNoAccessibilityProblems(page)

  const feed = await (await request.get(`/feeds/tags/${tag.slug}.json`)).json()
  const item = feed.items.find((one: { title: string }) => one.title === story.headline)
  expect(item).toMatchObject({ summary: expect.stringContaining('Clarified '), _corrections: [{ kind: 'clarification', text: WORDING }] })
  for (const ending of ['atom', 'rss']) expect(await (await request.get(`/feeds/tags/${tag.slug}.${ending}`)).text()).toContain(WORDING)
  expect(await (await request.get(`/api/v1/articles/${story.slug}`)).json()).toMatchObject({
    correction: { kind: 'clarification' },
    corrections: [{ text: WORDING, place: 'foot' }],
  })
  await page.goto(`/news/${other.slug}`)
  await expect(
    page.getByRole('region', { name: 'In related news:' }).getByRole('listitem').filter({ hasText: story.headline }),
  ).toContainText(/Clarified \d+ \w+ \d{4}/)
})

test('a legally sensitive story is at its address and on our own lists, and nowhere else', async ({ page, request, make }) => {
  const tag = await make.tag({ type: 'theme' })
  const word = `quag${tag.slug.replace(/[^a-z]/g, '')}mire`
  const other = await make.live({ tags: [tag.slug] })
  const made = await make.live({ headline: `The case of ${word}`, body: [`All about ${word}.`], tags: [tag.slug, 'area-dorset'] })
  const places = [
    '/feeds/news.atom',
    '/feeds/news.rss',
    '/feeds/news.json',
    `/feeds/tags/${tag.slug}.atom`,
    '/feeds/tags/area-dorset.json',
    '/sitemap.xml',
    '/news-sitemap.xml',
    '/api/v1/articles?page_size=100',
    `/api/v1/articles?tag=${tag.slug}`,
    `/api/v1/articles/${other.slug}/related?limit=20`,
    `/news/${other.slug}`,
  ]
  const holds = async (address: string) => (await (await request.get(address)).text()).includes(made.slug)
  for (const address of places) expect(await holds(address), address).toBe(true)
  expect(await (await request.get(`/search?q=${word}`)).text()).toContain(`/news/${made.slug}`)
  await make.markLegal({ story: made })
  for (const address of places) expect(await holds(address), address).toBe(false)
  expect(await (await request.get(`/search?q=${word}`)).text()).not.toContain(`/news/${made.slug}`)

  await page.goto(`/news/${made.slug}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(made.headline)
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', /noindex/)
  await expect(page.getByText('In related news:')).toHaveCount(0)
  await expect(page.getByRole('link', { name: other.headline })).toHaveCount(0)
  await page.goto(`/tags/${tag.slug}`)
  await expect(page.getByRole('link', { name: made.headline })).toBeVisible()
})
