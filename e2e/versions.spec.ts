/** Every version of a story: what changed in it, what it is called, and the way back to it. */
import { expect, expectNoAccessibilityProblems, test } from './fixtures'

test('What changed is read word by word, and a version is labelled and brought back', async ({ page, signInAs, make }) => {
  await signInAs('editor')
  const first = await make.draft({
    headline: 'The plan is due in May',
    body: ['One stays.', 'It is due in May.', 'Three stays.', 'Four stays.'],
  })
  const body = {
    type: 'doc' as const,
    content: ['One stays.', 'It is due in June.', 'Three stays.', 'Four stays.'].map((text) => ({
      type: 'paragraph' as const,
      content: [{ type: 'text' as const, text }],
    })),
  }
  await make.save({ story: first, changes: { headline: 'The plan is due in June', body, tagSlugs: ['area-hull'] } })

  await page.goto(`/admin/articles/${first.id}/history`)
  await page.getByRole('link', { name: 'What changed in version 2' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Version 1 and version 2' })).toBeVisible()
  const main = page.getByRole('main')
  await expect(main.locator('del').filter({ hasText: 'May' })).toHaveCount(2)
  await expect(main.locator('ins').filter({ hasText: 'June' })).toHaveCount(2)
  await expect(main.getByText('1 paragraph that is the same')).toBeVisible()
  await expect(main.getByRole('region', { name: 'Tags' })).toContainText('Hull')
  await expectNoAccessibilityProblems(page)
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await page.setViewportSize({ width: 1280, height: 800 })

  await page.getByRole('link', { name: 'Back to the history' }).click()
  await page.getByRole('link', { name: 'Version 1', exact: true }).click()
  await page.getByRole('textbox', { name: 'Label' }).fill('as sent to legal')
  await page.getByRole('button', { name: 'Save label' }).click()
  await expect(page.getByText('“as sent to legal”').first()).toBeVisible()
  await page.getByRole('button', { name: 'Bring version 1 back' }).click()
  await expect(page.getByText('brought version 1 back as version 3')).toBeVisible()
  await expect(page.getByRole('article')).toContainText('The plan is due in May')
  await expectNoAccessibilityProblems(page)
})

test('What readers do not have yet is one press from the history', async ({ page, signInAs, make }) => {
  await signInAs('editor')
  const story = await make.live()
  await make.save({ story, changes: { headline: 'Not yet published' } })
  await page.goto(`/admin/articles/${story.id}/history`)
  await page.getByRole('link', { name: 'What readers do not have yet' }).click()
  await expect(page.getByRole('main').locator('ins').filter({ hasText: 'published' }).first()).toBeVisible()
  await expect(page.getByText('No word of the text differs.')).toBeVisible()
})
