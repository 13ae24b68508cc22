/** Rules of the subs: made, refused by field, used in a story at once, switched off, and stopped when they run away. */
import { expect, expectNoAccessibilityProblems, test } from './fixtures'

test('A sub adds a rule that the next story is checked with', async ({ page, signInAs }) => {
  await signInAs('editor')
  // No plural: a fix keeps the s of what it replaces.
  const word = `zunt${Math.random().toString(36).slice(2, 8).replace(/\d/g, 'x')}apple`
  await page.goto('/admin/style')
  await expect(page.getByRole('row', { name: /HS01/ })).toContainText('Ofsted')
  await page.getByRole('link', { name: 'New rule' }).click()
  const field = (name: string) => page.getByLabel(name, { exact: true })

  // Refused by field: a pattern that runs away, then an example that is not found.
  await field('Pattern').fill('(?:\\w+\\s?)+:')
  await field('What to write instead').fill('partnership')
  await field('A line the pattern must find').fill(`The ${word}: agreed`)
  await field('A line it must not find').fill('The partnership agreed')
  await page.getByRole('button', { name: 'Add rule' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'There is a problem' })).toContainText('takes too long')
  await field('Pattern').fill(`\\b${word}s\\b`)
  await page.getByRole('button', { name: 'Add rule' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'There is a problem' })).toContainText('does not find this example')
  await expect(field('A line it must not find')).toHaveValue('The partnership agreed')
  await field('Pattern').fill(`\\b${word}\\b`)
  await page.getByText('One key writes these words').click()
  await page.getByRole('button', { name: 'Add rule' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'The rule is saved' })).toBeVisible()
  await expectNoAccessibilityProblems(page)
  const rule = page.url()

  await page.goto('/admin/articles/new')
  await page.getByRole('textbox', { name: 'Headline', exact: true }).fill(`The ${word} agreed`)
  await page.getByRole('tab', { name: /^Checks/ }).click()
  await page.getByRole('button', { name: 'Fix: partnership' }).click()
  await expect(page.getByRole('textbox', { name: 'Headline', exact: true })).toHaveValue('The partnership agreed')

  await page.goto(rule)
  await page.getByRole('button', { name: 'Switch off' }).click()
  await expect(page.getByText('It is switched off.')).toBeVisible()
  await page.getByRole('button', { name: 'Remove rule' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'The rule is removed' })).toBeVisible()
})

test('A rule that takes too long with a story is left out, and both pages say so', async ({ page, signInAs, make }) => {
  await signInAs('editor')
  await make.query(
    `insert into style_rule (id, pattern, correct, example, counter_example) values ('SLOW-1', '(?:q+)+!', 'quiet', 'q!', 'x') on conflict do nothing`,
  )
  const { id } = await make.draft({ headline: 'A headline', body: ['q'.repeat(60), 'An OFSTED report.'] })
  await page.goto(`/admin/articles/${id}?panel=checks`)
  await expect(page.getByText('Left out, because it took too long: SLOW-1.')).toBeVisible()
  await expect(page.getByRole('article', { name: 'Warning: OFSTED' })).toBeVisible()
  await page.getByRole('link', { name: 'House style' }).first().click()
  await expect(page.getByText('One rule rests')).toBeVisible()
  await expectNoAccessibilityProblems(page)
  await make.query(`delete from style_rule where id = 'SLOW-1'`)
})
