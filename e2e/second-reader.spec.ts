/** A setting of the whole newsroom, so this runs when no other journey does (playwright.config.ts). */
import { expect, expectNoAccessibilityProblems, test } from './fixtures'

test('Where a second person has to approve, publishing says who may and asks why it cannot wait', async ({ page, signInAs, make }) => {
  await signInAs('editor')
  const story = await make.draft()
  await make.query(`update newsroom_settings set second_reader = 'required' returning id`)
  try {
    await page.goto(`/admin/articles/${story.id}`)
    await expect(page.getByRole('textbox', { name: 'Body', exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'A second person has to approve it' })
    await expect(dialog).toContainText('can approve it')
    await expectNoAccessibilityProblems(page)
    await dialog.getByRole('button', { name: 'Publish urgently' }).click()
    await expect(dialog.getByRole('alert')).toHaveText('Enter why it cannot wait, or wait for a second reader')
    await dialog.getByLabel('Why it cannot wait').fill('A school closes this afternoon.')
    await dialog.getByRole('button', { name: 'Publish urgently' }).click()
    await expect(page.getByRole('region', { name: 'State and actions' })).toContainText('Live, not yet read by a second person')
    await page.getByRole('tab', { name: /^Workflow/ }).click()
    await expect(page.getByText('Why it could not wait: A school closes this afternoon.')).toBeVisible()
  } finally {
    await make.query(`update newsroom_settings set second_reader = 'advise' returning id`)
  }
})
