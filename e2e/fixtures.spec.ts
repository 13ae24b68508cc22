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
