/** An admin tries other numbers on some pages: the same list for every reader of a page, and a plain answer. */
import type { APIRequestContext, Page } from '@playwright/test'
import { expect, expectNoAccessibilityProblems, type Make, test } from './fixtures'

type Made = Awaited<ReturnType<Make['live']>>

const listOn = async (page: Page, { slug }: Made): Promise<string[]> => {
  await page.goto(`/news/${slug}`)
  return page.getByRole('region', { name: 'In related news:' }).getByRole('listitem').getByRole('link').allInnerTexts()
}

/** The list of a story in the open data, in the text for mail, and in its tag's feed. */
async function elsewhere(request: APIRequestContext, { id, slug }: Made, tag: string): Promise<string[][]> {
  const address = `/api/v1/articles/${slug}/related`
  const { items } = (await (await request.get(address)).json()) as { items: { headline: string }[] }
  const mail = await (await request.get(address, { headers: { accept: 'text/plain' } })).text()
  const feed = (await (await request.get(`/feeds/tags/${tag}.json`)).json()) as { items: { id: string; content_html: string }[] }
  const told = feed.items.find((one) => one.id === `urn:uuid:${id}`)?.content_html ?? ''
  const headlines = items.map(({ headline }) => headline)
  const inOrder = (text: string) =>
    [...headlines].sort((a, b) => text.lastIndexOf(a) - text.lastIndexOf(b)).filter((one) => text.includes(one))
  return [headlines, inOrder(mail), inOrder(told)]
}

/** Six stories of two subjects and an explainer of one of them: all alike but for what the numbers make of the explainer. */
async function newsroom(make: Make) {
  const [one, two] = [await make.tag(), await make.tag()]
  const stories = []
  for (let at = 0; at < 8; at += 1) stories.push(await make.live({ tags: [one.slug, two.slug] }))
  const explainer = await make.live({ headline: `What ${one.slug} means`, tags: [one.slug], form: 'explainer' })
  return { stories, explainer, tag: two.slug }
}

test('a test is tried on some pages, counted, ended by hand and taken for the whole site', async ({ make, page, request, signInAs }) => {
  test.setTimeout(120_000)
  const { stories, explainer, tag } = await newsroom(make)
  const [first] = stories
  if (!first) throw new Error('no story')
  expect(await listOn(page, first)).toContain(explainer.headline)

  await signInAs('admin')
  await page.goto('/admin/related/tests')
  await page.getByLabel('What is tried').fill('No place kept for explainers')
  await page.getByRole('button', { name: 'See what would change' }).click()
  await expect(page.getByText('Change at least one number')).toBeVisible()
  await page.getByLabel('Explainers at least').fill('0')
  await page.getByRole('button', { name: 'See what would change' }).click()
  await expect(page.getByRole('region', { name: 'Lists that change' })).toContainText(explainer.headline)
  await expectNoAccessibilityProblems(page)
  await page.getByRole('button', { name: 'Begin the test' }).click()
  await expect(page.getByRole('heading', { name: 'Running: No place kept for explainers' })).toBeVisible()

  const running = (await make.query(`select id, share from related_test where state = 'running'`)) as { id: number; share: number }[]
  const { id = 0, share = 0 } = running[0] ?? {}
  const tried = (await make.query(
    `select number from published_article where related_in_trial(number, ${id}, ${share}) and number in (${stories.map((one) => one.number).join()})`,
  )) as { number: number }[]
  const arms = {
    a: stories.filter((one) => !tried.some(({ number }) => number === one.number)),
    b: stories.filter((one) => tried.some(({ number }) => number === one.number)),
  }
  for (const story of [...arms.a.slice(0, 2), ...arms.b.slice(0, 2)]) {
    const list = await listOn(page, story)
    expect(list.includes(explainer.headline), `${story.headline}, tried: ${arms.b.includes(story)}`).toBe(arms.a.includes(story))
    expect(await elsewhere(request, story, tag)).toEqual([list, list, list])
  }

  // As if it had begun two days ago and been read since.
  await make.query(`update related_test set started_at = now() - interval '2 days' where id = ${id}`)
  await make.query(`insert into related_seen select current_date - 1, n, 40 from generate_series(500001, 500400) n`)
  await make.query(
    `insert into related_clicks select current_date - 1, n, 1, 1, 'theme', case when related_in_trial(n, ${id}, ${share}) then 4 else 1 end + n % 2
     from generate_series(500001, 500400) n`,
  )
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 800 })
    await page.goto('/admin/related/tests')
    await expect(page.getByText(/^B was followed more often: 1\d\.\d links for 100 lists seen against \d\.\d\.$/)).toBeVisible()
    await expect(page.getByRole('table', { name: 'Day by day' })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    await expectNoAccessibilityProblems(page)
  }
  await page.goto('/admin/related/weights')
  await expect(page.getByText('until it ends, these numbers stay as they are')).toBeVisible()

  await page.goto('/admin/related/tests')
  await page.getByRole('button', { name: 'End it now' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'The test has ended' })).toBeVisible()
  for (const story of arms.b.slice(0, 1)) expect(await listOn(page, story)).toContain(explainer.headline)
  await page.goto('/admin/related/tests')
  const past = page.getByRole('listitem').filter({ hasText: 'No place kept for explainers' })
  await past.getByRole('button', { name: /^See what taking B would change/ }).click()
  await expect(past.getByRole('region', { name: 'Lists that change' })).toContainText(explainer.headline)
  await expectNoAccessibilityProblems(page)
  await past.getByRole('button', { name: /^Take B for the whole site/ }).click()
  await expect(page.getByRole('status').filter({ hasText: 'The tried numbers are in force' })).toBeVisible()
  expect(await listOn(page, first)).not.toContain(explainer.headline)
  await page.goto('/admin/related/weights')
  await page
    .getByRole('button', { name: /^Go back to version/ })
    .first()
    .click()
  await expect(page.getByRole('status').filter({ hasText: 'is in force' })).toBeVisible()
  expect(await listOn(page, first)).toContain(explainer.headline)
  await make.query('delete from related_seen where article_number > 500000')
  await make.query('delete from related_clicks where article_number > 500000')
})
