/** A tag editor looks after the vocabulary: what is unused is retired in one press, and taken back; two spellings lead to a merge. */
import { expect, expectNoAccessibilityProblems, test } from './fixtures'

test('An unused tag is retired by keyboard and taken back; two spellings open the merge with both named', async ({
  page,
  signInAs,
  make,
}) => {
  const editor = await signInAs('editor')
  const name = `Spelling ${editor.id.slice(0, 8)}`
  const [keep, goes, unused] = [
    await make.tag({ label: `${name} plans` }),
    await make.tag({ label: `${name} plan` }),
    await make.tag({ label: `Unused ${editor.id.slice(0, 8)}` }),
  ]
  await make.live({ tags: [keep.slug] })
  await page.goto('/admin/tags')
  await page.getByRole('navigation', { name: 'The vocabulary' }).getByRole('link', { name: 'Health' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Health of the vocabulary')

  await page.goto('/admin/tags/health?section=unused')
  const row = page.getByRole('listitem').filter({ hasText: unused.label })
  await row.getByRole('button', { name: 'Retire' }).press('Enter')
  await expect(row.getByRole('status')).toHaveText('Retired: it is not offered any more.')
  await expect(row.getByRole('status')).toBeFocused()
  await expectNoAccessibilityProblems(page)
  await row.getByRole('button', { name: 'Undo' }).press('Enter')
  await expect(row.getByRole('status')).toHaveText('Taken back: it is in use again.')

  await page.goto('/admin/tags/health?section=duplicates')
  const pair = page.getByRole('listitem').filter({ hasText: goes.label }).filter({ hasText: keep.label })
  await pair.getByRole('link', { name: 'Merge' }).click()
  await expect(page).toHaveURL(`/admin/tags/${goes.slug}/merge?into=${keep.slug}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(goes.label)
})

test('Somebody who may not change tags is told so', async ({ page, signInAs }) => {
  await signInAs('author')
  await page.goto('/admin/tags/health')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You cannot open this page')
})
