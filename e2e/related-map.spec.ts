import { expect, expectNoAccessibilityProblems, test } from './fixtures'

test('An editor takes a list out of its dead end with one press, and takes that back', async ({ page, signInAs, make }) => {
  // The outcome alone relates nothing; the three newest with it are offered.
  const tag = await make.tag({ type: 'outcome' })
  const near = await make.live({ tags: [tag.slug] })
  const story = await make.live({ tags: [tag.slug] })
  await signInAs('editor')
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: story.headline }) })
  const deadEnds = page.getByRole('table', { name: /^Dead ends/ })
  // The server's worker writes the new lists down within seconds; other journeys' stories may stand before this one.
  const open = () =>
    expect(async () => {
      for (const at of [1, 2, 3]) {
        await page.goto(`/admin/related/map?dead-ends=${at}`)
        if (await deadEnds.locator(row).isVisible()) return
      }
      throw new Error('the story is in no list of dead ends yet')
    }).toPass({ timeout: 30_000 })
  await open()
  await page.goto('/admin')
  await expect(page.getByRole('heading', { name: /^Lists? without a link$/ })).toBeVisible()
  await page.getByRole('link', { name: /^Link ?: Lists? without a link/ }).click()
  await expect(page).toHaveURL(/\/admin\/related\/map#dead-ends$/)
  await open()
  const press = deadEnds.locator(row).getByRole('button', { name: `Pin “${near.headline}” here` })
  await press.focus()
  await page.keyboard.press('Enter')
  const said = deadEnds.locator(row).getByRole('status')
  await expect(said).toHaveText(`Pinned: “${near.headline}” stands in the list of “${story.headline}”.`)
  await expect(said).toBeFocused()
  await expectNoAccessibilityProblems(page)
  const reader = await page.request.get(`/news/${story.slug}`)
  expect(await reader.text()).toContain(near.headline)
  await deadEnds.locator(row).getByRole('button', { name: 'Undo' }).click()
  await expect(said).toHaveText('Undone: the list is as it was.')
  // "Latest news" may name it: the list is what has to be gone.
  expect(await (await page.request.get(`/news/${story.slug}`)).text()).not.toContain('In related news:')
  await page.goto(`/admin/articles/${story.id}/history`)
  await expect(page.getByText(`“${near.headline}”`).first()).toBeVisible()
})

test('A viewer sees the map and can press nothing; the picture is of links and scrolls in its box', async ({ page, signInAs, make }) => {
  const story = await make.live()
  await signInAs('viewer')
  await page.setViewportSize({ width: 320, height: 640 })
  await page.goto('/admin/related/map')
  await expect(page.getByRole('heading', { name: 'Map of related news' })).toBeVisible()
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0)
  const picture = page.getByRole('group', { name: 'The picture' })
  await picture.getByRole('link', { name: new RegExp(`^${story.headline}: `) }).focus()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/admin/articles/${story.id}$`))
})
