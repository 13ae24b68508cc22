/** What each role finds in the newsroom. That the commands refuse it too: modules/authorisation.db.test.ts. */
import { expect, expectNoAccessibilityProblems, test } from './fixtures'

test('a viewer reads, and finds nothing to write with', async ({ page, signInAs, make }) => {
  await signInAs('viewer')
  const story = await make.draft()
  await page.goto('/admin')
  const sections = page.getByRole('navigation', { name: 'Newsroom' })
  await expect(sections.getByRole('link', { name: 'Stories' })).toBeVisible()
  // One that would stand alone under “More” stands beside the others.
  await expect(sections.getByRole('link', { name: 'Health' })).toBeVisible()
  await expect(sections.getByText('More')).toHaveCount(0)
  for (const name of ['People', 'Audit', 'Pages']) await expect(sections.getByRole('link', { name })).toHaveCount(0)

  await page.goto(`/admin/articles/${story.id}`)
  await expect(page.getByText(story.headline).first()).toBeVisible()
  for (const name of ['Publish', 'Save draft']) await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0)

  await page.goto('/admin/articles/new')
  await expect(page.getByRole('textbox', { name: 'Headline' })).toHaveCount(0)
})

test('an author writes their own story and can neither publish it nor touch another’s', async ({ page, signInAs, make }) => {
  const author = await signInAs('author')
  const another = await make.draft()
  const own = await make.draft({ actor: author.actor })
  await page.goto(`/admin/articles/${own.id}`)
  await expect(page.getByRole('textbox', { name: 'Headline' })).toBeEditable()
  await expect(page.getByRole('button', { name: 'Save draft' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Publish', exact: true })).toHaveCount(0)

  await page.goto(`/admin/articles/${another.id}`)
  await expect(page.getByText(another.headline).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save draft' })).toHaveCount(0)
})

test('an editor publishes, reads the audit, and makes no accounts', async ({ page, signInAs, make }) => {
  const editor = await signInAs('editor')
  const story = await make.draft()
  await page.goto(`/admin/articles/${story.id}`)
  await expect(page.getByRole('button', { name: 'Publish', exact: true })).toBeVisible()
  await page.goto(`/admin/audit?about=user&who=${encodeURIComponent(editor.name)}`)
  await expect(
    page
      .getByRole('listitem')
      .filter({ hasText: `${editor.name} signed in` })
      .first(),
  ).toBeVisible()
  await expectNoAccessibilityProblems(page)
  for (const path of ['/admin/users', '/admin/users/new', `/admin/users/${editor.id}`]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { name: 'You cannot open this page' })).toBeVisible()
  }
})

test('an admin sees who has an account', async ({ page, signInAs }) => {
  const admin = await signInAs('admin')
  await page.goto('/admin')
  const sections = page.getByRole('navigation', { name: 'Newsroom' })
  const more = sections.getByText('More')
  const people = sections.getByRole('link', { name: 'People' })
  await more.press('Enter')
  await expect(people).toBeVisible()
  await more.press('Escape')
  await expect(people).toBeHidden()
  await more.press('Enter')
  await expect(people).toBeVisible()
  // A press on words of the bar takes no focus.
  await page.getByText('(admin)', { exact: true }).click()
  await expect(people).toBeHidden()
  await more.press('Enter')
  await people.press('Enter')
  await expect(sections).toContainText('More, now: People')
  const row = page.getByRole('row').filter({ hasText: admin.email })
  await page.getByLabel('Name or address').fill(admin.email)
  await page.getByRole('button', { name: 'Find' }).click()
  await expect(page).toHaveURL(`/admin/users?q=${encodeURIComponent(admin.email)}`)
  await expect(page.getByText(`1 account found for “${admin.email}”.`)).toBeVisible()
  await expect(row).toContainText('Open')
  await expectNoAccessibilityProblems(page)
  await page.goto('/admin/users/new')
  await expectNoAccessibilityProblems(page)
  await page.goto(`/admin/users/${admin.id}`)
  await expectNoAccessibilityProblems(page)
})

test('somebody who is not signed in is asked to, whatever they ask for', async ({ page, make }) => {
  const story = await make.draft()
  for (const path of [
    '/admin',
    '/admin/articles',
    `/admin/articles/${story.id}`,
    '/admin/tags',
    '/admin/users',
    '/admin/audit',
    '/admin/nothing-here',
  ]) {
    await page.goto(path)
    await expect(page).toHaveURL(/\/sign-in/)
    await expect(page.getByText(story.headline)).toHaveCount(0)
  }
})
