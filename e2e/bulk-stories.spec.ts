/** One act over several stories of the list, by keyboard. */
import { expect, expectNoAccessibilityProblems, test } from './fixtures'

test('An editor approves several stories at once, and reads which could not be', async ({ page, signInAs, make }) => {
  const editor = await signInAs('editor')
  const name = `Chosen ${editor.id.slice(0, 8)}`
  const [good, own, plain] = [
    await make.draft({ headline: `${name} good` }),
    await make.draft({ headline: `${name} own` }),
    await make.draft({ headline: `${name} plain` }),
  ]
  await make.query(`update article set review = 'submitted', submitted_at = now(), submitted_by_name = 'Sam' where id = '${good.id}'`)
  await make.query(`update article set review = 'submitted', submitted_at = now(), submitted_by_id = '${editor.id}' where id = '${own.id}'`)
  await page.goto(`/admin/articles?q=${encodeURIComponent(name)}`)
  const bar = page.getByRole('region', { name: 'Several stories at once' })
  await expect(bar.getByRole('button')).toHaveCount(0)
  for (const story of [good, own, plain]) {
    await page.getByRole('checkbox', { name: `Choose “${story.headline}”` }).focus()
    await page.keyboard.press('Space')
  }
  await expect(bar.getByRole('status')).toHaveText('3 stories chosen')
  await expectNoAccessibilityProblems(page)
  await bar.getByRole('button', { name: 'Approve' }).focus()
  await page.keyboard.press('Enter')
  await expect(bar.getByRole('status')).toHaveText('One story approved. 2 stories not approved:')
  await expect(bar.getByRole('listitem').filter({ hasText: own.headline })).toContainText('You submitted this story')
  await expect(bar.getByRole('listitem').filter({ hasText: plain.headline })).toContainText('It has not been submitted for review')
  await expect(page.getByRole('row').filter({ hasText: good.headline })).toContainText('Approved')

  await page.getByRole('checkbox', { name: `Choose “${good.headline}”` }).check()
  await bar.getByRole('button', { name: 'Schedule', exact: true }).click()
  await bar.getByLabel('Day').fill('2999-01-01')
  await bar.getByRole('button', { name: 'Schedule them' }).click()
  await expect(bar.getByText('Enter a time like 09:00')).toBeVisible()
  await bar.getByLabel('London time').fill('09:00')
  await bar.getByRole('button', { name: 'Schedule them' }).click()
  await expect(bar.getByRole('status')).toHaveText('One story scheduled.')
  await expect(page.getByRole('row').filter({ hasText: good.headline })).toContainText('Scheduled')
})

test('A viewer chooses nothing', async ({ page, signInAs, make }) => {
  await signInAs('viewer')
  await make.draft()
  await page.goto('/admin/articles')
  await expect(page.getByRole('table')).toBeVisible()
  await expect(page.getByRole('checkbox')).toHaveCount(0)
})
