import { expect, expectNoAccessibilityProblems, test } from './fixtures'

// The list of tags has some five hundred rows, and axe looks at each twice.
test.describe.configure({ timeout: 90_000 })

const PAGES = [
  '/admin',
  '/admin/articles',
  '/admin/articles/new',
  '/admin/import',
  '/admin/media',
  '/admin/tags',
  '/admin/tags/new',
  '/admin/tags/area-rotherham',
  '/admin/tags/bulk',
  '/admin/tags/health',
  '/admin/tags/coverage',
  '/admin/tags/operations',
  '/admin/tags/area-rotherham/split',
  '/admin/tags/ehc-plans/merge',
  '/admin/storylines',
  '/admin/storylines/new',
  '/admin/pages',
  '/admin/pages/about',
  '/admin/users',
  '/admin/users/new',
  '/admin/account',
  '/admin/audit',
  '/admin/links',
  '/admin/corrections',
  '/admin/style',
  '/admin/style/new',
  '/admin/style/HS01',
  '/admin/facts',
  '/admin/facts/new',
  '/admin/calendar',
  '/admin/calendar?view=list',
  '/admin/settings',
  '/admin/health',
  '/admin/related',
  '/admin/related/map',
  '/admin/related/log',
  '/admin/related/measures',
  '/admin/related/reports',
  '/admin/related/weights',
  '/admin/related/tests',
]

for (const path of PAGES) {
  test(`${path} has no accessibility problem, and fits 320 pixels`, async ({ page, signInAs }) => {
    await signInAs('admin')
    await page.goto(path)
    await expect(page.locator('[data-admin-shell]')).toBeVisible()
    if (/new$|about$/.test(path) && !/tags|storylines|users|style|facts/.test(path))
      await expect(page.getByRole('textbox', { name: 'Body', exact: true })).toBeVisible()
    await expectNoAccessibilityProblems(page)
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  })
}

test('A story’s editor, preview and history have no accessibility problem', async ({ page, signInAs, make }) => {
  await signInAs('editor')
  const story = await make.live({ tags: ['area-rotherham'] })
  await page.goto(`/admin/articles/${story.id}`)
  await expect(page.getByRole('textbox', { name: 'Body', exact: true })).toBeVisible()
  for (const name of [/^Related/, /^Story details/, /^Tags/]) {
    await page.getByRole('tab', { name }).click()
    await expectNoAccessibilityProblems(page)
  }
  await page.getByRole('combobox', { name: 'Tags' }).fill('Sheff')
  await expect(page.getByRole('option').first()).toBeVisible()
  await expectNoAccessibilityProblems(page)
  await page.getByRole('button', { name: 'Publish changes' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectNoAccessibilityProblems(page)
  for (const part of ['preview', 'history', 'history?version=1', 'history/compare?from=1&to=1']) {
    await page.goto(`/admin/articles/${story.id}/${part}`)
    await expectNoAccessibilityProblems(page)
  }
})

test('The first Tab of the newsroom reaches the content', async ({ page, signInAs }) => {
  await signInAs('editor')
  await page.goto('/admin')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'New story' })).toBeFocused()
})
