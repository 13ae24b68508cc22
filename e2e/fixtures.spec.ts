import { expect, expectNoAccessibilityProblems, test } from './fixtures'

test('A signed-in editor opens the desk', async ({ page, signInAs, make }) => {
  await signInAs('editor')
  const story = await make.live()
  await page.goto('/admin')
  await expect(page.locator('[data-admin-shell]')).toBeVisible()
  await page.goto(`/news/${story.slug}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(story.headline)
  await expectNoAccessibilityProblems(page)
})

test('What axe has to say fails a journey, also where only dark colours are wrong', async ({ page }) => {
  const show = (body: string) => page.setContent(`<html lang="en"><title>A page</title><main>${body}</main></html>`)
  const dark = '<style>p { color: #000 } @media (prefers-color-scheme: dark) { main { background: #222 } }</style>'
  await show('<p>Words</p>')
  await expectNoAccessibilityProblems(page)
  await show('<img src="data:,">')
  await expect(expectNoAccessibilityProblems(page)).rejects.toThrow(/image-alt: /)
  await show(`${dark}<p>Words</p>`)
  await expect(expectNoAccessibilityProblems(page)).rejects.toThrow(/in dark[\s\S]*color-contrast: /)
})

test('A press waits for the script of the page, however late it comes', async ({ page, signInAs, make }) => {
  await signInAs('editor')
  const { id } = await make.draft()
  await page.route('**/_next/static/**/*.js', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500))
    await route.continue()
  })
  await page.goto(`/admin/articles/${id}`, { waitUntil: 'commit' })
  await page.getByRole('tab', { name: /^Story details/ }).click()
  await expect(page.getByRole('combobox', { name: 'Form' })).toBeVisible()
})

test.fail('An error on the console fails a journey', async ({ page }) => {
  await page.goto('/')
  await page.evaluate(() => console.error('Something is wrong'))
})
