import { expect, test } from './fixtures'

test('An editor publishes a tagged story with the keyboard alone', async ({ page, signInAs, make }) => {
  await signInAs('editor')
  const other = await make.live({ tags: ['area-doncaster'] })
  const headline = `Doncaster by keyboard ${other.number}`
  await page.goto('/admin')
  await page.getByRole('link', { name: 'New story' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Headline', exact: true })).toBeFocused()
  await expect(page.getByRole('textbox', { name: 'Body', exact: true })).toBeVisible()
  await page.keyboard.type(headline)
  await page.keyboard.press('Enter')
  await page.keyboard.type('What the record says.')
  await page.keyboard.press('Enter')
  await page.keyboard.type('A paragraph of text.')
  await page.keyboard.press('Alt+F10')
  await expect(page.getByRole('toolbar', { name: 'Formatting' }).getByRole('button', { name: 'Text' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('tab', { name: /^Tags/ })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('combobox', { name: 'Tags' })).toBeFocused()
  await page.keyboard.type('Doncas')
  await expect(page.getByRole('option', { name: /^Doncaster Area/ })).toHaveAttribute('data-active-item')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: 'Added Doncaster, area. 1 tag on this story.' })).toBeAttached()
  await page.keyboard.press('Backspace')
  await expect(page.getByRole('status').filter({ hasText: 'Removed Doncaster. 0 left.' })).toBeAttached()
  await page.keyboard.type('Doncaster')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('list', { name: 'The list so far' }).getByRole('listitem').first()).toBeVisible()
  for (
    let back = 0;
    back < 12 &&
    !(await page.getByRole('button', { name: 'Publish', exact: true }).evaluate((button) => button === document.activeElement));
    back += 1
  ) {
    await page.keyboard.press('Shift+Tab')
  }
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'View the story' })).toBeVisible()
  await page.goto(`/news/${(await make.query(`select slug from published_article where headline = '${headline}'`))[0]?.slug}`)
  await expect(page.getByRole('region', { name: 'In related news:' })).toContainText(other.headline)
  await page.goto(`/news/${other.slug}`)
  await expect(page.getByRole('region', { name: 'In related news:' })).toContainText(headline)
})

test('What keeps a story from being published is listed, and each line leads to its field', async ({ page, signInAs }) => {
  await signInAs('editor')
  await page.goto('/admin/articles/new')
  await expect(page.getByRole('textbox', { name: 'Body', exact: true })).toBeVisible()
  await page.getByRole('textbox', { name: 'Standfirst' }).fill('Only a standfirst.')
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' })
  await expect(summary).toBeFocused()
  await summary.getByRole('link', { name: 'Enter a headline' }).click()
  await expect(page.getByRole('textbox', { name: 'Headline', exact: true })).toBeFocused()
  await summary.getByRole('link', { name: /^Write the story/ }).click()
  await expect(page.getByRole('textbox', { name: 'Body', exact: true })).toBeFocused()
  // Nothing was lost: it is saved as a draft.
  await expect(page).toHaveURL(/\/admin\/articles\/[0-9a-f-]{36}$/)
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Standfirst' })).toHaveValue('Only a standfirst.')
})

test('The editor is told before publishing that a story would stand alone', async ({ page, signInAs }) => {
  await signInAs('editor')
  await page.goto('/admin/articles/new')
  await page.getByRole('textbox', { name: 'Headline', exact: true }).fill('A story about nothing else')
  await expect(page.getByText('No related stories yet: it would stand alone.')).toBeVisible()
})

test('An author saves a draft and has no button to publish', async ({ page, signInAs }) => {
  await signInAs('author')
  await page.goto('/admin/articles/new')
  await expect(page.getByRole('textbox', { name: 'Body', exact: true })).toBeVisible()
  await page.getByRole('textbox', { name: 'Headline', exact: true }).fill('A draft of an author')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Publish' })).toHaveCount(0)
})

test('A viewer reads a story and cannot change it', async ({ page, signInAs, make }) => {
  const story = await make.draft()
  await signInAs('viewer')
  await page.goto(`/admin/articles/${story.id}`)
  await expect(page.getByRole('textbox', { name: 'Headline', exact: true })).toHaveAttribute('readonly', '')
  await expect(page.getByRole('button', { name: 'Save draft' })).toHaveCount(0)
  await expect(page.getByRole('combobox', { name: 'Tags' })).toHaveCount(0)
})

test('Words that were never saved come back after the page was lost', async ({ page, signInAs, expectConsoleError }) => {
  expectConsoleError(/ERR_FAILED|Failed to fetch/)
  await signInAs('editor')
  await page.goto('/admin/articles/new')
  await expect(page.getByRole('textbox', { name: 'Body', exact: true })).toBeVisible()
  // Nothing reaches the newsroom, which would keep the words as a draft: only this device has them.
  await page.route('**/*', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
  await page.getByRole('textbox', { name: 'Headline', exact: true }).fill('Never saved')
  await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage).includes('Never saved'))).toBe(true)
  page.on('dialog', (dialog) => dialog.accept())
  await page.goto('/admin/articles/new')
  await page.getByRole('button', { name: 'Bring them back' }).click()
  await expect(page.getByRole('textbox', { name: 'Headline', exact: true })).toHaveValue('Never saved')
})

test('A quotation keeps who said it', async ({ page, signInAs, make }) => {
  await signInAs('editor')
  const { number } = await make.draft()
  await page.goto('/admin/articles/new')
  await page.getByRole('textbox', { name: 'Headline', exact: true }).fill(`A story with a quotation ${number}`)
  await page.getByRole('textbox', { name: 'Body', exact: true }).click()
  await page.getByRole('button', { name: 'Quotation' }).click()
  await page.keyboard.type('[The words as they were said]')
  await page.getByRole('textbox', { name: 'Role' }).fill('Spokesperson')
  await page.getByRole('textbox', { name: 'Organisation' }).fill('Sutton Council')
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await page.getByRole('link', { name: 'View the story' }).click()
  const quotation = page.locator('figure').filter({ hasText: '[The words as they were said]' })
  await expect(quotation).toContainText('Spokesperson')
  await expect(quotation).toContainText('Sutton Council')
})

test('Somebody signed out meanwhile is told so, and keeps every word', async ({ page, signInAs, make }) => {
  const user = await signInAs('editor')
  await page.goto('/admin/articles/new')
  await expect(page.getByRole('textbox', { name: 'Body', exact: true })).toBeVisible()
  await page.getByRole('textbox', { name: 'Headline', exact: true }).fill('Written before the session ended')
  await make.query(`update session set ended_at = now() where user_id = '${user.id}'`)
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'You are signed out' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Headline', exact: true })).toHaveValue('Written before the session ended')
  await signInAs('editor')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible()
})

test('Signing out with unsaved words asks first', async ({ page, signInAs }) => {
  await signInAs('editor')
  await page.goto('/admin/articles/new')
  await expect(page.getByRole('textbox', { name: 'Body', exact: true })).toBeVisible()
  await page.getByRole('textbox', { name: 'Headline', exact: true }).fill('Not to be lost')
  const asked: string[] = []
  page.once('dialog', (dialog) => {
    asked.push(dialog.message())
    void dialog.dismiss()
  })
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect.poll(() => asked).toEqual(['This story has words that are not saved. Sign out and lose them?'])
  await expect(page.getByRole('textbox', { name: 'Headline', exact: true })).toHaveValue('Not to be lost')
  await expect(page).toHaveURL(/\/admin\/articles\/(new|[0-9a-f-]{36})$/)
})
