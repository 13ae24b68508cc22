/** An editor sees what the record holds and nobody told, and begins the story in one press. */
import { expect, expectNoAccessibilityProblems, test } from './fixtures'

test('From an area without a story to a new one with its area, its outcome and its form; once it is told the gap is gone', async ({
  page,
  signInAs,
  make,
}) => {
  await signInAs('editor')
  await page.goto('/admin/tags/coverage')
  const table = page.getByRole('table', { name: /^Areas by their newest record/ })
  const row = table
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name: /^Write it/ }) })
    .first()
  const area = (await row.getByRole('rowheader').getByRole('link').textContent()) ?? ''
  await expect(page.getByRole('link', { name: new RegExp(`^${area}: (a record and no story|stories, none)`) })).toBeVisible()
  await expectNoAccessibilityProblems(page)
  const outcome = (await row.locator('[data-label="Newest record"]').textContent()) ?? ''
  await row.getByRole('link', { name: `Write it about ${area}` }).click()
  await expect(page.getByRole('textbox', { name: 'Headline' })).toBeVisible()
  await page.getByRole('tab', { name: /^Tags/ }).click()
  const chosen = page.getByRole('tabpanel').getByRole('listitem')
  await expect(chosen.filter({ hasText: area }).first()).toBeVisible()
  await expect(chosen.filter({ hasText: outcome.split(/\d/)[0]?.trim() ?? '' }).first()).toBeVisible()
  await page.getByRole('tab', { name: /^Story details/ }).click()
  await expect(page.getByRole('combobox', { name: 'Form' })).toHaveValue(/result|monitoring/)

  const slug = await page.evaluate(() => new URL(window.location.href).searchParams.getAll('tag'))
  await make.live({ tags: slug })
  await page.goto('/admin/tags/coverage')
  await expect(table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: area }) })).toContainText(
    'The newest record is told',
  )
})
